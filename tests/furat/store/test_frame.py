import dataclasses
import json
from datetime import date

import builders
import pandas as pd
import pytest

from extraction.record import INCIDENT_KEYS, LIST_KEYS, incident_record
from extraction.types import Estimate, Span
from furat.store.filters import Filter
from furat.store.frame import (
    FRAME_COLUMNS,
    RECORD_KEYS,
    WORKSPACE_KEYS,
    incident_frame,
    records,
    reports,
)
from furat.store.ingest import ingest
from furat.store.passing import apply_filter
from furat.store.review import decisions
from furat.store.review.values import Vocabulary
from furat.store.workspace import open_workspace

PUBLISHED = date(2021, 2, 17)


def _bare(number):
    """An incident of which nothing is known but that it happened."""
    return builders.incident(
        "r1", number, None, date=None, killed=None, targets=(), weapons=(), flags=(), evidence=(), confidence=0.0
    )


@pytest.mark.parametrize("level", ["incident", "reported"])
def test_records_are_those_of_the_contract(workspace, keep, level):
    given = builders.report("r1", published=PUBLISHED, source="مثال", url="https://example.org")
    incidents = [
        builders.incident("r1", 0),
        builders.incident("r1", 1, "SY09", date=builders.days("2021-02-01", "2021-02-10"), casualties_shared=True),
        builders.incident("r1", 2, killed=Estimate(2, None, None), injured=Estimate(0, 0, 0), claimed_by=("isis",)),
        _bare(3),
    ]
    keep(given, *incidents)
    got = {record["incident_id"]: record for record in records(incident_frame(workspace, level=level), workspace)}
    expected = {item.incident_id: incident_record(item, given) for item in incidents}
    for key, record in expected.items():
        record |= {"event_id": key, "report_ids": ["r1"], "sources": ["مثال"], "review": "open"}
    assert got == expected
    assert all(tuple(record) == RECORD_KEYS == (*INCIDENT_KEYS, *WORKSPACE_KEYS) for record in got.values())
    json.dumps(list(got.values()), allow_nan=False)


def test_a_place_that_the_gazetteer_lacks_keeps_its_name(workspace, keep):
    where = dataclasses.replace(builders.location("C5110"), place_id=None, name_ar="قرية لا يعرفها أحد", name_en=None)
    keep(builders.report("r1"), builders.incident("r1", 0, location=where))
    (record,) = records(incident_frame(workspace), workspace)
    assert (record["place_id"], record["place_name_ar"], record["place_name_en"]) == (None, "قرية لا يعرفها أحد", None)
    assert (record["lat"], record["lon"]) == (where.lat, where.lon)


def test_types_of_the_columns(workspace, keep):
    keep(builders.report("r1", published=PUBLISHED), builders.incident("r1", 0), _bare(1))
    frame = incident_frame(workspace)
    assert tuple(frame.columns) == FRAME_COLUMNS
    for key in ("date_start", "date_end", "published"):
        assert frame[key].dtype == "datetime64[s]"
    for key in ("killed_low", "geo_precision", "evidence_start"):
        assert frame[key].dtype == "Int64"
    for key in ("event_type", "place_id", "source", "admin3"):
        assert isinstance(frame[key].dtype, pd.CategoricalDtype)
    for key in LIST_KEYS:
        assert all(type(value) is tuple for value in frame[key])
    assert frame["killed_low"].isna().tolist() == [False, True]


def test_an_empty_workspace_has_the_same_columns(workspace, keep):
    empty = incident_frame(workspace)
    assert len(empty) == 0
    assert list(records(empty, workspace)) == []
    keep(builders.report("r1", published=PUBLISHED), builders.incident("r1", 0))
    full = incident_frame(workspace)
    assert [str(kind) for kind in empty.dtypes] == [str(kind) for kind in full.dtypes]


def test_newest_first_undated_last(workspace, keep):
    dates = {"a": "2021-02-16", "b": None, "c": "2023-05-01", "d": "2014-01-01"}
    for name, day in dates.items():
        keep(builders.report(name), builders.incident(name, 0, date=builders.days(day) if day else None))
    assert incident_frame(workspace)["report_id"].tolist() == ["c", "a", "d", "b"]


def test_dates_far_back_and_ahead_survive(workspace, keep):
    keep(builders.report("r1"), builders.incident("r1", 0, date=builders.days("1066-01-01", "2999-12-31")))
    (record,) = records(incident_frame(workspace), workspace)
    assert (record["date_start"], record["date_end"]) == ("1066-01-01", "2999-12-31")


def test_incidents_of_invented_reports_say_so(tmp_path, reads):
    reads(r1=[builders.incident("r1", 0), builders.incident("r1", 1, flags=("fictional",))])
    target = open_workspace(tmp_path / "w", fictional=True)
    ingest(target, [builders.report("r1", fictional=True)], builders.extractor())
    frame = incident_frame(target)
    target.close()
    assert frame["fictional"].all()
    assert frame["flags"].tolist() == [("no_perpetrator", "fictional"), ("fictional",)]


