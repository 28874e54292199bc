"""Decisions, their trail, and the way back."""

import builders
import pytest
from builders import EDITOR, events, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import ACTS
from sqlalchemy import select

from extraction.lexicon import load_lexicon
from furat.errors import ConflictError, ReviewError
from furat.store.ingest import ingest
from furat.store.people import Person, Role, local_person
from furat.store.review import decisions
from furat.store.review.audit import history, undo
from furat.store.review.values import Vocabulary, columns
from furat.store.tables import LinkDecisionRow, ReportedIncidentRow

OTHER = Person("كريم", Role.EDITOR)
VIEWER = Person("زائر", Role.VIEWER)


@pytest.fixture(scope="session")
def known(gazetteer):
    return Vocabulary(frozenset(load_lexicon().actors), frozenset({"ied", "small_arms"}), gazetteer)


@pytest.fixture
def kept(workspace, reads):
    """Three reports with an incident each, a fourth with two."""
    incidents = {
        f"r{n}": [builders.incident(f"r{n}", number) for number in range(2 if n == 4 else 1)] for n in range(1, 5)
    }
    reads(**incidents)
    assert ingest(workspace, [builders.report(key) for key in incidents], builders.extractor()).added == 4
    return workspace


def state(workspace):
    """All that people can change, without what only counts writes."""
    with workspace.session() as session:
        rows = {item.incident_id: row_values(item) for item in session.scalars(select(ReportedIncidentRow))}
        words = {
            (item.first_id, item.second_id): item.together for item in session.scalars(select(LinkDecisionRow)).all()
        }
    return rows, words


def row_values(item):
    return {c.key: getattr(item, c.key) for c in ReportedIncidentRow.__table__.columns if c.key != "version"}


