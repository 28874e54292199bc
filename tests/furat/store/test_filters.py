"""The filter against a slow reference, and its way through addresses and options and back."""

import dataclasses
import random
from contextlib import closing
from datetime import date, timedelta

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from arabic.folding import fold_text
from extraction.types import Span
from furat.errors import FilterError
from furat.store.columns import Columns
from furat.store.filters import FILTER_OPTIONS, Filter, describe, find_place, from_query, make_filter, to_query
from furat.store.frame import incident_frame, records, texts
from furat.store.ingest import ingest
from furat.store.passing import apply_filter, hidden_undated, passing
from furat.store.reread import reread
from furat.store.review import decisions
from furat.store.search import word_search
from furat.store.workspace import open_workspace

PLACES = ["C5119", "C5110", "C5202", "C5192", "C5086", "C5153", "SY09", "SY0901", "SY", "IQ"]
ACTORS = ["sdf", "isis", "coalition", "civilians"]
TYPES = ["Battles", "Protests"]
SUBS = ["Armed clash", "Attack"]
SOURCES = ["وكالة مثال", "موقع نموذج"]
WORDS = ["عبوة", "الشحيل", "قتل", "قَتَل", "Shahil", "shahil", "لا يقولها أحد", "عنوان", "عبوه قسد"]
FIRST = date(2021, 1, 1)


def _day(number):
    return FIRST + timedelta(days=number)


