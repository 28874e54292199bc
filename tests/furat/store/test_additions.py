"""What people add to the gazetteer: read at once, checked, in the trail, and taken back."""

import math
from datetime import date

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.pipeline import load_extractor
from furat.errors import ConflictError, ReviewError
from furat.store.filters import find_place
from furat.store.frame import incident_frame
from furat.store.gazetteer import additions, local_gazetteer
from furat.store.ingest import ingest
from furat.store.people import Person, Role
from furat.store.review.additions import add_place, forget_spelling, learn_spelling
from furat.store.review.audit import history, undo

EDITOR = Person("سلمى", Role.EDITOR)
VIEWER = Person("زائر", Role.VIEWER)
PLACE = {"name_ar": "عرزالة", "name_en": "Arzalah", "kind": "village", "parent_id": "SY090102", "lat": 35.1,
         "lon": 40.5}  # fmt: skip


@pytest.fixture
def learn(workspace, gazetteer):
    def learn_one(text="عرزالة", place_id="C5119", by=EDITOR, **options):
        return learn_spelling(workspace, text, place_id, by, gazetteer, **options)

    return learn_one


@pytest.fixture
def add(workspace, gazetteer):
    def add_one(by=EDITOR, **changes):
        return add_place(workspace, by, gazetteer, **PLACE | changes)

    return add_one


@pytest.fixture
def known(workspace, gazetteer):
    return lambda: local_gazetteer(workspace, gazetteer)


@pytest.fixture
def placed(workspace, known):
    """Where an incident at عرزالة is put, by the rules as they are, in a report that is kept now."""
    number = iter(range(100))

    def read():
        report_id = f"r{next(number)}"
        text = f"قتل عنصران من قسد بانفجار عبوة ناسفة أمس في عرزالة، وفق مصدر محلي. {report_id}"
        report = builders.report(report_id, text, published=date(2021, 2, 16))
        assert ingest(workspace, [report], load_extractor(known())).faults == []
        frame = incident_frame(workspace)
        found = frame[frame["report_id"] == report_id]["place_id"]
        return found.iloc[0] if len(found) else None

    return read


class TestSpelling:
    def test_a_report_is_placed_by_it_until_it_is_taken_back(self, workspace, learn, placed):
        assert placed() is None
        number = learn(why="في شام إف إم")
        assert placed() == "C5119"
        back = undo(workspace, number, EDITOR)
        assert placed() is None
        undo(workspace, back, EDITOR)
        assert placed() == "C5119"
        assert [(item.act, item.who) for item in history(workspace)] == [("undo", "سلمى")] * 2 + [("learn", "سلمى")]

    def test_a_report_keeps_the_version_that_it_was_read_with(self, workspace, gazetteer, learn, known):
        assert known() is gazetteer
        learn()
        assert known().version.startswith(f"{gazetteer.version}+")
        assert known().version == known().version

    def test_it_is_forgotten(self, workspace, learn, placed, known, gazetteer):
        learn()
        forget_spelling(workspace, "عَرزالة", "C5119", EDITOR)
        assert known() is gazetteer
        assert placed() is None
        assert additions(workspace).names == ()

    @pytest.mark.parametrize(
        ("text", "place_id"), [("عرزالة", "C5110"), ("عرزيلة", "C5119"), ("الشحيل", "C5119"), ("x", "gone")]
    )
    def test_only_what_was_taught_is_forgotten(self, workspace, learn, text, place_id):
        learn()
        with pytest.raises(ReviewError, match="Nobody taught"):
            forget_spelling(workspace, text, place_id, EDITOR)

    def test_a_cue_is_wanted_where_it_was_asked_for(self, learn, placed):
        learn(use="cue")
        assert placed() is None

    def test_spaces_are_those_of_a_name(self, learn, known):
        learn("  تل   عرزالة ")
        assert known()["C5119"].names[-1].text == "تل عرزالة"

    def test_latin_letters(self, learn, known):
        learn("Esh-Shuhayyil", language="en")
        assert find_place(known(), "esh-shuhayyil") == "C5119"

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"place_id": "C0"}, "no place 'C0'.*search"),
            ({"text": ""}, "is empty"),
            ({"text": " \u00a0"}, "is empty"),
            ({"text": "ـــ"}, "not in Arabic script|too short"),
            ({"text": "ع"}, "too short"),
            ({"text": "Arzalah"}, "not in Arabic script"),
            ({"text": "عرزaلة"}, "not in Arabic script"),
            ({"text": "عرزالة", "language": "en"}, "not in Latin script"),
            ({"text": "Arz", "language": "en"}, "too short"),
            ({"text": "عرزالة" * 30}, "180 letters"),
            ({"text": "عرز\u202eالة"}, r"U\+202E"),
            ({"text": "عرز\nالة"}, r"U\+000A"),
            ({"text": "عرز\x00الة"}, r"U\+0000"),
            ({"language": "tr"}, "no language 'tr'.*ar, en"),
            ({"use": "never"}, "no use 'never'.*any, context, cue"),
            ({"text": "الشّحيـل"}, "الشحيل.* already"),
            ({"text": "ذيبان"}, "name of another place, C5202.*--homonym"),
            ({"text": "شحل"}, "three letters.*'context'.*'cue'"),
            ({"text": "الشرطة"}, "ordinary word.*'context'.*'cue'"),
            ({"text": "ضمان", "homonym": True}, "C5108.*use 'context'"),
            ({"text": "ذيبان", "homonym": True, "use": "cue"}, "C5202.*use 'any'"),
            ({"by": VIEWER}, "viewer"),
        ],
    )
    def test_what_cannot_be(self, workspace, gazetteer, learn, known, options, message):
        with pytest.raises(ReviewError, match=message):
            learn(**options)
        assert (history(workspace), known()) == ([], gazetteer)

    @pytest.mark.parametrize(
        "options",
        [
            {"text": "ذيبان", "homonym": True},
            {"text": "ضمان", "homonym": True, "use": "context"},
            {"text": "شحل", "use": "context"},
            {"text": "الشرطة", "use": "cue"},
        ],
    )
    def test_what_is_asked_for_in_words(self, learn, known, options):
        learn(**options)
        assert known()["C5119"].names[-1].text == options["text"]

    def test_twice_is_known_already_whatever_gazetteer_is_given(self, learn):
        learn()
        with pytest.raises(ReviewError, match="already"):
            learn("عَرْزالة")
        with pytest.raises(ReviewError, match="another place, C5119"):
            learn(place_id="C5110")