class TestDecisions:
    @pytest.mark.parametrize("decide", [decisions.accept, decisions.reject])
    def test_what_was_changed_since_it_was_looked_at_is_not_decided_on(self, kept, known, decide):
        seen = row(kept, "r1-i0")["version"]
        decisions.correct(kept, "r1-i0", {"killed_best": 3}, OTHER, known)
        before = state(kept)
        with pytest.raises(ConflictError, match="Look at it again"):
            decide(kept, "r1-i0", EDITOR, seen=seen)
        assert state(kept) == before
        decisions.reject(kept, "r1-i0", EDITOR, seen=row(kept, "r1-i0")["version"])

    @pytest.mark.parametrize(("decide", "review"), [(decisions.accept, "accepted"), (decisions.reject, "rejected")])
    def test_accept_and_reject(self, kept, decide, review):
        number = decide(kept, "r1-i0", EDITOR, why="لأن")
        assert row(kept, "r1-i0")["review"] == review
        assert row(kept, "r2-i0")["review"] == "open"
        (change,) = history(kept)
        assert (change.change_id, change.who, change.why, change.event_id) == (number, "سلمى", "لأن", "r1-i0")
        assert change.before["reported_incidents"]["r1-i0"]["review"] == "open"
        assert change.after["reported_incidents"]["r1-i0"]["review"] == review

    def test_a_correction_keeps_what_was_read(self, kept, known):
        decisions.correct(kept, "r1-i0", {"killed_best": "3", "place_id": "C5110"}, EDITOR, known)
        found = row(kept, "r1-i0")
        assert (found["killed_low"], found["killed_best"], found["killed_high"]) == (3, 3, 3)
        assert (found["place_id"], found["review"]) == ("C5110", "corrected")
        assert found["as_read"]["killed_best"] == 2
        assert found["as_read"]["place_id"] == "C5119"
        assert "admin1" not in found["as_read"]  # the governorate is the same

    def test_a_correction_back_to_what_was_read_is_none(self, kept, known):
        decisions.correct(kept, "r1-i0", {"killed_best": 3}, EDITOR, known)
        decisions.correct(kept, "r1-i0", {"killed_best": 2}, EDITOR, known)
        found = row(kept, "r1-i0")
        assert (found["as_read"], found["review"]) == (None, "accepted")

    def test_a_point_of_the_map(self, kept, gazetteer):
        decisions.place(kept, "r1-i0", (35.1, 40.4), EDITOR, gazetteer, name="بيت فلان")
        found = row(kept, "r1-i0")
        assert (found["lat"], found["lon"], found["place_id"], found["place_name_ar"]) == (35.1, 40.4, None, "بيت فلان")
        assert found["as_read"]["place_id"] == "C5119"

    def test_merge_and_split(self, kept):
        decisions.merge(kept, ["r1-i0", "r2-i0", "r3-i0"], EDITOR)
        assert {events(kept)[f"r{n}-i0"] for n in (1, 2, 3)} == {"r1-i0"}
        _, out = decisions.split(kept, "r1-i0", EDITOR, out=["r2-i0"])
        found = events(kept)
        assert (found["r1-i0"], found["r2-i0"], found["r3-i0"], out) == ("r1-i0", "r2-i0", "r1-i0", "r2-i0")

    def test_what_leads_an_incident_may_leave_it(self, kept):
        decisions.merge(kept, ["r1-i0", "r2-i0", "r3-i0"], EDITOR)
        decisions.split(kept, "r1-i0", EDITOR, out=["r1-i0"])
        found = events(kept)
        assert found["r1-i0"] == "r1-i0"
        assert found["r2-i0"] == found["r3-i0"] != "r1-i0"

    def test_merge_after_split(self, kept):
        decisions.merge(kept, ["r1-i0", "r2-i0"], EDITOR)
        decisions.split(kept, "r1-i0", EDITOR, out=["r2-i0"])
        decisions.merge(kept, ["r1-i0", "r2-i0"], EDITOR)
        assert events(kept)["r2-i0"] == "r1-i0"

    def test_a_decision_on_an_incident_holds_for_all_its_reports(self, kept):
        decisions.merge(kept, ["r1-i0", "r2-i0"], EDITOR)
        decisions.reject(kept, "r1-i0", EDITOR)
        assert [row(kept, f"r{n}-i0")["review"] for n in (1, 2, 3)] == ["rejected", "rejected", "open"]
        decisions.accept(kept, "r2-i0", EDITOR, reported=True)
        assert [row(kept, f"r{n}-i0")["review"] for n in (1, 2)] == ["rejected", "accepted"]

    def test_one_report_that_tells_two_events(self, kept, known):
        _, twin = decisions.split(kept, "r1-i0", EDITOR)
        found = row(kept, twin)
        assert (found["event_id"], found["origin"], found["review"]) == (twin, "person", "open")
        assert found["evidence"] == row(kept, "r1-i0")["evidence"]
        decisions.correct(kept, twin, {"place_id": "C5110"}, EDITOR, known)
        assert row(kept, "r1-i0")["place_id"] == "C5119"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"colour": "red"}, "no field 'colour'.*sub_event_type"),
        ({"sub_event_type": "War"}, "no sub-event type 'War'.*Armed clash"),
        ({"place_id": "Nowhere"}, "no place 'Nowhere'.*search"),
        ({"killed_best": "many"}, "'many' is not a number"),
        ({"killed_best": -1}, "-1 is no count"),
        ({"killed_low": 5, "killed_high": 4}, "must not fall"),
        ({"date_start": "yesterday"}, "'yesterday' is not a day"),
        ({"date_start": "2021-02-20", "date_end": "2021-02-10"}, "before they begin"),
        ({"date_start": "", "date_end": "2021-02-10"}, "both, or neither"),
        ({"targets": "sdf;nobody"}, "no actor 'nobody'"),
        ({"weapons": "spoon"}, "no weapon 'spoon'.*ied"),
        ({"casualties_shared": "perhaps"}, "neither yes nor no"),
    ],
)
def test_values_that_cannot_be(kept, known, values, message):
    with pytest.raises(ReviewError, match=message):
        decisions.correct(kept, "r1-i0", values, EDITOR, known)
    assert (row(kept, "r1-i0")["review"], history(kept)) == ("open", [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sub_event_type": "Arrests"}, {"sub_event_type": "Arrests", "event_type": "Strategic developments"}),
        ({"killed_best": ""}, {"killed_low": None, "killed_best": None, "killed_high": None}),
        ({"killed_low": 1}, {"killed_low": 1, "killed_best": 2, "killed_high": 2}),
        ({"killed_high": ""}, {"killed_low": 2, "killed_best": 2, "killed_high": None}),
        ({"targets": "sdf; isis;sdf"}, {"targets": ["sdf", "isis"]}),
        ({"targets": ""}, {"targets": []}),
        ({"date_start": ""}, {"date_start": None, "date_end": None, "time_precision": None}),
        ({"date_start": "2021-02-18"}, {"time_precision": 1}),
        ({"date_start": "2021-02-01", "date_end": "2021-02-28"}, {"time_precision": 3, "date_prec_ucdp": 4}),
        ({"casualties_shared": "yes"}, {"casualties_shared": True, "killed_low": None, "injured_high": None}),
        ({"place_id": "C5110"}, {"place_id": "C5110", "geo_precision": 1}),
    ],
)
def test_what_follows_from_a_value(known, values, expected):
    current = {"date_start": builders.days("2021-02-16").start, "date_end": builders.days("2021-02-16").end}
    current |= {f"killed_{end}": 2 for end in ("low", "best", "high")}
    got = columns(values, current, known)
    assert {key: got[key] for key in expected} == expected


