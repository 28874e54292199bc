"""A kill at whatever moment costs nothing that was said to be done, and leaves nothing half done.

``FURAT_KILLS`` says how often each test kills (``make soak`` asks for more than a test run does).
"""

import os
import random

import builders
import processes
import pytest
from sqlalchemy import func, select

from furat.store.ingest import ingest
from furat.store.review.audit import history
from furat.store.tables import IncidentRow, ReportedIncidentRow, ReportRow

KILLS = int(os.environ.get("FURAT_KILLS", "10"))
REPORTS = 60 * max(KILLS // 10, 1)


def held(workspace):
    """Assert that every report that is there has all its incidents, and return the ids of the reports."""
    with workspace.session() as session:
        counted = dict(
            session.execute(
                select(ReportRow.report_id, func.count(ReportedIncidentRow.incident_id))
                .outerjoin(ReportedIncidentRow)
                .group_by(ReportRow.report_id)
            ).all()
        )
        events = session.scalar(select(func.count()).select_from(IncidentRow))
    assert counted == {report_id: int(report_id[-1]) for report_id in counted}
    assert events == sum(counted.values())
    builders.assert_sound(workspace)
    return set(counted)


def reviews(workspace):
    with workspace.session() as session:
        return dict(session.execute(select(ReportedIncidentRow.incident_id, ReportedIncidentRow.review)).all())


def test_killed_while_reports_are_kept(address, opening):
    workspace, moments, before = opening(), random.Random(1), set()
    for turn in range(KILLS):
        process = processes.start(processes.INGEST, address, REPORTS)
        # Those that are there pass by at once, so that each kill falls on reports that are new.
        said = processes.kill_after(process, len(before) + 1 + turn % 3, moments)
        now = held(workspace)
        assert now >= before | {line for line in said if not line.startswith("done")}
        before = now
    assert processes.finished(processes.start(processes.INGEST, address, REPORTS))[-1] == f"done {REPORTS} 0"
    assert len(held(workspace)) == REPORTS


def test_killed_while_people_decide(address, opening, reads):
    workspace, moments = opening(), random.Random(2)
    reads(**{f"r{n}": [builders.incident(f"r{n}")] for n in range(4)})
    assert ingest(workspace, [builders.report(f"r{n}") for n in range(4)], builders.extractor()).faults == []
    said = {}
    for turn in range(KILLS):
        process = processes.start(processes.DECIDE, address, "كريم", 1000)
        for line in processes.kill_after(process, 1 + turn % 4, moments):
            _, number, incident, name = line.split()
            said[int(number)] = (incident, name)
        check_trail(workspace, said)
    before = len(history(workspace, limit=100_000))
    again = processes.finished(processes.start(processes.DECIDE, address, "كريم", 3))
    assert [line.split()[0] for line in again] == ["act"] * 12 + ["done"]
    assert len(history(workspace, limit=100_000)) == before + 12


def check_trail(workspace, said):
    """Every act that was said to be taken stands in the trail, and the incidents are as the trail says."""
    builders.assert_sound(workspace)
    acts = {act.change_id: act for act in history(workspace, limit=100_000)}
    for number, (incident, name) in said.items():
        assert acts[number].act == name
        assert set(acts[number].after["reported_incidents"]) == {incident}
    expected = dict.fromkeys(reviews(workspace), "open")
    for number in sorted(acts):
        ((incident, values),) = acts[number].after["reported_incidents"].items()
        assert acts[number].before["reported_incidents"][incident]["review"] == expected[incident]
        expected[incident] = values["review"]
    assert reviews(workspace) == expected


@pytest.mark.parametrize("same", [True, False], ids=["on the same incidents", "on incidents of their own"])
def test_two_who_decide_at_once_lose_nothing(address, opening, reads, same):
    workspace = opening()
    reads(**{key: [builders.incident(key)] for key in ("a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5")})
    offered = [builders.report(f"{letter}{n}") for letter in "ab" for n in range(1, 6)]
    assert ingest(workspace, offered, builders.extractor()).faults == []
    begins = ["a", "a"] if same else ["a", "b"]
    both = [
        processes.start(processes.DECIDE, address, who, 10, begin)
        for who, begin in zip(("سلمى", "كريم"), begins, strict=True)
    ]
    lines = [processes.finished(process) for process in both]
    said = {}
    for who, out in zip(("سلمى", "كريم"), lines, strict=True):
        assert len(out) == 51  # fifty decisions, taken or refused, and the end
        for line in out[:-1]:
            if line.startswith("act"):
                _, number, incident, name = line.split()
                assert int(number) not in said
                said[int(number)] = (incident, name, who)
    if not same:
        assert len(said) == 100
    acts = {act.change_id: act for act in history(workspace, limit=1000)}
    assert {number: act.who for number, act in acts.items()} == {number: who for number, (_, _, who) in said.items()}
    check_trail(workspace, {number: (incident, name) for number, (incident, name, _) in said.items()})
