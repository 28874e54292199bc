"""Other processes that work on the workspace of a test, and how they are started and killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import builders

ROOT = Path(__file__).resolve().parents[3]

INGEST = """
import sys
import builders, furat.store.ingest as module
module.read_report = builders.numbered_reading
workspace = builders.open_address(sys.argv[1])
summary = module.ingest(workspace, builders.numbered_reports(int(sys.argv[2])), builders.extractor(),
                        progress=lambda report: print(report.report_id, flush=True))
print("done", summary.added + summary.known, len(summary.faults), flush=True)
"""
"""Keeps numbered reports, one line on standard output after each."""

DECIDE = """
import itertools, sys
import builders
from sqlalchemy import select
from furat.errors import ConflictError, ReviewError
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.tables import ReportedIncidentRow

workspace, who, rounds = builders.open_address(sys.argv[1]), Person(sys.argv[2], Role.EDITOR), int(sys.argv[3])
begin = sys.argv[4] if len(sys.argv) > 4 else ""
row = ReportedIncidentRow
with workspace.session() as session:
    mine = select(row.incident_id).where(row.incident_id.startswith(begin))
    ids = session.scalars(mine.order_by(row.incident_id)).all()
for turn in range(rounds):
    for incident in ids:
        with workspace.session() as session:
            held = session.get(row, incident).review
        decide = decisions.reject if held == "accepted" else decisions.accept
        try:
            number = decide(workspace, incident, who, why=f"{who.name} {turn}", reported=True)
        except (ConflictError, ReviewError) as error:  # somebody else was faster
            print("refused", incident, type(error).__name__, flush=True)
        else:
            print("act", number, incident, decide.__name__, flush=True)
print("done", flush=True)
"""
"""Accepts and rejects incidents in turn, one line on standard output after each act that was taken: its number, the
incident, the act. Arguments: who, how many rounds, with what the ids of the incidents begin."""


def start(script: str, address: dict, *arguments: object, stdin: bool = False) -> subprocess.Popen:
    path = os.pathsep.join([str(ROOT / "tests" / "furat"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-c", script, builders.written_address(address), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE if stdin else None,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(process: subprocess.Popen, lines: int, moments: random.Random) -> list[str]:
    """Kill a process some moment after so many lines; return all lines that it wrote."""
    held = [line for line in (process.stdout.readline() for _ in range(lines)) if line]
    time.sleep(moments.uniform(0, 0.02))  # anywhere within the next report or act
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    held += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line.strip() for line in held if line.endswith("\n")]


def finished(process: subprocess.Popen) -> list[str]:
    """Wait for a process that ends by itself; return its lines."""
    out = process.communicate()[0].splitlines()
    assert process.returncode == 0
    return out
