"""Measure the labelled corpora and set the floors under their scores (tests/floors/floors.yaml).

usage: python scripts/set_floors.py [--lower] [--add FILE ...]

Floors rise to a hundredth under what is measured now; a score that lies under its floor is an error, and only --lower
lets the floor follow it. --add takes a corpus into the gate.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from extraction.pipeline import load_extractor, read_report
from furat.analysis.evaluation.floors import Corpus, corpus_sha256, read_floors, updated, write_floors
from furat.analysis.evaluation.labels import read_gold
from furat.analysis.evaluation.measure import evaluate
from furat.errors import FloorsError
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "floors" / "floors.yaml"


def main(arguments: list[str]) -> int:
    """Run the script; return its exit code."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lower", action="store_true", help="let floors follow scores that fell")
    parser.add_argument("--add", metavar="FILE", nargs="+", default=[], help="corpora to take into the gate")
    options = parser.parse_args(arguments)
    try:
        corpora = read_floors(FLOORS) if FLOORS.exists() else []
        known = {corpus.file for corpus in corpora}
        added = [Path(file).resolve().relative_to(ROOT).as_posix() for file in options.add]
        corpora += [Corpus(file, "", {}) for file in added if file not in known]
        write_floors(FLOORS, [_measured(corpus, lower=options.lower) for corpus in corpora])
    except (FloorsError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _measured(corpus: Corpus, *, lower: bool) -> Corpus:
    path = ROOT / corpus.file
    documents, faults = read_gold(path)
    if faults:
        raise FloorsError("\n".join(map(str, faults)))
    gazetteer = load_gazetteer()
    scores = evaluate(documents, partial(read_report, extractor=load_extractor(gazetteer)), gazetteer).scores
    new = updated(corpus, corpus_sha256(path), {name: score.value for name, score in scores.items()}, lower=lower)
    print(corpus.file)
    for name, floor in new.floors.items():
        old = corpus.floors.get(name)
        change = "" if old == floor else f"   (was {'none' if old is None else f'{old:.3f}'})"
        print(f"  {name:24} {scores[name].value:.4f}   floor {floor:.3f}{change}")
    return new


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
