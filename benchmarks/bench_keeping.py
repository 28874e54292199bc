"""What it costs that every commit waits for the disk: reports and decisions a second, with and without.

usage: python benchmarks/bench_keeping.py [FILE.jsonl ...] [--rounds N] [--folder DIR]

SQLite's ``synchronous`` is set to FULL, as Furat sets it, and to NORMAL, where a power cut may take the last commits
along. Both are timed in turn on new workspaces in ``--folder``, and the best of the rounds counts. The figures are
those of the disk under that folder.
"""

import argparse
import dataclasses
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from extraction.pipeline import Extractor, load_extractor
from extraction.types import Report
from furat.readers.inputs import ReadFault, read_inputs
from furat.store.ingest import ingest
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.tables import ReportedIncidentRow
from furat.store.workspace import open_workspace
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "gold" / "dev.jsonl"
MODES = ("NORMAL", "FULL")
DECISIONS = 200


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=[CORPUS], help="reports to keep [the labelled ones]")
    parser.add_argument("--rounds", type=int, default=5, help="times that each is run; the best counts")
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="where to make the workspaces [here]")
    options = parser.parse_args(arguments)
    reports = []
    for item in read_inputs(options.files, today=date.today()):
        if isinstance(item, ReadFault):
            print(item, file=sys.stderr)
            return 1
        reports.append(dataclasses.replace(item, fictional=True))
    extractor = load_extractor(load_gazetteer())
    best = {mode: [0.0, 0.0] for mode in MODES}
    for _ in range(options.rounds + 1):  # the first round warms what is warm in work on many reports
        for mode in MODES:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                found = rates(Path(folder) / "workspace", mode, reports, extractor)
            best[mode] = [max(pair) for pair in zip(best[mode], found, strict=True)]
    for mode in MODES:
        print(f"{mode:8} {best[mode][0]:7,.0f} reports/s {best[mode][1]:7,.0f} decisions/s")
    return 0


def rates(folder: Path, mode: str, reports: Sequence[Report], extractor: Extractor) -> tuple[float, float]:
    """Return reports and decisions a second in a new workspace."""
    workspace = open_workspace(folder, fictional=True)

    def set_mode(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA synchronous = {mode}")

    event.listen(workspace.engine, "connect", set_mode)
    workspace.engine.dispose()  # connections are made anew, and so with the mode
    try:
        begin = time.perf_counter()
        added = ingest(workspace, reports, extractor).added
        kept = added / (time.perf_counter() - begin)
        with workspace.session() as session:
            ids = session.scalars(select(ReportedIncidentRow.incident_id).limit(DECISIONS)).all()
        begin = time.perf_counter()
        for incident_id in ids:
            decisions.accept(workspace, incident_id, Person("benchmark", Role.EDITOR), reported=True)
        return kept, len(ids) / (time.perf_counter() - begin)
    finally:
        workspace.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
