"""How far a reported incident can be trusted, from 0 to 1, by what its reading rests on.

The weights are a logistic model learnt by ``scripts/train_models.py`` from incidents that the models for actors had not
seen: confidence is the share of like incidents whose event type, date and some actor were right. The reliability table
that ``furat evaluate`` prints shows how far that holds (docs/accuracy.md).
"""

import math
from collections.abc import Mapping
from itertools import repeat
from operator import mul
from pathlib import Path

from extraction.classify import FAMILIES
from extraction.linking.draft import Draft
from extraction.weights import read_weights


def grounds(draft: Draft, *, wide: bool, did: float, suffered: float) -> dict[str, float]:
    """Return what the reading of a draft rests on, as features of the model.

    ``wide`` says that only an area is known; ``did`` and ``suffered`` are the highest chances of a perpetrator and of a
    target.
    """
    heads = {t.kind for t in draft.triggers if t.head}
    place = draft.scene.candidates[0].score if draft.scene.candidates else 0.3
    return {
        "bias": 1.0,
        "place": place,
        "no event word": float(not heads),
        "several kinds": float(len(heads) > 2),
        "date beside": float(draft.dated is not None and not draft.inherited),
        "date carried": float(draft.inherited),
        "no date": float(draft.start is None),
        "did": did,
        "suffered": suffered,
        "told again": float(draft.tellings > 1),
        "wide": float(wide),
        "anaphora": float(draft.scene.toponym.rule == "place.anaphora" or "place_by_anaphora" in draft.flags),
        "not behind a place word": float(draft.scene.toponym.relation is None and draft.scene.toponym.cue is None),
        "counted": float(any(c.low for c in draft.counts)),
        "shared": float(draft.shared),
        f"family {FAMILIES.get(draft.sub_type, draft.sub_type)}": 1.0,
    }


def confidence(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the share of like incidents that are right, by the logistic model."""
    total = sum(map(mul, features.values(), map(weights.get, features, repeat(0.0))))
    return round(1 / (1 + math.exp(-total)), 3)


def load_confidence_weights(path: Path) -> dict[str, float]:
    """Load the weights written by ``scripts/train_models.py``. Raises ``WeightsError`` when they cannot be used."""
    return read_weights(path)