def _invented(number, dice):
    """One of several hundred incidents that differ in all that a filter asks for."""
    name = f"r{number // 3}"
    place = dice.choice([*PLACES, None])
    changes = {}
    if place == "C5110" and dice.random() < 0.5:  # a village that the gazetteer lacks, put under its town
        place = None
        changes["location"] = dataclasses.replace(
            builders.location("C5110"), place_id=None, name_ar="قرية غير معروفة", name_en=None
        )
    if dice.random() < 0.8:
        start = dice.randrange(60)
        changes["date"] = builders.days(str(_day(start)), str(_day(start + dice.choice([0, 0, 0, 3, 20]))))
    else:
        changes["date"] = None
    return builders.incident(
        name,
        number,
        place,
        event_type=dice.choice(TYPES),
        sub_event_type=dice.choice(SUBS),
        perpetrators=tuple(dice.sample(ACTORS, dice.randrange(3))),
        targets=tuple(dice.sample(ACTORS, dice.randrange(3))),
        **changes,
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    dice = random.Random(7)
    found = {}
    for number in range(360):
        item = _invented(number, dice)
        found.setdefault(item.report_id, []).append(item)
    offered = [
        builders.report(name, source=dice.choice([*SOURCES, None]), title=dice.choice(["عنوان", None]))
        for name in found
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("furat.store.ingest.read_report", lambda item, _: builders.reading(item, *found[item.report_id]))
        workspace = open_workspace(tmp_path_factory.mktemp("filters") / "w")
        assert ingest(workspace, offered, builders.extractor()).incidents == 360
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def frame(kept):
    return incident_frame(kept)


@pytest.fixture(scope="module")
def search(kept):
    return word_search(kept)


@pytest.fixture(scope="module")
def rows(frame, kept):
    """Each row as a record, with the title of its report."""
    titles = {key: told.title for key, told in texts(kept, frame["lead_id"]).items()}
    return list(zip(records(frame, kept), [titles[key] for key in frame["lead_id"]], strict=True))


def _many(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


@st.composite
def filters(draw):
    first, last = draw(st.none() | st.integers(-5, 85)), draw(st.none() | st.integers(-5, 85))
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Filter(
        places=draw(_many(PLACES)),
        actors=draw(_many(ACTORS)),
        actor_role=draw(st.sampled_from(["either", "perpetrator", "target"])),
        date_from=None if first is None else _day(first),
        date_to=None if last is None else _day(last),
        event_types=draw(_many(TYPES)),
        sub_event_types=draw(_many(SUBS)),
        killed_from=draw(st.none() | st.integers(0, 3)),
        killed_to=draw(st.none() | st.integers(3, 6)),
        precisions=draw(_many(["1", "2", "3", "none"])),
        confidence_from=draw(st.none() | st.sampled_from([0.0, 0.5, 0.85, 1.0])),
        reviews=draw(_many(["open", "accepted", "corrected"])) if draw(st.integers(0, 3)) == 0 else (),
        sources=draw(_many(SOURCES)),
        text=draw(st.sampled_from(["", "", "", *WORDS])),
        report_ids=draw(_many(["r0", "r1", "r7", "none"])) if draw(st.booleans()) else (),
        incident_ids=draw(_many(["r0-i0", "r5-i16", "none"])) if draw(st.integers(0, 4)) == 0 else (),
    )


def _lies_in(gazetteer, place_id, wanted):
    """By walking up the tree and through the regions that are unions, without the sets of descendants."""
    if place_id is None:
        return False
    chain = {place_id, *(place.place_id for place in gazetteer.ancestors(place_id))}
    return wanted in chain or not chain.isdisjoint(gazetteer.regions.get(wanted, ()))


def _matches(record, title, f, gazetteer, *, dates=True):
    """What the filter means, word for word, for one record."""
    place = record["place_id"] or record["pcode"]
    actors = {
        "either": record["perpetrators"] + record["targets"],
        "perpetrator": record["perpetrators"],
        "target": record["targets"],
    }[f.actor_role]
    known = record["killed_low"] is not None or record["killed_high"] is not None
    hay = "\n".join([record["evidence"], title or "", record["place_name_ar"] or "", record["place_name_en"] or ""])
    checks = [
        not f.places or any(_lies_in(gazetteer, place, wanted) for wanted in f.places),
        not f.actors or any(actor in actors for actor in f.actors),
        not f.event_types or record["event_type"] in f.event_types,
        not f.sub_event_types or record["sub_event_type"] in f.sub_event_types,
        f.killed_from is None or (known and (record["killed_low"] or 0) >= f.killed_from),
        f.killed_to is None or (record["killed_high"] is not None and record["killed_high"] <= f.killed_to),
        not f.precisions or ("none" if record["lat"] is None else str(record["geo_precision"])) in f.precisions,
        f.confidence_from is None or record["confidence"] >= f.confidence_from,
        not f.reviews or record["review"] in f.reviews,
        not f.sources or record["source"] in f.sources,
        not f.report_ids or record["report_id"] in f.report_ids,
        not f.incident_ids or record["incident_id"] in f.incident_ids,
        all(word in fold_text(hay).lower() for word in fold_text(f.text).lower().split()),
    ]
    if dates and (f.date_from or f.date_to):
        checks.append(
            record["date_start"] is not None
            and (f.date_from is None or record["date_end"] >= f.date_from.isoformat())
            and (f.date_to is None or record["date_start"] <= f.date_to.isoformat())
        )
    return all(checks)


@given(filters())
def test_filter_equals_a_slow_reference(frame, rows, search, gazetteer, f):
    kept = apply_filter(frame, f, gazetteer, search)
    wanted = [record["incident_id"] for record, title in rows if _matches(record, title, f, gazetteer)]
    assert kept["incident_id"].tolist() == wanted
    undated = [
        record
        for record, title in rows
        if record["date_start"] is None and _matches(record, title, f, gazetteer, dates=False)
    ]
    found = passing(Columns(frame), f, gazetteer, search)
    assert hidden_undated(found) == (len(undated) if f.date_from or f.date_to else 0)


@given(filters())
def test_filtering_twice_changes_nothing(frame, search, gazetteer, f):
    once = apply_filter(frame, f, gazetteer, search)
    assert apply_filter(once, f, gazetteer, search).equals(once)


@given(filters())
def test_an_address_gives_the_filter_back(f):
    query = to_query(f)
    assert from_query(query) == f
    assert from_query({**query, "lang": ["en"], "report_open": "x"}) == f
    single = {key: values[0] if len(values) == 1 else values for key, values in query.items()}
    assert from_query(single) == f


@given(filters())
def test_a_description_makes_the_filter_again(f):
    assert make_filter(describe(f)) == f


def test_the_reference_is_put_to_use(frame, gazetteer):
    """The invented incidents hold every case, so that the property above is no empty one."""
    assert frame["date_start"].isna().any()
    assert (frame["place_id"].isna() & frame["pcode"].notna()).any()
    assert (frame["place_id"].isna() & frame["pcode"].isna()).any()
    assert 0 < len(apply_filter(frame, Filter(places=("C5110",)), gazetteer)) < len(frame)
    assert not Filter(places=("C5110",)).is_empty
    assert Filter(actor_role="target").is_empty


def test_an_empty_filter_lets_all_through(frame, gazetteer):
    assert apply_filter(frame, Filter(), gazetteer).equals(frame)


def test_filters_on_an_empty_frame(workspace, gazetteer):
    empty = incident_frame(workspace)
    f = Filter(
        places=("SY09",), actors=("sdf",), date_from=FIRST, event_types=("Battles",), sources=("x",), text="عبوة"
    )
    search = word_search(workspace)
    assert len(apply_filter(empty, f, gazetteer, search)) == 0
    assert hidden_undated(passing(Columns(empty), f, gazetteer, search)) == 0


def test_a_place_that_nobody_knows_is_an_error(frame, gazetteer):
    with pytest.raises(FilterError, match=r"no place 'C0000'.*gazetteer search"):
        apply_filter(frame, Filter(places=("C0000",)), gazetteer)


def test_a_place_that_the_gazetteer_lost_is_still_found(workspace, keep, gazetteer):
    lost = dataclasses.replace(builders.location("C5119"), place_id="lost-1")
    keep(builders.report("r1"), builders.incident("r1", 0, location=lost))
    assert len(apply_filter(incident_frame(workspace), Filter(places=("lost-1",)), gazetteer)) == 1


@pytest.mark.parametrize("text", ["ال[", "a.*b", "\\", "%", "'", "؟"])
def test_words_are_no_patterns(frame, search, gazetteer, text):
    assert len(apply_filter(frame, Filter(text=text), gazetteer, search)) in (0, len(frame))


def test_words_want_the_search_of_the_workspace(frame, gazetteer):
    with pytest.raises(ValueError, match="wants the search"):
        apply_filter(frame, Filter(text="عبوة"), gazetteer)


@pytest.mark.parametrize(("level", "expected"), [("incident", ["r1-i0"]), ("reported", ["r2-i0"])])
def test_words_of_any_report_find_the_incident(workspace, keep, gazetteer, level, expected):
    keep(builders.report("r1"), builders.incident("r1"))
    keep(builders.report("r2", title="عنوان وحيد"), builders.incident("r2"))
    keep(builders.report("r3"), builders.incident("r3"))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], builders.EDITOR)
    frame, search = incident_frame(workspace, level=level), word_search(workspace, level=level)
    assert apply_filter(frame, Filter(text="وحيد"), gazetteer, search)["incident_id"].tolist() == expected


def test_a_twin_is_found_by_the_same_words(workspace, keep, gazetteer):
    keep(builders.report("r1"), builders.incident("r1"))
    decisions.split(workspace, "r1-i0", builders.EDITOR)
    assert len(apply_filter(incident_frame(workspace), Filter(text="عبوة"), gazetteer, word_search(workspace))) == 2


def test_words_of_a_new_reading_are_found(workspace, keep, reads, gazetteer):
    keep(builders.report("r1"), builders.incident("r1", evidence_span=Span(0, 6), evidence=()))
    reads(r1=[builders.incident("r1", evidence_span=Span(0, 40), evidence=())])
    reread(workspace, builders.extractor("newer"))
    assert (
        len(apply_filter(incident_frame(workspace), Filter(text="الشحيل عبوة"), gazetteer, word_search(workspace))) == 1
    )


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"date_from": "2021-13-01"}, "is no date"),
        ({"date_to": "yesterday"}, "YYYY-MM-DD"),
        ({"date_from": "2021-02-02", "date_to": "2021-02-01"}, "before they begin"),
        ({"actor_role": "victim"}, "no role 'victim'"),
        ({"colour": "red"}, "no filter 'colour'"),
    ],
)
def test_what_cannot_be_is_an_error(values, what):
    with pytest.raises(FilterError, match=what):
        make_filter(values)


