import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import builders
import pytest
from sqlalchemy import func, select

from extraction.types import Span
from furat.errors import WorkspaceError
from furat.store import ingest as module
from furat.store.frame import incident_frame, report, reports
from furat.store.ingest import ingest
from furat.store.tables import IncidentRow, ReportedIncidentRow, ReportRow

ROOT = Path(__file__).resolve().parents[3]

# Ingests numbered reports, one line on standard output after each.
SCRIPT = """
import sys
import builders, furat.store.ingest as module
module.read_report = builders.numbered_reading
workspace = builders.open_address(sys.argv[1])
summary = module.ingest(workspace, builders.numbered_reports(int(sys.argv[2])), builders.extractor(),
                        progress=lambda report: print(report.report_id, flush=True))
print("done", summary.added, summary.known, len(summary.faults), flush=True)
"""


def _start(address, count):
    path = os.pathsep.join([str(ROOT / "tests" / "furat"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, builders.written_address(address), str(count)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def _count(workspace, table):
    with workspace.session() as session:
        return session.scalar(select(func.count()).select_from(table))


def _assert_whole(workspace):
    """Every report that is there has all its incidents, and nothing hangs loose."""
    with workspace.session() as session:
        held = dict(
            session.execute(
                select(ReportRow.report_id, func.count(ReportedIncidentRow.incident_id))
                .outerjoin(ReportedIncidentRow)
                .group_by(ReportRow.report_id)
            ).all()
        )
    assert held == {report_id: int(report_id[-1]) for report_id in held}
    assert _count(workspace, ReportedIncidentRow) == _count(workspace, IncidentRow) == sum(held.values())
    builders.assert_sound(workspace)
    return len(held)


def test_a_report_is_kept_as_published(workspace, keep):
    given = builders.report(
        "r1", title="عنوان", published=date(2021, 2, 16), source="مثال", url="https://example.org/1"
    )
    summary = keep(given, builders.incident("r1", 0), builders.incident("r1", 1))
    assert (summary.added, summary.known, summary.incidents, summary.seen) == (1, 0, 2, 1)
    assert report(workspace, "r1") == given
    assert report(workspace, "r2") is None


def test_versions_and_moment_are_kept(workspace, keep, gazetteer):
    keep(builders.report())
    with workspace.session() as session:
        row = session.get(ReportRow, "r1")
        assert (row.rules_version, row.gazetteer_version) == ("test-1", gazetteer.version)
        assert row.sha256 == builders.report().sha256
        assert abs((datetime.now(UTC) - row.ingested_at).total_seconds()) < 60


def test_the_same_text_twice_is_one_report(workspace, keep):
    keep(builders.report("a", "نص واحد"), builders.incident("a", evidence_span=Span(0, 2), evidence=()))
    again = keep(builders.report("a", "نص واحد"))
    renamed = keep(builders.report("b", "نص واحد"))
    assert (again.known, renamed.known, again.added, renamed.added) == (1, 1, 0, 0)
    assert [item.report_id for item in reports(workspace)] == ["a"]
    assert len(incident_frame(workspace)) == 1


def test_the_same_id_with_another_text_names_both_and_the_rest_is_kept(workspace, reads):
    first, second = builders.report("a", "نص أول", title="الأول"), builders.report("a", "نص ثان", title="الثاني")
    summary = ingest(workspace, [first, second, builders.report("b")], builders.extractor())
    assert (summary.added, len(summary.faults)) == (2, 1)
    for named in ("report a", first.sha256[:16], second.sha256[:16], "الأول", "الثاني", "another id"):
        assert named in summary.faults[0]
    assert report(workspace, "a") == first


@pytest.mark.parametrize("fictional", [True, False])
def test_real_and_fictional_reports_never_mix(opening, reads, fictional):
    target = opening(fictional=fictional)
    offered = [builders.report("a", fictional=not fictional), builders.report("b", fictional=fictional)]
    summary = ingest(target, offered, builders.extractor())
    assert [item.report_id for item in reports(target)] == ["b"]
    assert "report a" in summary.faults[0]
    assert "fictional" in summary.faults[0]


@pytest.mark.parametrize(
    ("incidents", "what"),
    [
        ([builders.incident("r1", evidence_span=Span(0, 10_000))], "outside the text"),
        ([builders.incident("r1", evidence_span=Span(9, 3))], "outside the text"),
        ([builders.incident("other")], "belongs to report other"),
        ([builders.incident("r1"), builders.incident("r1")], "stands twice"),
    ],
)
def test_a_reading_that_contradicts_its_report_is_refused_whole(workspace, reads, incidents, what):
    reads(r1=incidents)
    summary = ingest(workspace, [builders.report("r1"), builders.report("r2")], builders.extractor())
    assert what in summary.faults[0]
    assert [item.report_id for item in reports(workspace)] == ["r2"]
    assert _count(workspace, IncidentRow) == 0


def test_a_text_that_another_process_keeps_between_two_questions_is_known(workspace, opening, reads, monkeypatch):
    other, asked = opening(), module._refuse_purged

    def kept_meanwhile(session, offered):
        monkeypatch.setattr(module, "_refuse_purged", asked)
        assert ingest(other, [offered], builders.extractor()).added == 1
        monkeypatch.setattr(session, "scalar", lambda _query: None)  # the first question was asked before that

    monkeypatch.setattr(module, "_refuse_purged", kept_meanwhile)
    summary = ingest(workspace, [builders.report("a")], builders.extractor())
    assert (summary.known, summary.faults) == (1, [])


def test_incidents_that_clash_with_stored_ones_leave_no_trace_of_their_report(workspace, keep, reads):
    keep(builders.report("a"), builders.incident("a", 0))
    reads(b=[builders.incident("b", 0), builders.incident("b", 1, incident_id="a-i0")])
    summary = ingest(workspace, [builders.report("b")], builders.extractor())
    assert "clash" in summary.faults[0]
    assert [item.report_id for item in reports(workspace)] == ["a"]
    assert _count(workspace, IncidentRow) == _count(workspace, ReportedIncidentRow) == 1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"text": "نص\x00"}, "text holds a NUL"),
        ({"title": "\x00"}, "title holds a NUL"),
        ({"text": "\ud800"}, "half of a character"),
        ({"source": "\udfff"}, "source holds"),
        ({"report_id": "r" * 256}, "256 letters"),
        ({"report_id": "a\x00"}, "report_id holds a NUL"),
    ],
)
def test_what_no_database_keeps_is_a_fault_and_the_rest_is_kept(workspace, reads, changes, what):
    given = builders.report(**{"report_id": "r1", "text": "نص", **changes})
    summary = ingest(workspace, [given, builders.report("r2")], builders.extractor())
    assert (summary.added, len(summary.faults)) == (1, 1)
    assert what in summary.faults[0]
    summary.faults[0].encode()


