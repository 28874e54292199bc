"""What a workspace knows of many reports is told before any is kept."""

from datetime import UTC, datetime

import builders
import shared

from furat.store.ingest import ingest
from furat.store.keeping.purge import purge
from furat.store.known import Known, known


def test_an_empty_workspace_knows_nothing(workspace):
    assert known(workspace, [builders.report("a")]) == Known()


def test_a_text_is_known_under_the_id_that_has_it(workspace, keep):
    kept = builders.report("a", "نص")
    keep(kept)
    found = known(workspace, [builders.report("b", "نص"), builders.report("c", "نص آخر")])
    assert found.texts == {kept.sha256: "a"}


def test_an_id_is_known_with_the_text_that_it_belongs_to(workspace, keep):
    kept = builders.report("a", "نص")
    keep(kept)
    assert known(workspace, [builders.report("a", "نص آخر")]).ids == {"a": kept.sha256}


def test_a_purged_text_is_known_as_such(workspace, keep):
    gone = builders.report("a", "نص")
    keep(gone)
    purge(workspace, "a", reason="طلب", by=shared.ADMIN)
    found = known(workspace, [gone])
    assert found.purged == {gone.sha256: datetime.now(UTC).date()}
    assert (found.texts, found.ids) == ({}, {})


def test_thousands_at_once(workspace, reads):
    reports = [builders.report(f"r{number:04d}") for number in range(1200)]
    assert ingest(workspace, reports[::2], builders.extractor()).added == 600
    found = known(workspace, reports)
    assert set(found.ids) == {report.report_id for report in reports[::2]}
    assert len(found.texts) == 600
