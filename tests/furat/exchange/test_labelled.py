"""What a review decided becomes labels: the present values, all of a report or nothing of it."""

import dataclasses
import io
import json
from datetime import date

import builders
import pytest

from extraction.lexicon import load_lexicon
from extraction.types import Estimate
from furat.analysis.evaluation.labels import read_gold
from furat.analysis.evaluation.measure import evaluate
from furat.errors import ReviewError
from furat.exchange.jsonl import write_jsonl
from furat.exchange.labelled import Labelled, labelled_documents
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.review.decided import progress
from furat.store.review.values import Vocabulary

EDITOR = Person("سلمى", Role.EDITOR)
CORRECTIONS = {
    "sub_event_type": "Armed clash",
    "date_start": "2021-02-14",
    "date_end": "2021-02-15",
    "place_id": "C5110",
    "perpetrators": "isis",
    "targets": "sdf;civilians",
    "killed_low": "2",
    "killed_high": "",
    "injured_best": "3",
}


@pytest.fixture(scope="module")
def known(gazetteer):
    return Vocabulary(frozenset(load_lexicon().actors), frozenset({"ied"}), gazetteer)


@pytest.fixture
def written(workspace, tmp_path):
    """Write the labels of the workspace, and read them as ``furat evaluate`` does."""

    def write(*report_ids):
        out, summary = io.StringIO(), Labelled()
        found = progress(workspace, report_ids)
        write_jsonl(labelled_documents(workspace, found.decided, summary), out)
        path = tmp_path / "labels.jsonl"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        documents, faults = read_gold(path) if out.getvalue() else ([], [])
        assert faults == []
        assert len(documents) == summary.written
        return documents, found.waiting, summary.refused

    return write


def test_labels_are_the_corrected_values(workspace, keep, written, known, gazetteer):
    text = "قتل عنصران.\r\nسطر\u2028آخر\x85 \U0001f600"
    published = date(2021, 2, 17)
    report = builders.report(
        text=text, title="عنوان", published=published, source="مثال", url="https://example.org/1"
    )  # fmt: skip
    keep(report, dataclasses.replace(builders.incident(), evidence_span=dataclasses.replace(
        builders.incident().evidence_span, end=9), evidence=()))  # fmt: skip
    decisions.correct(workspace, "r1-i0", CORRECTIONS, EDITOR, known)
    ((document,), waiting, refused) = written()
    assert (waiting, refused) == ((), [])
    assert document.report == report
    assert document.mentions is None
    (label,) = document.incidents
    place = gazetteer["C5110"]
    assert dataclasses.asdict(label) == {
        "sub_event_types": ("Armed clash",),
        "date_start": date(2021, 2, 14),
        "date_end": date(2021, 2, 15),
        "place_name_ar": place.name_ar,
        "place_kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "perpetrators": {"isis"},
        "targets": {"sdf", "civilians"},
        "killed": (2, None),
        "injured": (3, 3),
        "casualties_shared": False,
        "optional": False,
        "event": "r1-i0",
        "evidence": text[:9],
    }


def test_a_reading_that_people_accepted_is_measured_as_right(workspace, keep, written, gazetteer):
    made = [
        builders.incident(number=0),
        builders.incident(number=1, place="C5110", casualties_shared=True, killed=None),
    ]
    keep(builders.report(), *made)
    decisions.accept(workspace, "r1-i0", EDITOR)
    decisions.accept(workspace, "r1-i1", EDITOR)
    documents, _, _ = written()
    evaluation = evaluate(documents, lambda report: builders.reading(report, *made), gazetteer)
    assert evaluation.scores["full_f1"].value == 1
    assert (evaluation.place_documents, evaluation.scores["toponym_f1"].value) == (0, None)
    assert evaluation.misses == ()


def test_rejected_incidents_are_no_labels_and_reports_wait_for_the_last_decision(workspace, keep, written):
    for report_id, count in (("r1", 2), ("r2", 2), ("r3", 1), ("r4", 0)):
        keep(builders.report(report_id), *(builders.incident(report_id, number) for number in range(count)))
    decisions.accept(workspace, "r1-i0", EDITOR)
    assert written()[:2] == ([], ("r1", "r2", "r3"))
    decisions.reject(workspace, "r1-i1", EDITOR)
    decisions.reject(workspace, "r3-i0", EDITOR)
    documents, waiting, _ = written()
    assert [(one.report.report_id, len(one.incidents)) for one in documents] == [("r1", 1), ("r3", 0)]
    assert waiting == ("r2",)
    assert [one.report.report_id for one in written("r3", "r2")[0]] == ["r3"]


def test_an_unknown_report_is_an_error(workspace, written):
    with pytest.raises(ReviewError, match="no report 'r9'"):
        written("r9")


def test_an_accepted_incident_without_a_place_keeps_its_report_out(workspace, keep, written, known):
    keep(builders.report(), builders.incident(), builders.incident(number=1, place=None))
    decisions.accept(workspace, "r1-i0", EDITOR)
    decisions.accept(workspace, "r1-i1", EDITOR)
    assert written() == ([], (), [("r1", "r1-i1")])
    decisions.correct(workspace, "r1-i1", {"place_id": "C5110"}, EDITOR, known)
    assert len(written()[0][0].incidents) == 2
    decisions.reject(workspace, "r1-i1", EDITOR)
    assert len(written()[0][0].incidents) == 1


def test_what_people_joined_within_a_report_is_one_label_with_its_corrections(workspace, keep, written, known):
    keep(builders.report(), *(builders.incident(number=number) for number in range(3)))
    decisions.merge(workspace, ["r1-i0", "r1-i2"], EDITOR)
    decisions.correct(workspace, "r1-i0", {"killed_best": 7}, EDITOR, known)
    decisions.accept(workspace, "r1-i0", EDITOR)
    decisions.accept(workspace, "r1-i1", EDITOR)
    ((document,), _, _) = written()
    assert [label.killed for label in document.incidents] == [(7, 7), (2, 2)]


def test_what_was_shared_gives_no_count_of_its_own(workspace, keep, written):
    keep(builders.report(), builders.incident(casualties_shared=True, killed=Estimate(2, 2, 2)))
    decisions.accept(workspace, "r1-i0", EDITOR)
    ((document,), _, _) = written()
    assert (document.incidents[0].casualties_shared, document.incidents[0].killed) == (True, (None, None))


def test_every_key_of_a_label_is_that_of_the_page_on_labelling(workspace, keep):
    keep(builders.report(), builders.incident())
    decisions.accept(workspace, "r1-i0", EDITOR)
    (document,) = labelled_documents(workspace, ["r1"], Labelled())
    assert list(json.loads(json.dumps(document))) == "id title source url published text fictional incidents".split()
    assert set(document["incidents"][0]) == set(
        "sub_event_types date_start date_end place_name_ar place_kind lat lon perpetrators targets killed_low "
        "killed_high injured_low injured_high casualties_shared optional note event evidence".split()
    )
