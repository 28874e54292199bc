"""Learn the parts of actors and the confidence (data/models/) from labelled documents.

usage: python scripts/train_models.py [--write] [--folds N] [--by-writer]

Prints the scores of the whole reading in document-level cross-validation: every document is read with weights that were
learnt without it. These, not the scores on documents that the shipped weights have seen, are the figures to report.
--by-writer keeps all documents of a writer in one fold: what to expect of reports by somebody new, whose turns of
phrase nothing was learnt from. --write learns from all documents and writes the weights. Needs scikit-learn (pip
install -e '.[train]').
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold

from extraction.linking.assemble import draft_incidents, reported
from extraction.linking.confidence import ConfidenceModel
from extraction.linking.draft import Draft, Material
from extraction.linking.finish import actor_candidates, draft_grounds, finish, locate
from extraction.pipeline import Extractor, gather, load_extractor
from extraction.resolve import mentions
from extraction.roles import NOBODY, Candidate, RoleModel, nobody, pair_features
from extraction.types import Reading
from furat.analysis.evaluation.found import FoundIncident, found_in
from furat.analysis.evaluation.labels import GoldIncident, LabelledDocument, read_gold
from furat.analysis.evaluation.matching import incident_weight, pair_up, same_date, same_event_type, some_actor
from furat.analysis.evaluation.measure import Comparison, compare, summarise
from furat.analysis.evaluation.tables import as_text
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
GOLD = (ROOT / "data" / "gold" / "dev.jsonl", ROOT / "tests" / "gold" / "own.jsonl")
ALWAYS = (ROOT / "tests" / "gold" / "cases.jsonl", ROOT / "data" / "gold" / "links.jsonl")
"""Learnt from and not measured: short reports of one construction each, no sample of what reports are like; and reports
of which several tell one event, so that a fold could not keep what it measures apart from what it learns."""
WEIGHTS = ROOT / "data" / "models" / "roles.json"
CONFIDENCE = ROOT / "data" / "models" / "confidence.json"

RESTRAINT = {"perpetrator": 3.5, "target": 3.5, "pair": 0.5}
"""Regularisation: of the values that cross-validation finds alike (3 to 6), one that reads ``dev.jsonl`` well."""

PRIOR = {
    "perpetrator": {"part doer": 1.0, "part sufferer": -1.0, "sure doer": 1.5, "sure sufferer": -1.5},
    "target": {"part doer": -0.5, "part sufferer": 0.5, "sure doer": -1.5, "sure sufferer": 1.5},
}
"""What grammar says counts before anything is learnt: the weights are held near these, all others near nought."""

UNDATED = 0.25
"""The weight of an incident as it is read when nobody knows the day of publication: fewer reports are like that."""

RARE = 2  # features seen in fewer candidates are left out
SMALL = 0.01  # weights under this are not written


@dataclass(frozen=True, slots=True)
class Event:
    """A draft that was matched with a label: its actors, and which of them did it and were hit."""

    sub_type: str
    found: list[Candidate]
    did: list[bool]
    suffered: list[bool]


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled document with all that does not depend on the weights."""

    gold: LabelledDocument
    material: Material
    drafts: list[Draft]
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft by what it rests on: whether a label is for it, and whether its values are right (None: not judged)."""

    grounds: dict[str, float]
    there: bool
    right: bool | None


def main(arguments: list[str]) -> int:
    """Run the script; return its exit code."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="learn from all documents and write the weights")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--by-writer", action="store_true", help="keep all documents of a writer in one fold")
    options = parser.parse_args(arguments)
    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    documents = [document for path in GOLD for document in read_gold(path)[0]]
    read = [_read(document, extractor) for document in documents]
    undated = [_read(_undated(document), extractor) for document in documents]
    helping = [_read(document, extractor) for path in ALWAYS for document in read_gold(path)[0]]
    always = [event for document in helping for event in document.events]
    comparisons: list[Comparison | None] = [None] * len(read)
    seen: list[list[Seen]] = [[] for _ in read]
    folds = _folds(documents, options.folds, by_writer=options.by_writer)
    for train, test in folds:
        model = learn(always + [event for index in train for event in read[index].events])
        for index in test:
            seen[index] = _seen(read[index], model) + _seen(undated[index], model)
    for train, test in folds:
        model = learn(always + [event for index in train for event in read[index].events])
        weights = learn_confidence([one for index in train for one in seen[index]])
        for index in test:
            comparisons[index] = _compare(read[index], model, weights, extractor)
    over = "writers" if options.by_writer else "documents"
    print(f"{options.folds}-fold cross-validation over {over}, {', '.join(path.name for path in GOLD)}")
    print(as_text(summarise([c for c in comparisons if c is not None])))
    if options.write:
        model = learn(always + [event for document in read for event in document.events])
        WEIGHTS.write_text(
            json.dumps(
                {"perpetrator": model.perpetrator, "target": model.target, "pair": model.pair},
                ensure_ascii=False,
                indent=0,
            )
            + "\n",
            encoding="utf-8",
        )
        learnt = learn_confidence([one for several in seen for one in several])
        CONFIDENCE.write_text(
            json.dumps({"there": learnt.there, "right": learnt.right}, ensure_ascii=False, indent=0) + "\n",
            encoding="utf-8",
        )
        print(f"{WEIGHTS.name}: {len(model.perpetrator)}, {len(model.target)} and {len(model.pair)} weights")
    return 0


