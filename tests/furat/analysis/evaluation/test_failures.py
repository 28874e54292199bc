"""Each miss is counted once, under its kind."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import builders
import pytest
from click.testing import CliRunner

from extraction.pipeline import load_extractor, read_report
from extraction.types import Estimate, PlaceMention, Reading, Rejected, Report, Span
from furat.analysis.evaluation.failures import STAGES, failures, in_order
from furat.analysis.evaluation.found import found_in
from furat.analysis.evaluation.labels import GoldIncident, GoldMention, LabelledDocument, read_gold
from furat.analysis.evaluation.measure import compare
from furat.cli.main import main

ROOT = Path(__file__).resolve().parents[4]
REPORT = Report("r1", builders.TEXT)
START = builders.TEXT.index("الشحيل")
SPAN = Span(START, START + 6)
MENTION = PlaceMention(SPAN, "الشحيل", "place.name", "C5119", 0.9)


@pytest.fixture
def label(gazetteer):
    place = gazetteer["C5119"]
    return GoldIncident(
        ("Remote explosive/landmine/IED",), date(2021, 2, 16), date(2021, 2, 16), "الشحيل", "town", place.lat,
        place.lon, frozenset(), frozenset(("sdf",)), (2, 2), (None, None), False, False,
    )  # fmt: skip


@pytest.fixture
def mention(gazetteer):
    place = gazetteer["C5119"]
    return GoldMention(SPAN.start, SPAN.end, "الشحيل", "الشحيل", "town", place.lat, place.lon, False)


def kinds(gazetteer, labels, incidents, *, mentions=(), places=(MENTION,), rejected=()):
    document = LabelledDocument(REPORT, tuple(mentions), tuple(labels))
    reading = Reading(REPORT, tuple(places), tuple(incidents), tuple(rejected))
    found = failures(document, reading, gazetteer)
    misses = compare(document, *found_in(reading, gazetteer)).misses
    assert found.total() == len(misses)  # each miss of the measurement under one kind
    return dict(found)


def test_what_is_right_is_no_failure(gazetteer, label, mention):
    assert kinds(gazetteer, [label], [builders.incident()], mentions=[mention]) == {}


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ({"date": None}, ("date", "none read")),
        ({"date": builders.days("2021-02-10")}, ("date", "another day")),
        ({"date": builders.days("2021-02-10", "2021-02-16")}, ("date", "a wider or narrower range")),
        ({"perpetrators": ("isis",)}, ("perpetrators", "read, none labelled")),
        ({"targets": ()}, ("targets", "none read")),
        ({"targets": ("isis",)}, ("targets", "another")),
        ({"targets": ("isis", "sdf")}, ("targets", "some too many")),
        ({"killed": None}, ("killed", "not read")),
        ({"killed": Estimate(3, 3, 3)}, ("killed", "another number")),
        ({"injured": Estimate(1, 1, 1)}, ("injured", "read, not labelled")),
        ({"injured": Estimate(0, 0, 0)}, ("injured", "nobody read, not labelled")),
        ({"sub_event_type": "Grenade"}, ("sub_event_type", "within the event type")),
    ],
)
def test_a_wrong_value(gazetteer, label, mention, change, failure):
    incident = dataclasses.replace(builders.incident(), **change)
    assert kinds(gazetteer, [label], [incident], mentions=[mention]) == {failure: 1}


@pytest.mark.parametrize(
    ("change", "incident", "failure"),
    [
        ({"targets": frozenset(("sdf", "aanes"))}, {}, ("targets", "some lack")),
        ({"targets": frozenset(("sdf", "aanes"))}, {"targets": ("sdf", "isis")}, ("targets", "some right, some wrong")),
        ({"killed": (0, 0)}, {"killed": None}, ("killed", "not read, nobody was hurt")),
        ({"date_start": None, "date_end": None}, {}, ("date", "read, none labelled")),
    ],
)
def test_a_wrong_value_beside_another_label(gazetteer, label, mention, change, incident, failure):
    made = dataclasses.replace(builders.incident(), **incident)
    assert kinds(gazetteer, [dataclasses.replace(label, **change)], [made], mentions=[mention]) == {failure: 1}


def test_another_event_type(gazetteer, label, mention):
    incident = builders.incident(sub_event_type="Armed clash")
    assert kinds(gazetteer, [label], [incident], mentions=[mention]) == {
        ("event_type", "should be Explosions/Remote violence"): 1,
        ("sub_event_type", "with the event type"): 1,
    }


@pytest.mark.parametrize(
    ("places", "rejected", "kind"),
    [
        ((), (), "its place is not read"),
        ((dataclasses.replace(MENTION, role="from"),), (), "its place is taken for no scene"),
        ((MENTION,), (Rejected(Span(0, 59), "event", "told as plan"),), "rejected: told as plan"),
        ((MENTION,), (Rejected(Span(0, 5), "event", "told as plan"),),
         "its event is put to another place, or no event word is known"),
    ],
)  # fmt: skip
def test_an_incident_that_is_not_read(gazetteer, label, places, rejected, kind):
    optional = [GoldMention(0, 59, "", "x", "town", None, None, True)]
    found = kinds(gazetteer, [label], [], places=places, rejected=rejected, mentions=optional)
    assert found["incident not read", kind] == 1


def test_an_incident_that_is_not_read_although_another_is(gazetteer, label, mention):
    second = dataclasses.replace(label, sub_event_types=("Armed clash",))
    assert kinds(gazetteer, [label, second], [builders.incident()], mentions=[mention]) == {
        ("incident not read", "another event at its place is read, this one is not"): 1
    }


def test_incidents_that_no_label_holds(gazetteer, label, mention):
    twice = [builders.incident(), builders.incident(number=1)]
    elsewhere = builders.incident(number=2, place="C5192")
    assert kinds(gazetteer, [], [elsewhere], mentions=[mention]) == {
        ("incident not labelled", "in a document without incidents"): 1
    }
    assert kinds(gazetteer, [label], [*twice, elsewhere], mentions=[mention]) == {
        ("incident not labelled", "one event at its place is told twice, or is none"): 1,
        ("incident not labelled", "at a place without any event"): 1,
    }
    assert (
        "incident not labelled",
        "at another place than the label of its event",
    ) in kinds(gazetteer, [label], [elsewhere], mentions=[mention])


def test_optional_labels_count_nowhere(gazetteer, label, mention):
    optional = dataclasses.replace(label, optional=True, targets=frozenset(("isis",)))
    assert kinds(gazetteer, [optional], [builders.incident()], mentions=[mention]) == {}
    assert kinds(gazetteer, [optional], [], mentions=[mention]) == {}


def test_places(gazetteer, mention):
    lost = dataclasses.replace(mention, start=0, end=5)
    moved = dataclasses.replace(mention, lat=36.5, name_ar="مكان آخر")
    assert kinds(gazetteer, [], [], mentions=[lost]) == {("place", "not read"): 1, ("place", "no place"): 1}
    assert kinds(gazetteer, [], [], mentions=[moved]) == {("place", "another place"): 1}


def test_stages_keep_their_order_and_the_frequent_come_first():
    counts = {("date", "another day"): 1, ("place", "not read"): 2, ("place", "no place"): 5}
    assert in_order(counts) == [("place", "no place", 5), ("place", "not read", 2), ("date", "another day", 1)]


def test_on_our_own_documents_each_miss_has_a_kind(gazetteer):
    extractor = load_extractor(gazetteer)
    for document in read_gold(ROOT / "tests" / "gold" / "own.jsonl")[0]:
        reading = read_report(document.report, extractor)
        found = failures(document, reading, gazetteer)
        assert found.total() == len(compare(document, *found_in(reading, gazetteer)).misses)
        assert {stage for stage, _ in found} <= set(STAGES)


def test_the_command_shows_them_in_each_form():
    gold = str(ROOT / "tests" / "gold" / "own.jsonl")

    def run(*options):
        return CliRunner().invoke(main, ["evaluate", gold, "--only", "own-001", "--failures", *options]).stdout

    rows = json.loads(run("--json"))["failures"]
    assert all(set(row) == {"stage", "failure", "count"} for row in rows)
    assert "| stage | failure | count |" in run("--markdown")
    assert "Failures\nstage" in run()
