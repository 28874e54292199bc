"""What a page of review shows and offers, worked out without a page."""

from dataclasses import replace
from datetime import date

import builders
import pytest
from builders import EDITOR

from extraction.lexicon import load_lexicon
from extraction.types import Estimate, Evidence, Span
from furat.analysis.reviewing import (
    MERGE_KM,
    as_read,
    changed,
    changed_fields,
    decided,
    disorder,
    leading,
    merge_candidates,
    parents,
    place_choices,
    place_words,
    present,
    rows_by_id,
    step,
)
from furat.store.frame import incident_frame
from furat.store.review import decisions
from furat.store.review.audit import history, undo
from furat.store.review.dossier import dossier
from furat.store.review.values import Vocabulary

PLACE = (Evidence("place", Span(32, 38), "place.exact"),)


@pytest.fixture
def known(gazetteer):
    return Vocabulary(frozenset(load_lexicon().actors), frozenset({"ied"}), gazetteer)


@pytest.fixture
def two(keep, workspace):
    """An incident that two reports tell, with other figures."""
    keep(builders.report("r1"), builders.incident("r1"))
    keep(builders.report("r2"), builders.incident("r2", killed=Estimate(3, 3, 3)))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    return workspace


def test_the_present_values_are_those_of_all_reports(two):
    values = present(dossier(two, "r1-i0"))
    assert (values["killed_low"], values["killed_high"]) == (2, 3)


def test_a_rejected_report_has_no_part_in_the_present_values(two):
    decisions.reject(two, "r2-i0", EDITOR, reported=True)
    assert present(dossier(two, "r1-i0"))["killed_high"] == 2


def test_a_rejected_incident_shows_its_own_values(two):
    decisions.reject(two, "r1-i0", EDITOR)
    assert present(dossier(two, "r1-i0"))["killed_low"] == 2


@pytest.mark.parametrize("asked", ["r1-i0", "r2-i0"])
def test_the_leading_report_is_that_of_the_id(two, asked):
    found = dossier(two, asked)
    assert leading(found).values["incident_id"] == found.event_id


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ({"killed_best": 5}, {"killed_low": 2, "killed_best": 2, "killed_high": 2}),
        ({"date_start": "2021-02-18"}, {"date_start": date(2021, 2, 16), "date_end": date(2021, 2, 16)}),
        ({"place_id": "C5104"}, {"place_id": "الشحيل"}),
        ({"targets": ["isis"]}, {"targets": ["sdf"]}),
    ],
)
def test_what_the_rules_had_read_stands_beside_a_correction(keep, workspace, known, values, read):
    keep(builders.report("r1"), builders.incident("r1"))
    assert as_read(dossier(workspace, "r1-i0")) == {}
    decisions.correct(workspace, "r1-i0", values, EDITOR, known)
    assert as_read(dossier(workspace, "r1-i0")) == read


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"targets": ["sdf"], "killed_best": 2}, {}),
        ({"targets": []}, {"targets": []}),
        ({"killed_best": None, "killed_low": 1}, {"killed_best": None, "killed_low": 1}),
    ],
)
def test_only_what_differs_is_a_change(typed, kept):
    assert changed({"targets": ("sdf",), "killed_best": 2, "killed_low": None}, typed) == kept


NONE = dict.fromkeys(("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high"))
CURRENT = {**NONE, "date_start": date(2021, 2, 16), "date_end": date(2021, 2, 16), "killed_low": 2, "killed_best": 3}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, None),
        ({"killed_low": 4}, "killed"),
        ({"killed_high": 1}, "killed"),
        ({"killed_best": 1}, None),  # a best alone is low and high as well
        ({"injured_low": 3, "injured_high": 2}, "injured"),
        ({"date_end": date(2021, 2, 10)}, None),  # the other end follows
        ({"date_start": date(2021, 2, 12), "date_end": date(2021, 2, 10)}, "dates"),
        ({"date_start": None, "date_end": date(2021, 2, 10)}, "dates"),
        ({"date_start": None, "date_end": None}, None),
    ],
)
def test_values_that_cannot_be_are_named(typed, wrong):
    assert disorder(CURRENT, typed) == wrong


def test_the_words_of_the_place_are_those_of_the_report(keep, workspace):
    keep(builders.report("r1"), builders.incident("r1", evidence=PLACE))
    keep(builders.report("r2"), builders.incident("r2", evidence=()))
    told = [leading(dossier(workspace, key)) for key in ("r1-i0", "r2-i0")]
    assert [place_words(one) for one in told] == [builders.TEXT[32:38].strip(), ""]


@pytest.mark.parametrize(
    ("asked", "first"), [("", "C5119"), ("الميادين", "C5128"), ("Al Mayadin", "C5128"), ("qqqqqq", None)]
)
def test_places_to_choose_from(keep, workspace, gazetteer, asked, first):
    keep(builders.report("r1"), builders.incident("r1", evidence=PLACE))
    found = place_choices(dossier(workspace, "r1-i0"), asked, gazetteer)
    wanted = next((place.place_id for place in gazetteer if place.name_ar == "الميادين" and place.kind == "city"), None)
    assert (found[0] if found else None) == (wanted if first == "C5128" else first)