def test_progress_is_told_of_every_report(workspace, reads):
    seen = []
    offered = [builders.report("a"), builders.report("a"), builders.report("b", fictional=True)]
    ingest(workspace, offered, builders.extractor(), progress=lambda item: seen.append(item.report_id))
    assert seen == ["a", "a", "b"]


def test_reports_are_taken_one_at_a_time(workspace, reads):
    def offered():
        yield builders.report("a")
        assert [item.report_id for item in reports(workspace)] == ["a"]
        yield builders.report("b")

    assert ingest(workspace, offered(), builders.extractor(), batch=1).added == 2


@pytest.mark.parametrize("batch", [1, 2, 3, 50])
def test_batches_make_no_difference(workspace, reads, batch):
    reads(b=[builders.incident("b", 0)], c=[builders.incident("c", 0, incident_id="b-i0")], d=[builders.incident("d")])
    offered = [builders.report(key) for key in "abbcd"] + [builders.report("e", fictional=True)]
    summary = ingest(workspace, offered, builders.extractor(), batch=batch)
    assert (summary.added, summary.known, summary.incidents, len(summary.faults)) == (3, 1, 2, 2)
    assert sorted(item.report_id for item in reports(workspace)) == ["a", "b", "d"]


def test_what_was_read_is_kept_where_the_reports_end_in_an_error(workspace, reads):
    def offered():
        yield builders.report("a")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ingest(workspace, offered(), builders.extractor())
    assert [item.report_id for item in reports(workspace)] == ["a"]


def test_a_database_that_another_program_holds_stops_with_a_clear_error(opening, reads, monkeypatch):
    monkeypatch.setattr("furat.store.database.LOCK_WAIT_SECONDS", 0.05)
    target, other = opening(), opening()
    with other.session(write=True), pytest.raises(WorkspaceError, match="run the same again"):
        ingest(target, [builders.report("a")], builders.extractor())
    assert ingest(target, [builders.report("a")], builders.extractor()).added == 1


@pytest.mark.parametrize("after", [1, 7, 23])
def test_a_kill_leaves_nothing_half_stored_and_the_rest_is_taken_up(address, opening, after):
    process = _start(address, 60)
    for _ in range(after):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    process.stdout.close()
    process.wait()
    workspace = opening()
    held = _assert_whole(workspace)
    assert after <= held < 60
    again = _start(address, 60)
    last = again.communicate()[0].splitlines()[-1]
    assert last == f"done {60 - held} {held} 0"
    assert _assert_whole(workspace) == 60


def test_several_processes_at_once_keep_each_text_once(address, opening):
    processes = [_start(address, 40) for _ in range(3)]
    ends = [process.communicate()[0].splitlines()[-1].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum(int(end[1]) for end in ends) == 40
    assert all(int(end[1]) + int(end[2]) == 40 and end[3] == "0" for end in ends)
    assert _assert_whole(opening()) == 40
