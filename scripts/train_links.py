"""Learns the weights of linking from labelled pairs, and writes them with ``--write``.

The measurement that counts is on documents that it does not learn from: ``data/gold/links_blind.jsonl``.
"""

import argparse
import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extraction.pipeline import load_extractor, read_report
from extraction.types import Reading, Report
from furat.analysis.evaluation.labels import LabelledDocument, read_gold
from furat.analysis.evaluation.links import evaluate_links, labelled_accounts, link_lines, read_accounts
from furat.store.linking.block import candidates
from furat.store.linking.compare import MODEL, Linker, comparison
from geo.gazetteer import Gazetteer, load_gazetteer

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
LEARN, BLIND = GOLD / "links.jsonl", GOLD / "links_blind.jsonl"

REGULARISATION = 1.0
THRESHOLD = 0.5
"""How sure a link must be: chosen on the documents learnt from. A wrong link hides an event, a missed one only repeats
it, so precision comes first."""

LEAST_PAIRS = 5
"""A word of comparison that fewer pairs show says nothing."""


def main() -> None:
    """Learn, print what both sets give, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {MODEL.name}")
    arguments = parser.parse_args()
    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    known = extractor.lexicon.place_words.known
    read = cache(partial(read_report, extractor=extractor))
    blank = Linker({}, 0.0, THRESHOLD, known, "")
    weights, bias, count = _learn(_documents(LEARN), read, blank, gazetteer)
    print(f"{count} pairs compared, {len(weights)} weights, bias {bias:+.2f}")
    for word, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"  {weight:+.2f} {word}")
    for path in (LEARN, BLIND):
        for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
            linker = Linker(weights, bias, threshold, known, "")
            print(f"\n{path.name}, threshold {threshold}")
            print("\n".join(link_lines(evaluate_links(_documents(path), read, linker, gazetteer))[2:]))
    if arguments.write:
        record = {"threshold": THRESHOLD, "bias": bias, "weights": dict(sorted(weights.items()))}
        digest = hashlib.sha256(json.dumps(record).encode()).hexdigest()[:12]
        MODEL.write_text(json.dumps({"version": digest, **record}, indent=1) + "\n", encoding="utf-8")
        print(f"\nwritten: {MODEL.name}")


def _learn(
    documents: list[LabelledDocument], read: Callable[[Report], Reading], blank: Linker, gazetteer: Gazetteer
) -> tuple[dict[str, float], float, int]:
    """Learn from the labels and from what is read of the same documents: readings err, and weights must bear it."""
    rows, same = [], []
    for told in (labelled_accounts(documents, blank), read_accounts(documents, read, blank, gazetteer)):
        events = {one.account.incident_id: one.event for one in told}
        for one, other in candidates([item.account for item in told]):
            rows.append(comparison(one, other))
            same.append(events[one.incident_id] == events[other.incident_id])
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    enough = np.asarray((table > 0).sum(axis=0)).ravel() >= LEAST_PAIRS
    model = LogisticRegression(C=REGULARISATION, max_iter=2000).fit(table[:, enough], same)
    words = vectorizer.get_feature_names_out()[enough]
    # Whole hundredths: the file stays readable, and the same on every machine.
    return (
        {str(word): round(float(weight), 2) for word, weight in zip(words, model.coef_[0], strict=True)},
        round(float(model.intercept_[0]), 2),
        len(rows),
    )


def _documents(path: Path) -> list[LabelledDocument]:
    documents, faults = read_gold(path)
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    return documents


if __name__ == "__main__":
    main()