def test_evidence_is_the_text_of_its_span(workspace, keep):
    given = builders.report("r1")
    keep(given, builders.incident("r1", 0, evidence_span=Span(7, 17)))
    (record,) = records(incident_frame(workspace), workspace)
    assert given.text[record["evidence_start"] : record["evidence_end"]] == record["evidence"] == "عبوة ناسفة"


def test_reports_newest_first_undated_last(workspace, keep):
    for name, day in (("a", date(2020, 1, 1)), ("b", None), ("c", date(2024, 1, 1))):
        keep(builders.report(name, published=day))
    assert [item.report_id for item in reports(workspace)] == ["c", "a", "b"]


LINKED = {"r1": {}, "r2": {}, "r3": {"location": builders.location("C5110")}}


@pytest.fixture
def linked(workspace, keep):
    """Three reports; the first two tell one event."""
    for number, (key, changes) in enumerate(LINKED.items()):
        given = builders.report(key, published=date(2021, 2, 17 + number), source=f"مصدر {key}")
        keep(given, builders.incident(key, 0, **changes))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], builders.EDITOR)
    return workspace


class TestLinked:
    def test_one_row_an_event_with_all_its_sources(self, linked):
        rows = {row["incident_id"]: row for row in records(incident_frame(linked), linked)}
        assert set(rows) == {"r1-i0", "r3-i0"}
        assert rows["r1-i0"]["report_ids"] == ["r1", "r2"]
        assert rows["r1-i0"]["sources"] == ["مصدر r1", "مصدر r2"]
        assert rows["r1-i0"]["killed_best"] == 2, "no death is counted twice"

    def test_where_all_are_linked(self, linked):
        decisions.merge(linked, ["r1-i0", "r3-i0"], builders.EDITOR)
        (row,) = records(incident_frame(linked), linked)
        assert row["report_ids"] == ["r1", "r2", "r3"]

    def test_one_row_a_report_behind_it(self, linked):
        rows = list(records(incident_frame(linked, level="reported"), linked))
        assert {row["incident_id"]: row["event_id"] for row in rows} == {
            "r1-i0": "r1-i0",
            "r2-i0": "r1-i0",
            "r3-i0": "r3-i0",
        }

    def test_the_columns_are_the_same(self, linked, workspace):
        frame = incident_frame(linked)
        assert tuple(frame.columns) == FRAME_COLUMNS
        reported = incident_frame(linked, level="reported")
        assert [str(kind) for kind in frame.dtypes] == [str(kind) for kind in reported.dtypes]

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"sources": ("مصدر r2",)}, ["r1-i0"]),
            ({"report_ids": ("r2",)}, ["r1-i0"]),
            ({"report_ids": ("r3",)}, ["r3-i0"]),
        ],
    )
    def test_any_of_its_reports_finds_it(self, linked, gazetteer, wanted, expected):
        found = apply_filter(incident_frame(linked), Filter(**wanted), gazetteer)
        assert found["incident_id"].tolist() == expected

    def test_a_rejected_report_is_left_out(self, linked):
        decisions.reject(linked, "r2-i0", builders.EDITOR, reported=True)
        rows = {row["incident_id"]: row for row in records(incident_frame(linked), linked)}
        assert rows["r1-i0"]["report_ids"] == ["r1"]

    def test_a_rejected_incident_is_nowhere(self, linked):
        decisions.reject(linked, "r1-i0", builders.EDITOR)
        assert incident_frame(linked)["incident_id"].tolist() == ["r3-i0"]

    def test_a_correction_outweighs_the_other_reports(self, linked, gazetteer):
        known = Vocabulary(frozenset(), frozenset(), gazetteer)
        decisions.correct(linked, "r1-i0", {"killed_best": 5}, builders.EDITOR, known)
        row = next(row for row in records(incident_frame(linked), linked) if row["incident_id"] == "r1-i0")
        assert (row["killed_low"], row["killed_best"], row["review"]) == (5, 5, "open")
        decisions.accept(linked, "r2-i0", builders.EDITOR, reported=True)
        assert incident_frame(linked)["review"].tolist().count("corrected") == 1

    def test_read_in_pieces(self, linked, monkeypatch):
        whole = incident_frame(linked)
        monkeypatch.setattr("furat.store.frame._CHUNK", 1)
        pd.testing.assert_frame_equal(incident_frame(linked), whole)


def test_words_do_not_stand_behind_what_a_person_set(workspace, keep, gazetteer):
    keep(builders.report("r1"), builders.incident("r1", 0))
    known = Vocabulary(frozenset(), frozenset(), gazetteer)
    decisions.correct(workspace, "r1-i0", {"killed_best": 5}, builders.EDITOR, known)
    (record,) = records(incident_frame(workspace), workspace)
    assert [span["field"] for span in record["spans"]] == ["place"]
    decisions.correct(workspace, "r1-i0", {"killed_best": 2}, builders.EDITOR, known)
    (record,) = records(incident_frame(workspace), workspace)
    assert [span["field"] for span in record["spans"]] == ["place", "killed"]