def _folds(
    documents: Sequence[LabelledDocument], count: int, *, by_writer: bool
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the indexes of the documents to learn from and to read, of each fold. A source of tests/gold/own is by one
    writer; who wrote which other document is not known, so each of those is a group of its own."""
    at = np.arange(len(documents))
    if not by_writer:
        return list(KFold(count, shuffle=True, random_state=0).split(at))
    writer = {
        name: source.stem
        for source in sorted((ROOT / "tests" / "gold" / "own").glob("*.yaml"))
        for name in re.findall(r"^id: (\S+)", source.read_text(encoding="utf-8"), re.MULTILINE)
    }
    ids = [document.report.report_id for document in documents]
    return list(GroupKFold(count).split(at, groups=[writer.get(name, name) for name in ids]))


def _read(gold: LabelledDocument, extractor: Extractor) -> Read:
    material = gather(gold.report, extractor)
    drafts, _ = draft_incidents(material)
    # Which label a draft is for may not hang on the weights that are to be learnt: it is matched without its actors.
    finished = [finish(material, draft, drafts).incident for draft in drafts]
    incidents = tuple(replace(incident, perpetrators=(), targets=()) for incident in finished)
    _, found = found_in(Reading(gold.report, (), incidents), extractor.gazetteer)
    events = []
    for label, index in pair_up(gold.incidents, found, incident_weight):
        events.append(_event(gold.incidents[label], material, drafts[index]))
    return Read(gold, material, drafts, events)


def _undated(gold: LabelledDocument) -> LabelledDocument:
    """Return a document as if nobody knew when it was published: of many real reports nobody does."""
    return replace(gold, report=replace(gold.report, published=None))


def _event(label: GoldIncident, material: Material, draft: Draft) -> Event:
    found = actor_candidates(material, draft, locate(material, draft)[0])
    return Event(
        draft.sub_type,
        found,
        [candidate.actor_id in label.perpetrators for candidate in found],
        [candidate.actor_id in label.targets for candidate in found],
    )


def _seen(read: Read, model: RoleModel) -> list[Seen]:
    """Return the drafts of a document as weights see them that were learnt without it."""
    material = replace(read.material, roles=model)
    incidents = tuple(finish(material, draft, read.drafts).incident for draft in read.drafts)
    _, found = found_in(Reading(read.gold.report, (), incidents), material.gazetteer)
    labels = read.gold.incidents
    label_of = {index: labels[label] for label, index in pair_up(labels, found, incident_weight)}
    return [
        Seen(
            draft_grounds(material, draft, read.drafts),
            index in label_of,
            _is_right(read.gold, label_of.get(index), one),
        )
        for index, (draft, one) in enumerate(zip(read.drafts, found, strict=True))
    ]


def _is_right(document: LabelledDocument, label: GoldIncident | None, found: FoundIncident) -> bool | None:
    """Whether event type, date and some actor are right; None for an optional label, whose values are not judged."""
    if label is None:
        return False
    if label.optional:
        return None
    dated = same_date(label, found) or _cannot_be_dated(document, found)
    return dated and same_event_type(label, found) and some_actor(label, found)


def _cannot_be_dated(document: LabelledDocument, found: FoundIncident) -> bool:
    return document.report.published is None and found.date_start is None


def learn_confidence(seen: Sequence[Seen]) -> ConfidenceModel:
    """Learn the share of drafts that are told at all, and of those that are right, by what they rest on."""
    return ConfidenceModel(
        there=_learn_share([(one.grounds, one.there) for one in seen]),
        right=_learn_share([(one.grounds, one.right) for one in seen if one.right is not None]),
    )


def _learn_share(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=0.2, solver="liblinear", fit_intercept=False, random_state=0)
    model.fit(
        vectorizer.fit_transform([features for features, _ in rows]),
        [answer for _, answer in rows],
        [UNDATED if features["no day of publication"] else 1.0 for features, _ in rows],
    )
    names = vectorizer.get_feature_names_out()
    return {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}


def _compare(read: Read, model: RoleModel, weights: ConfidenceModel, extractor: Extractor) -> Comparison:
    material = replace(read.material, roles=model, confidence=weights)
    incidents, _ = reported(material, read.drafts)
    places = mentions(material.document, material.places, extractor.gazetteer)
    return compare(read.gold, *found_in(Reading(read.gold.report, places, incidents), extractor.gazetteer))


def learn(events: Sequence[Event]) -> RoleModel:
    """Learn who did it and who was hit together: a softmax over all pairs of candidates of an event, nobody included.

    Where labels name several, each of them is an equal share of the right answer.
    """
    rows = [row for event in events for row in (c.all_features() for c in (*event.found, nobody(event.found)))]
    ids = [[*(c.actor_id for c in event.found), NOBODY] for event in events]
    pairs = [
        set(pair_features(one, other, event.sub_type))
        for event, names in zip(events, ids, strict=True)
        for one in names
        for other in names
    ]
    names, table = _table(rows)
    pair_names, pair_table = _table(pairs)
    sizes = [len(each) for each in ids]
    starts = np.cumsum([0, *sizes])
    blocks = np.cumsum([0, *(size * size for size in sizes)])
    block = np.repeat(np.arange(len(events)), [size * size for size in sizes])
    one = np.concatenate([starts[k] + np.repeat(np.arange(size), size) for k, size in enumerate(sizes)])
    other = np.concatenate([starts[k] + np.tile(np.arange(size), size) for k, size in enumerate(sizes)])
    right = np.concatenate([np.outer(_shares(e.did), _shares(e.suffered)).ravel() for e in events])
    width = len(names)
    restraint = np.concatenate(
        [
            np.full(width, RESTRAINT["perpetrator"]),
            np.full(width, RESTRAINT["target"]),
            np.full(len(pair_names), RESTRAINT["pair"]),
        ]
    )

    prior = np.zeros(len(restraint))
    for at, name in enumerate(names):
        prior[at] = PRIOR["perpetrator"].get(name, 0.0)
        prior[width + at] = PRIOR["target"].get(name, 0.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = (table @ weights[:width])[one] + (table @ weights[width : 2 * width])[other]
        scores += pair_table @ weights[2 * width :]
        scores -= np.maximum.reduceat(scores, blocks[:-1])[block]
        powers = np.exp(scores)
        sums = np.add.reduceat(powers, blocks[:-1])[block]
        missed = powers / sums - right
        slope = np.concatenate(
            [
                table.T @ np.bincount(one, missed, table.shape[0]),
                table.T @ np.bincount(other, missed, table.shape[0]),
                pair_table.T @ missed,
            ]
        )
        value = -(right * (scores - np.log(sums))).sum() + 0.5 * (restraint * (weights - prior) ** 2).sum()
        return float(value), slope + restraint * (weights - prior)

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return RoleModel(
        _kept(names, found[:width]), _kept(names, found[width : 2 * width]), _kept(pair_names, found[2 * width :])
    )


def _shares(answers: list[bool]) -> np.ndarray:
    shares = np.array([*map(float, answers), float(not any(answers))])
    return shares / shares.sum()


def _table(rows: Sequence[set[str]]) -> tuple[list[str], csr_matrix]:
    """Return the features that are not rare, and which row has which."""
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    column = {name: index for index, name in enumerate(names)}
    columns = [sorted(column[feature] for feature in row if feature in column) for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    return names, csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), shape=(len(rows), len(names)))


def _kept(names: list[str], weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