class TestPlace:
    def test_a_report_is_placed_there_until_it_is_taken_back(self, workspace, add, placed, known):
        number, place_id = add(note="من خريطة محلية")
        assert place_id == "local-arzalah"
        made = known()[place_id]
        assert (made.kind, made.parent_id, made.uncertainty_km, made.note) == (
            "village",
            "SY090102",
            2,
            "من خريطة محلية",
        )
        assert placed() == place_id
        undo(workspace, number, EDITOR)
        assert placed() is None

    def test_it_is_found_by_its_names_and_in_its_unit(self, add, known):
        _, place_id = add()
        assert find_place(known(), "عرزالة") == find_place(known(), "arzalah") == place_id
        assert known().within(place_id, "SY09")

    def test_it_may_hold_another_one_and_be_taught_a_spelling(self, workspace, add, learn, known):
        first, outer = add()
        _, inner = add(name_ar="حي العرازيل", name_en="Arazil quarter", kind="neighbourhood", parent_id=outer)
        learn("عرزيلة", outer)
        assert known().within(inner, outer)
        undo(workspace, first, EDITOR)
        assert [inner in known(), outer in known()] == [False, False]
        assert [item.name.text for item in additions(workspace).names] == ["عرزيلة"]  # waits for its place

    def test_an_id_is_never_used_for_another_place(self, workspace, add, known):
        ids = []
        for _ in range(3):
            number, place_id = add()
            undo(workspace, number, EDITOR)
            ids.append(place_id)
        ids += [add()[1], add(homonym=True, lat=35.2)[1]]
        assert len(set(ids)) == 5
        assert all(one.startswith("local-arzalah") for one in ids)

    @pytest.mark.parametrize(
        ("name_en", "place_id"), [("Tall ‘Arzālah", "local-tall-arzalah"), ("Zur", "local-zur"), ("Ъ-T", "local-t")]
    )
    def test_an_id_is_made_of_the_english_name(self, add, name_en, place_id):
        assert add(name_en=name_en)[1] == place_id

    def test_the_main_name_goes_with_the_place(self, workspace, add):
        _, place_id = add()
        with pytest.raises(ReviewError, match=r"main name.*undo"):
            forget_spelling(workspace, "عرزالة", place_id, EDITOR)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"kind": "hamlet"}, "no kind 'hamlet'.*village"),
            ({"kind": "country"}, "no kind 'country'"),
            ({"parent_id": "C0"}, "no place 'C0'"),
            ({"parent_id": ""}, "no place ''"),
            ({"lat": 95.0}, "no point"),
            ({"lon": math.nan}, "no point"),
            ({"lat": 40.5, "lon": 35.1}, "km from SY090102.*latitude first"),
            ({"lat": 36.2}, "km from SY090102"),
            ({"uncertainty_km": 0}, "uncertainty of 0 km"),
            ({"uncertainty_km": math.nan}, "uncertainty of nan"),
            ({"kind": "desert"}, "desert is an area"),
            ({"name_ar": ""}, "is empty"),
            ({"name_en": " "}, "is empty"),
            ({"name_en": "عرزالة"}, "not in Latin script"),
            ({"name_ar": "ذيبان"}, "name of another place, C5202"),
            ({"name_en": "Shahil", "name_ar": "الشحيل"}, "another place, C5119"),
            ({"name_ar": "المزرعة"}, "another place|ordinary word"),
            ({"note": "\x1b[2J"}, r"U\+001B"),
            ({"by": VIEWER}, "viewer"),
        ],
    )
    def test_what_cannot_be(self, workspace, gazetteer, add, known, changes, message):
        with pytest.raises(ReviewError, match=message):
            add(**changes)
        assert (history(workspace), known()) == ([], gazetteer)

    def test_an_area_with_its_radius(self, add, known):
        _, place_id = add(kind="desert", uncertainty_km=12)
        assert known()[place_id].is_area


def test_what_was_changed_again_is_taken_back_first(workspace, learn):
    number = learn()
    forget_spelling(workspace, "عرزالة", "C5119", EDITOR)
    with pytest.raises(ConflictError, match="later act back first"):
        undo(workspace, number, EDITOR)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["learn", "add", "forget"]), st.integers(0, 3)), max_size=8))
def test_all_additions_taken_back_lead_to_the_beginning(workspace, learn, add, steps):
    """Whatever was added and forgotten, in whatever order: the way back ends where it began."""
    acts = {
        "learn": lambda n: learn(f"عرزالة {'اوهي'[n]}"),
        "add": lambda n: add(name_ar=f"تل العرازيل {'اوهي'[n]}", name_en=f"Tall {n}")[0],
        "forget": lambda n: forget_spelling(workspace, f"عرزالة {'اوهي'[n]}", "C5119", EDITOR),
    }
    before, done = additions(workspace), []
    for act, n in steps:
        try:
            done.append(acts[act](n))
        except ReviewError:
            continue
    for number in reversed(done):
        undo(workspace, number, EDITOR)
    assert additions(workspace) == before
