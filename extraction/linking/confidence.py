"""How far a reported incident can be trusted, from 0 to 1.

Two logistic models over what a reading rests on (``extraction.linking.grounds``), learnt by ``scripts/train_models.py``
from incidents that the models for actors had not seen. One says whether the report tells such an incident at all: what
it most likely does not is held back. The other is the confidence that is stated: the share of like incidents whose
event type, date and some actor were right. They are apart since much that did happen is read without its day or its
actors. The reliability table that ``furat evaluate`` prints shows how far confidence holds (docs/accuracy.md).
"""

import math
from collections.abc import Mapping
from itertools import repeat
from operator import mul
from pathlib import Path

from extraction.values import dataclass
from extraction.weights import read_models

LEAST = 0.45
"""Below this chance that the report tells it a draft is not reported, only named among what was considered: half of the
incident F1 of cross-validation (0.906), since whatever is likelier raises F1, and whatever is less likely lowers it."""


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Weights by feature: for whether an incident is told at all, and for whether its values are right."""

    there: dict[str, float]
    right: dict[str, float]


def share(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the share of like incidents for which a logistic model says yes, to three digits."""
    total = sum(map(mul, features.values(), map(weights.get, features, repeat(0.0))))
    return round(1 / (1 + math.exp(-total)), 3)


def load_confidence_model(path: Path) -> ConfidenceModel:
    """Load the weights written by ``scripts/train_models.py``. Raises ``WeightsError`` when they cannot be used."""
    return ConfidenceModel(**read_models(path, ("there", "right")))
