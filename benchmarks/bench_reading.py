"""Reading speed, as a ratio to a bare dictionary scan of the same text in the same run.

usage: python benchmarks/bench_reading.py [FILE.jsonl ...] [--rounds N] [--least RATIO]

A figure in reports a second says as much of the machine as of the program. The scan is what the machine can do at
best: letters made alike by one translation table, then Aho-Corasick over the names of the gazetteer, each hit checked
for a word boundary behind it and for a boundary or proclitics before it. Both pass over the reports in turn, and of
each report the best of the rounds counts: a round in which the machine was busy elsewhere then spoils no figure.
"""

import argparse
import math
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import ahocorasick

from arabic.folding import LETTER
from arabic.tokens import PROCLITICS
from extraction.pipeline import load_extractor, read_report
from extraction.types import Report
from furat.readers.inputs import ReadFault, read_inputs
from geo.gazetteer import Gazetteer, load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "gold" / "dev.jsonl"
_ALIKE = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و", "ـ": None}
    | {chr(mark): None for mark in range(0x064B, 0x0653)}
)
_LETTERS = frozenset(char for char in map(chr, range(0x0600, 0x0700)) if re.match(f"[{LETTER}]", char))


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; return 1 when reading is slower than ``--least`` asks."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=[CORPUS], help="reports to read [the labelled ones]")
    parser.add_argument("--rounds", type=int, default=10, help="times that each report is read; the best counts")
    parser.add_argument("--least", type=float, default=0.03, help="smallest ratio that is no failure")
    options = parser.parse_args(arguments)
    reports = []
    for item in read_inputs(options.files, today=date.today()):
        if isinstance(item, ReadFault):
            print(item, file=sys.stderr)
            return 1
        reports.append(item)

    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    automaton = dictionary(gazetteer)
    for report in reports[:20]:  # caches are warm in work on many reports, so they are warm here
        read_report(report, extractor)

    scanning, reading = [math.inf] * len(reports), [math.inf] * len(reports)
    for _ in range(options.rounds):
        best(scanning, reports, lambda report: scan(report.text, automaton))
        best(reading, reports, lambda report: read_report(report, extractor))
    shown("dictionary scan", sum(scanning), reports)
    shown("reading", sum(reading), reports)
    ratio = sum(scanning) / sum(reading)
    print(f"ratio            {ratio:.1%} of the scan (at least {options.least:.0%})")
    return 0 if ratio >= options.least else 1


def dictionary(gazetteer: Gazetteer) -> ahocorasick.Automaton:
    """Return an automaton of the Arabic names of the gazetteer."""
    automaton = ahocorasick.Automaton()
    for place in gazetteer:
        for name in place.names:
            if name.language == "ar":
                form = name.text.translate(_ALIKE)
                automaton.add_word(form, (len(form), place.place_id))
    automaton.make_automaton()
    return automaton


def scan(text: str, automaton: ahocorasick.Automaton) -> list[tuple[int, int, str]]:
    """Return the names in a text that stand as words, alone or behind proclitics."""
    text = text.translate(_ALIKE)
    found = []
    for last, (length, place_id) in automaton.iter(text):
        if last + 1 < len(text) and text[last + 1] in _LETTERS:
            continue
        start = last - length + 1
        begin = start
        while begin and start - begin < 4 and text[begin - 1] in _LETTERS:
            begin -= 1
        if begin == start or text[begin:start] in PROCLITICS:
            found.append((start, last + 1, place_id))
    return found


def best(seconds: list[float], reports: Sequence[Report], work: Callable[[Report], object]) -> None:
    """Do the work on each report, and keep the seconds that it took where it never took less."""
    for index, report in enumerate(reports):
        begin = time.perf_counter()
        work(report)
        seconds[index] = min(seconds[index], time.perf_counter() - begin)


def shown(name: str, seconds: float, reports: Sequence[Report]) -> None:
    """Print a line of reports and characters a second."""
    characters = sum(len(report.text) for report in reports)
    print(f"{name:16} {len(reports) / seconds:9,.0f} reports/s {characters / seconds:13,.0f} characters/s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
