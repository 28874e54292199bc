"""Learn the parts of actors and the confidence (data/models/) from labelled documents.

usage: python scripts/train_models.py [--write] [--folds N]

Prints the scores of the whole reading in document-level cross-validation: every document is read with weights that were
learnt without it. These, not the scores on documents that the shipped weights have seen, are the figures to report.
--write learns from all documents and writes the weights. Needs scikit-learn (pip install -e '.[train]').
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from extraction.linking.assemble import draft_incidents
from extraction.linking.draft import Draft, Material
from extraction.linking.finish import actor_candidates, draft_grounds, finish, locate
from extraction.pipeline import Extractor, gather, load_extractor
from extraction.resolve import mentions
from extraction.roles import Candidate, RoleModel, opponent_features
from extraction.types import Reading
from furat.analysis.evaluation.found import found_in
from furat.analysis.evaluation.labels import GoldIncident, LabelledDocument, read_gold
from furat.analysis.evaluation.matching import incident_weight, pair_up, same_date, same_event_type, some_actor
from furat.analysis.evaluation.measure import Comparison, compare, summarise
from furat.analysis.evaluation.tables import as_text
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parent.parent
GOLD = (ROOT / "data" / "gold" / "dev.jsonl", ROOT / "tests" / "gold" / "own.jsonl")
WEIGHTS = ROOT / "data" / "models" / "roles.json"
CONFIDENCE = ROOT / "data" / "models" / "confidence.json"

STRENGTH = {"perpetrator": 0.7, "target": 0.1}
"""Inverse of the regularisation, chosen by cross-validation: the target model sees the perpetrator's answer."""

RARE = 2  # features seen in fewer candidates are left out
SMALL = 0.01  # weights under this are not written


@dataclass(frozen=True, slots=True)
class Event:
    """A draft that was matched with a label: its actors, and which of them did it and were hit."""

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


def main(arguments: list[str]) -> int:
    """Run the script; return its exit code."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="learn from all documents and write the weights")
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args(arguments)
    gazetteer = load_gazetteer()
    extractor = load_extractor(gazetteer)
    documents = [document for path in GOLD for document in read_gold(path)[0]]
    read = [_read(document, extractor) for document in documents]
    comparisons: list[Comparison | None] = [None] * len(read)
    seen: list[list[tuple[dict[str, float], bool]]] = [[] for _ in read]
    for train, test in KFold(options.folds, shuffle=True, random_state=0).split(np.arange(len(read))):
        model = learn([event for index in train for event in read[index].events])
        for index in test:
            seen[index] = _grounds(read[index], model)
    for train, test in KFold(options.folds, shuffle=True, random_state=0).split(np.arange(len(read))):
        model = learn([event for index in train for event in read[index].events])
        weights = learn_confidence([row for index in train for row in seen[index]])
        for index in test:
            comparisons[index] = _compare(read[index], model, weights, extractor)
    print(f"{options.folds}-fold cross-validation over documents, {', '.join(path.name for path in GOLD)}")
    print(as_text(summarise([c for c in comparisons if c is not None])))
    if options.write:
        model = learn([event for document in read for event in document.events])
        WEIGHTS.write_text(
            json.dumps({"perpetrator": model.perpetrator, "target": model.target}, ensure_ascii=False, indent=0) + "\n",
            encoding="utf-8",
        )
        CONFIDENCE.write_text(
            json.dumps(learn_confidence([row for rows in seen for row in rows]), ensure_ascii=False, indent=0) + "\n",
            encoding="utf-8",
        )
        print(f"{WEIGHTS.name}: {len(model.perpetrator)} and {len(model.target)} weights")
    return 0


def _read(gold: LabelledDocument, extractor: Extractor) -> Read:
    material = gather(gold.report, extractor)
    drafts, _ = draft_incidents(material)
    incidents = tuple(finish(material, draft) for draft in drafts)
    _, found = found_in(Reading(gold.report, (), incidents), extractor.gazetteer)
    events = []
    for label, index in pair_up(gold.incidents, found, incident_weight):
        events.append(_event(gold.incidents[label], material, drafts[index]))
    return Read(gold, material, drafts, events)


def _event(label: GoldIncident, material: Material, draft: Draft) -> Event:
    found = actor_candidates(material, draft, locate(material, draft)[0])
    return Event(
        found,
        [candidate.actor_id in label.perpetrators for candidate in found],
        [candidate.actor_id in label.targets for candidate in found],
    )


def _grounds(read: Read, model: RoleModel) -> list[tuple[dict[str, float], bool]]:
    """Return what each incident of a document rests on, and whether it is right; incidents of optional labels aside."""
    material = replace(read.material, roles=model)
    incidents = tuple(finish(material, draft) for draft in read.drafts)
    _, found = found_in(Reading(read.gold.report, (), incidents), material.gazetteer)
    labels = read.gold.incidents
    right = dict.fromkeys(range(len(found)), False)
    for label, index in pair_up(labels, found, incident_weight):
        gold = labels[label]
        if gold.optional:
            del right[index]
        else:
            right[index] = (
                same_date(gold, found[index]) and same_event_type(gold, found[index]) and some_actor(gold, found[index])
            )
    return [(draft_grounds(material, read.drafts[index]), verdict) for index, verdict in right.items()]


def learn_confidence(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Learn the share of incidents that are right by what they rest on."""
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=0.5, solver="liblinear", fit_intercept=False, random_state=0)
    model.fit(vectorizer.fit_transform([features for features, _ in rows]), [right for _, right in rows])
    names = vectorizer.get_feature_names_out()
    return {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}


