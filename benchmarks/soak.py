"""A million incidents: kept, linked and filtered, with the memory and the time that each takes.

usage: python benchmarks/soak.py [--incidents N] [--processes N] [--limit GB] [--folder DIR]

The reports are invented (benchmarks/invented.py), and read by the rules as any report is. Every stage runs in processes
of its own, whose peak of memory the operating system tells; a stage that takes more than the limit fails the run.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from invented import DAYS, EVENTS_PER_REPORT, FIRST_DAY, reports

from extraction.lexicon import load_lexicon
from extraction.pipeline import load_extractor
from furat.analysis.picture import picture
from furat.store.columns import Columns
from furat.store.filters import Filter
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.linking.compare import load_linker
from furat.store.linking.link import link
from furat.store.passing import passing
from furat.store.review.queue import queue
from furat.store.search import word_search
from furat.store.workspace import open_workspace
from geo.gazetteer import load_gazetteer


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage took: seconds, and the peak of memory over its processes together, in bytes."""

    name: str
    seconds: float
    peak: int
    said: str


def keep(folder: Path, first: int, last: int, per_day: int) -> str:
    """Read and keep reports."""
    workspace = open_workspace(folder, fictional=True)
    summary = ingest(workspace, reports(first, last, per_day), load_extractor(load_gazetteer()))
    workspace.close()
    if summary.faults:
        raise SystemExit(summary.faults[0])
    return f"{summary.added} reports, {summary.incidents} incidents"


def join(folder: Path) -> str:
    """Link what was kept."""
    workspace = open_workspace(folder)
    summary = link(workspace, load_linker(load_lexicon()))
    workspace.close()
    return f"{summary.compared} compared, {summary.links} links, {summary.moved} joined to others"


def ask(folder: Path) -> str:
    """Load the frame, filter it in every way, count the values of every filter, make the queue."""
    workspace, gazetteer = open_workspace(folder), load_gazetteer()
    started = time.perf_counter()
    columns, search = Columns(incident_frame(workspace)), word_search(workspace)
    said = [f"frame of {len(columns)} incidents {time.perf_counter() - started:.1f} s"]
    asked: tuple[tuple[str, Filter], ...] = (
        ("place", Filter(places=("SY0902",))),
        ("actor", Filter(actors=("sdf",))),
        ("dates", Filter(date_from=FIRST_DAY, date_to=FIRST_DAY + timedelta(days=365))),
        ("words", Filter(text="عبوة ناسفة")),
    )
    for name, chosen in asked:
        started = time.perf_counter()
        found = int(passing(columns, chosen, gazetteer, search).mask().sum())
        said.append(f"{name} {time.perf_counter() - started:.2f} s ({found})")
    for name, count in (
        ("map, timeline, list, figures and counts of a filter", lambda: picture(columns, asked[0][1], None, gazetteer)),
        ("review queue", lambda: queue(columns.frame, limit=20)),
    ):
        started = time.perf_counter()
        count()
        said.append(f"{name} {time.perf_counter() - started:.2f} s")
    workspace.close()
    return "; ".join(said)


def main(arguments: Sequence[str]) -> int:
    """Run the stages; return 1 when one of them takes more memory than ``--limit``."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incidents", type=int, default=1_000_000, help="about so many reported incidents")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="that keep reports at once")
    parser.add_argument("--limit", type=float, default=2.0, help="most memory of a stage, in GB")
    parser.add_argument("--folder", type=Path, help="a new folder for the workspace; kept afterwards")
    options = parser.parse_args(arguments)
    count = -(-options.incidents // EVENTS_PER_REPORT)
    per_day = max(1, count // DAYS)
    with tempfile.TemporaryDirectory() as spare:
        folder = options.folder or Path(spare) / "workspace"
        open_workspace(folder, fictional=True).close()
        parts = [round(count * at / options.processes) for at in range(options.processes + 1)]
        stages = [
            _run("keep", [(keep, (folder, one, other, per_day)) for one, other in pairwise(parts)]),
            _run("link", [(join, (folder,))]),
            _run("filter", [(ask, (folder,))]),
        ]
        size = sum(file.stat().st_size for file in folder.glob("furat.sqlite*"))
    print("| stage | seconds | memory | |\n| --- | --- | --- | --- |")
    for stage in stages:
        print(f"| {stage.name} | {stage.seconds:.0f} | {stage.peak / 1e9:.2f} GB | {stage.said} |")
    print(f"\nThe database takes {size / 1e9:.2f} GB.")
    greatest = max(stage.peak for stage in stages) / 1e9
    if greatest > options.limit:
        print(f"Too much memory: {greatest:.2f} GB, the limit is {options.limit} GB.", file=sys.stderr)
        return 1
    return 0


_Task = tuple[Callable[..., str], tuple[object, ...]]


def _run(name: str, tasks: Sequence[_Task]) -> Stage:
    """Run tasks at once, each in a process of its own."""
    started = time.perf_counter()
    context = multiprocessing.get_context("spawn")  # a fork would begin with the memory of this process
    with context.Pool(len(tasks), maxtasksperchild=1) as pool:
        ends = pool.starmap(_measured, tasks, chunksize=1)
    return Stage(
        name, time.perf_counter() - started, sum(peak for peak, _ in ends), "; ".join(said for _, said in ends)
    )


def _measured(task: Callable[..., str], arguments: tuple[object, ...]) -> tuple[int, str]:
    said = task(*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024), said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