@pytest.mark.parametrize("nothing", [None, "", "  ", [], (), [""], [None]])
@pytest.mark.parametrize("field", [option.field for option in FILTER_OPTIONS])
def test_empty_values_ask_nothing(field, nothing):
    assert make_filter({field: nothing}) == Filter()


def test_every_field_can_be_asked_for_in_one_way():
    names = [field.name for field in dataclasses.fields(Filter)]
    assert [option.field for option in FILTER_OPTIONS] == names
    assert len({option.query for option in FILTER_OPTIONS}) == len({o.option for o in FILTER_OPTIONS}) == len(names)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("الشحيل", "C5119"),
        ("الشحَيل", "C5119"),
        ("C5119", "C5119"),
        ("ذبيان", "C5202"),
        ("ذيبان", "C5202"),
        ("البصيرة", "C5110"),
        ("البصيره", "C5110"),
    ],
)
def test_place_by_name(gazetteer, text, place_id):
    assert find_place(gazetteer, text) == place_id


@pytest.mark.parametrize(
    ("text", "what"), [("لا مكان", "No place is called"), ("الصالحية", r"Several places.*C5181.*Give one of the ids")]
)
def test_place_by_a_name_that_does_not_tell(gazetteer, text, what):
    with pytest.raises(FilterError, match=what):
        find_place(gazetteer, text)


def test_words_are_searched_without_reading_the_rows(tmp_path):
    """A row holds far more than the search wants of it, and there may be a million. (SQLite tells its plan.)"""
    asked = []
    with closing(open_workspace(tmp_path / "w")) as workspace:
        event.listen(workspace.engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
        assert word_search(workspace)("عبوه") == frozenset()
        query, values = next(told for told in asked if "searchable" in told[0])
        with workspace.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
    assert any("COVERING INDEX ix_reported_incidents_passage" in step[-1] for step in plan)