def _compare(read: Read, model: RoleModel, weights: dict[str, float], extractor: Extractor) -> Comparison:
    material = replace(read.material, roles=model, confidence=weights)
    incidents = tuple(finish(material, draft) for draft in read.drafts)
    places = mentions(material.document, material.places, extractor.gazetteer)
    return compare(read.gold, *found_in(Reading(read.gold.report, places, incidents), extractor.gazetteer))


def learn(events: Sequence[Event]) -> RoleModel:
    """Learn both models. The target model sees the perpetrator model's answers on events that it was not shown."""
    features = [candidate.features for event in events for candidate in event.found]
    did = [answer for event in events for answer in event.did]
    suffered = [answer for event in events for answer in event.suffered]
    owner = [number for number, event in enumerate(events) for _ in event.found]
    chances = _unseen_chances(features, did, owner)
    opponents: list[set[str]] = []
    at = 0
    for event in events:
        share = chances[at : at + len(event.found)]
        opponents += [event.found[i].features | opponent_features(event.found, share, i) for i in range(len(share))]
        at += len(event.found)
    return RoleModel(_fit(features, did, STRENGTH["perpetrator"]), _fit(opponents, suffered, STRENGTH["target"]))


def _unseen_chances(features: list[set[str]], answers: list[bool], owner: list[int]) -> list[float]:
    chances = [0.0] * len(features)
    owners = np.array(owner)
    for train, test in KFold(5, shuffle=True, random_state=0).split(np.unique(owners)):
        seen = np.isin(owners, train)
        weights = _fit(
            [f for f, s in zip(features, seen, strict=True) if s],
            [a for a, s in zip(answers, seen, strict=True) if s],
            STRENGTH["perpetrator"],
        )
        model = RoleModel(weights, {})
        for index in np.flatnonzero(np.isin(owners, test)):
            chances[index] = model.perpetrator_chances([Candidate("", features[index], None)])[0]
    return chances


def _fit(features: list[set[str]], answers: list[bool], strength: float) -> dict[str, float]:
    counts = Counter(feature for row in features for feature in row)
    rows = [{feature: 1.0 for feature in sorted(row) if counts[feature] >= RARE} for row in features]
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=3000, random_state=0)
    model.fit(vectorizer.fit_transform(rows), answers)
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {"bias": round(float(model.intercept_[0]), 3)}
    weights.update({str(name): round(float(weight), 3) for name, weight in pairs if abs(weight) >= SMALL})
    return weights


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
