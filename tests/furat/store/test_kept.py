"""The kept reports, some at a time, newest first."""

from datetime import date

import builders
import pytest

from furat.store.ingest import ingest
from furat.store.kept import BEGINNING, kept_reports
from furat.store.review.decisions import reject


@pytest.fixture
def kept(workspace, reads):
    """Seven reports: five of them dated, two of one day; r4 tells two incidents."""
    reads(r4=[builders.incident("r4"), builders.incident("r4", 1, place="C5110")], r1=[builders.incident("r1")])
    days = {"r1": 3, "r2": 1, "r3": None, "r4": 9, "r5": 3, "r6": None, "r7": 5}
    reports = [
        builders.report(
            key,
            published=date(2021, 2, day) if day else None,
            source="شبكة 100%" if key in {"r2", "r3"} else "Agency",
            title=f"عنوان {key}" if key == "r1" else None,
        )
        for key, day in days.items()
    ]
    assert ingest(workspace, reports, builders.extractor()).faults == []
    return workspace


ORDER = ["r4", "r7", "r1", "r5", "r2", "r3", "r6"]


def ids(page):
    return [report.report_id for report in page.reports]


def test_newest_first_and_undated_last(kept):
    assert ids(kept_reports(kept)) == ORDER
    assert kept_reports(kept).total == 7


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7])
def test_the_pages_put_together_are_the_whole(kept, limit):
    pages = [kept_reports(kept, limit=limit, offset=offset) for offset in range(0, 9, limit)]
    assert [key for page in pages for key in ids(page)] == ORDER
    assert {page.total for page in pages} == {7}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("r4", ["r4"]),
        ("R4", ["r4"]),
        ("شبكة", ["r2", "r3"]),
        ("agency", ["r4", "r7", "r1", "r5", "r6"]),
        ("100%", ["r2", "r3"]),
        ("%", ["r2", "r3"]),
        ("_", []),
        ("  r7 ", ["r7"]),
        ("nothing", []),
        ("a\x00b", []),
        ("\ud800", []),
        ("'; DROP TABLE reports; --", []),
        ("", ORDER),
    ],
)
def test_words_of_id_or_source_as_they_are(kept, words, found):
    page = kept_reports(kept, words=words)
    assert (ids(page), page.total) == (found, len(found))


def test_pages_of_what_was_found(kept):
    assert ids(kept_reports(kept, words="Agency", limit=2, offset=2)) == ["r1", "r5"]
    assert kept_reports(kept, words="Agency", limit=2, offset=2).total == 5


def test_incidents_are_counted_without_rejected_ones(kept):
    assert {one.report_id: one.incidents for one in kept_reports(kept).reports if one.incidents} == {"r4": 2, "r1": 1}
    reject(kept, "r4-i0", builders.EDITOR)
    assert kept_reports(kept, words="r4").reports[0].incidents == 1


def test_a_long_text_is_told_by_its_beginning(workspace, keep):
    keep(builders.report("a", "ب" * 100_000))
    (found,) = kept_reports(workspace).reports
    assert found.beginning == "ب" * BEGINNING


def test_an_empty_workspace(workspace):
    assert kept_reports(workspace) == kept_reports(workspace, words="x")
    assert kept_reports(workspace).total == 0