def test_what_holds_a_new_place_begins_with_the_smallest_unit(gazetteer):
    place = gazetteer["C5119"]
    unit = gazetteer.ancestors("C5119")[0].place_id
    found = parents((place.lat, place.lon), unit, gazetteer)
    assert found[0].place_id == unit
    assert "country" not in {one.kind for one in found}
    assert len(found) == len({one.place_id for one in found}) <= 8
    assert parents((place.lat, place.lon), None, gazetteer)


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({}, True),
        ({"date": builders.days("2021-02-18")}, True),
        ({"date": builders.days("2021-02-19")}, False),
        ({"date": builders.days("2021-02-01", "2021-02-28")}, True),
        ({"location": builders.location("SY09")}, True),  # an area that holds the place
        ({"location": None}, True),  # told to be nowhere else
        ({"location": replace(builders.location("C5119"), lat=36.2, lon=37.1, place_id=None)}, False),
    ],
)
def test_incidents_of_the_same_days_and_neighbourhood_may_be_merged(keep, workspace, changes, offered):
    keep(builders.report("r1"), builders.incident("r1"))
    keep(builders.report("r2"), builders.incident("r2", **changes))
    found = merge_candidates(incident_frame(workspace), present(dossier(workspace, "r1-i0")), "r1-i0")
    assert [one.incident_id for one in found] == (["r2-i0"] if offered else [])


def test_the_nearest_one_is_offered_first_and_the_one_without_a_place_last(keep, workspace):
    near = replace(builders.location("C5119"), lat=builders.location("C5119").lat + 0.1, place_id=None)
    keep(builders.report("r1"), builders.incident("r1"))
    keep(builders.report("r2"), builders.incident("r2", location=None))
    keep(builders.report("r3"), builders.incident("r3", location=near))
    keep(builders.report("r4"), builders.incident("r4"))
    found = merge_candidates(incident_frame(workspace), present(dossier(workspace, "r1-i0")), "r1-i0")
    assert [one.incident_id for one in found] == ["r4-i0", "r3-i0", "r2-i0"]
    assert found[0].km == 0
    assert 0 < found[1].km < MERGE_KM
    assert found[2].km is None


def test_nothing_is_offered_in_an_empty_workspace(keep, workspace):
    keep(builders.report("r1"), builders.incident("r1", date=None, location=None))
    assert merge_candidates(incident_frame(workspace), present(dossier(workspace, "r1-i0")), "r1-i0") == []


def test_an_incident_without_a_day_is_offered_with_its_place_alone(keep, workspace):
    keep(builders.report("r1"), builders.incident("r1", date=None))
    keep(builders.report("r2"), builders.incident("r2"))
    keep(builders.report("r3"), builders.incident("r3", location=None))
    found = merge_candidates(incident_frame(workspace), present(dossier(workspace, "r1-i0")), "r1-i0")
    assert [one.incident_id for one in found] == ["r2-i0"]


@pytest.mark.parametrize(
    ("chosen", "by", "found"),
    [("a", 1, "b"), ("c", 1, "a"), ("a", -1, "c"), ("x", 1, "a"), ("x", -1, "c"), (None, 1, "a")],
)
def test_a_step_in_the_queue(chosen, by, found):
    assert step(["a", "b", "c"], chosen, by) == found


@pytest.mark.parametrize(("ids", "chosen"), [([], "a"), (["a"], "a"), ([], None)])
def test_there_is_no_step_where_there_is_no_other(ids, chosen):
    assert step(ids, chosen, 1) is None


def test_rows_by_id(two):
    frame = incident_frame(two)
    assert set(rows_by_id(frame, ["r1-i0", "nobody"])) == {"r1-i0"}


def test_decided_counts_incidents_once_and_not_what_was_taken_back(keep, workspace, known):
    for key in ("r1", "r2", "r3"):
        keep(builders.report(key), builders.incident(key))
    mine = [
        decisions.accept(workspace, "r1-i0", EDITOR),
        decisions.correct(workspace, "r1-i0", {"killed_best": 3}, EDITOR, known),
        decisions.reject(workspace, "r2-i0", EDITOR),
    ]
    decisions.accept(workspace, "r3-i0", EDITOR)  # by somebody else
    assert decided(history(workspace), mine) == 2
    undo(workspace, mine[2], EDITOR)
    assert decided(history(workspace), mine) == 1


def test_the_fields_that_an_act_changed(keep, workspace, known, gazetteer):
    keep(builders.report("r1"), builders.incident("r1"))
    decisions.correct(
        workspace, "r1-i0", {"killed_best": 3, "date_start": "2021-02-17", "place_id": "C5104"}, EDITOR, known
    )
    (change,) = history(workspace)
    found = {name: (before, after) for name, before, after in changed_fields(change)}
    assert found["killed_best"] == (2, 3)
    assert found["date_start"] == (date(2021, 2, 16), date(2021, 2, 17))
    assert found["place_id"] == ("الشحيل", gazetteer["C5104"].name_ar)