@pytest.mark.parametrize(
    "decide",
    [
        lambda w, by, known: decisions.accept(w, "r1-i0", by),
        lambda w, by, known: decisions.reject(w, "r1-i0", by),
        lambda w, by, known: decisions.correct(w, "r1-i0", {"killed_best": 9}, by, known),
        lambda w, by, known: decisions.place(w, "r1-i0", (35.0, 40.0), by, known.gazetteer),
        lambda w, by, known: decisions.merge(w, ["r1-i0", "r2-i0"], by),
        lambda w, by, known: decisions.split(w, "r1-i0", by),
        lambda w, by, known: undo(w, 1, by),
    ],
)
def test_who_may_only_look_changes_nothing(kept, known, decide):
    decisions.accept(kept, "r3-i0", EDITOR)
    before = state(kept)
    with pytest.raises(ReviewError, match="viewer"):
        decide(kept, VIEWER, known)
    assert state(kept) == before
    assert len(history(kept)) == 1


def test_without_sign_in_there_is_one_user_who_may_do_all():
    assert local_person().role is Role.ADMIN
    assert local_person().name


class TestErrors:
    @pytest.mark.parametrize(
        ("decide", "message"),
        [
            (lambda w: decisions.accept(w, "none", EDITOR), "no incident 'none'"),
            (lambda w: decisions.merge(w, ["r1-i0"], EDITOR), "two incidents or more"),
            (lambda w: decisions.merge(w, ["r1-i0", "r1-i0"], EDITOR), "two incidents or more"),
            (lambda w: decisions.split(w, "r1-i0", EDITOR, out=["r2-i0"]), "r2-i0 is no report of"),
            (lambda w: decisions.split(w, "r1-i0", EDITOR, out=["r1-i0"]), "not all of them"),
            (lambda w: undo(w, 99, EDITOR), "no act 99"),
        ],
    )
    def test_a_clear_error(self, kept, decide, message):
        with pytest.raises(ReviewError, match=message):
            decide(kept)

    def test_a_decision_that_changes_nothing(self, kept):
        decisions.accept(kept, "r1-i0", EDITOR)
        with pytest.raises(ReviewError, match="Nothing would change"):
            decisions.accept(kept, "r1-i0", OTHER)
        assert len(history(kept)) == 1

    def test_two_people_at_once(self, kept, known):
        """Each looked at the same version: the second is told, and nothing of the first is lost."""
        seen = row(kept, "r1-i0")["version"]
        decisions.correct(kept, "r1-i0", {"killed_best": 3}, EDITOR, known, seen=seen)
        with pytest.raises(ConflictError, match="Somebody else"):
            decisions.correct(kept, "r1-i0", {"killed_best": 4}, OTHER, known, seen=seen)
        assert row(kept, "r1-i0")["killed_best"] == 3


class TestUndo:
    def test_undo_and_redo(self, kept, known):
        before = state(kept)
        number = decisions.correct(kept, "r1-i0", {"place_id": "C5110"}, EDITOR, known)
        after = state(kept)
        back = undo(kept, number, OTHER, why="خطأ")
        assert state(kept) == before
        undo(kept, back, EDITOR)
        assert state(kept) == after
        newest = history(kept)
        assert [(item.act, item.undoes, item.undone_by) for item in newest] == [
            ("undo", 2, None),
            ("undo", 1, 3),
            ("correct", None, 2),
        ]

    def test_twice(self, kept):
        number = decisions.accept(kept, "r1-i0", EDITOR)
        undo(kept, number, EDITOR)
        with pytest.raises(ReviewError, match="taken back already, by act 2"):
            undo(kept, number, EDITOR)

    def test_what_was_changed_again_is_taken_back_first(self, kept, known):
        first = decisions.correct(kept, "r1-i0", {"killed_best": 3}, EDITOR, known)
        second = decisions.correct(kept, "r1-i0", {"killed_best": 4}, EDITOR, known)
        with pytest.raises(ConflictError, match="later act back first"):
            undo(kept, first, EDITOR)
        undo(kept, second, EDITOR)
        undo(kept, first, EDITOR)
        assert row(kept, "r1-i0")["killed_best"] == 2

    def test_a_twin_goes_and_comes_back(self, kept):
        before = state(kept)
        number, twin = decisions.split(kept, "r1-i0", EDITOR)
        back = undo(kept, number, EDITOR)
        assert state(kept) == before
        undo(kept, back, EDITOR)
        assert twin in events(kept)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_all_acts_taken_back_lead_to_the_beginning(steps, opening_fresh, known):
    """Whatever was done, in whatever order: the way back ends where it began."""
    workspace = opening_fresh()
    ids = sorted(events(workspace))
    before, acts = state(workspace), len(history(workspace, limit=10_000))
    done = []
    for name, one, other in steps:
        try:
            done.append(ACTS[name](workspace, ids[one], ids[other], known))
        except ReviewError:
            continue
    for number in reversed(done):
        undo(workspace, number, OTHER)
    assert state(workspace) == before
    assert len(history(workspace, limit=10_000)) == acts + 2 * len(done)
