"""From counts per document to scores, each with the interval that a resampling of the documents gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from furat.analysis.evaluation.attributes import ATTRIBUTES

Array = npt.NDArray[np.float64]

PLACE_SCORES = ("toponym_precision", "toponym_recall", "toponym_f1", "resolution_accuracy")
"""Scores of stage 1."""

INCIDENT_SCORES = (
    "incident_precision",
    "incident_recall",
    "incident_f1",
    "strict_f1",
    "full_f1",
    *(f"{name}_accuracy" for name in ATTRIBUTES),
)
"""End-to-end scores: stage 2 and stage 3."""

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20240607  # any number; fixed, so that the same readings give the same intervals

_COUNTERS = (
    *("place_tp", "place_fp", "place_fn", "resolved", "resolved_of", "tp", "fp", "fn", "strict", "full"),
    *ATTRIBUTES,
    *(f"{name}_of" for name in ATTRIBUTES),
)


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 1 with the ends of its interval; all None where nothing was there to be measured."""

    value: float | None
    low: float | None
    high: float | None


def score_documents(documents: Sequence[Mapping[str, int]]) -> dict[str, Score]:
    """Return every score over the documents' counts.

    The interval is the bootstrap's: documents are drawn with replacement, ``RESAMPLES`` times, since the incidents of
    one document hang together and are no independent draws. A resample in which nothing was measured is left out.
    """
    counts = np.array([[document.get(name, 0) for name in _COUNTERS] for document in documents], dtype=np.float64)
    counts = counts.reshape(len(documents), len(_COUNTERS))
    whole = _scores(counts.sum(axis=0, keepdims=True))
    drawn = whole
    if len(documents):
        shares = np.full(len(documents), 1 / len(documents))
        weights = np.random.default_rng(SEED).multinomial(len(documents), shares, size=RESAMPLES)
        drawn = _scores(weights @ counts)
    return {name: Score(_number(whole[name][0]), *_interval(drawn[name])) for name in whole}


def total(documents: Sequence[Mapping[str, int]]) -> Counter[str]:
    """Return the counts of all documents together."""
    whole: Counter[str] = Counter()
    for document in documents:
        whole.update(document)
    return whole


def _scores(counts: Array) -> dict[str, Array]:
    """Return the scores of each row of counts, shape ``(rows, len(_COUNTERS))``; NaN where nothing was measured."""
    n = dict(zip(_COUNTERS, counts.T, strict=True))
    out: dict[str, Array] = {}
    out["toponym_precision"], out["toponym_recall"], out["toponym_f1"] = _f1(
        n["place_tp"], n["place_fp"], n["place_fn"]
    )
    out["resolution_accuracy"] = _share(n["resolved"], n["resolved_of"], empty=np.nan)
    out["incident_precision"], out["incident_recall"], out["incident_f1"] = _f1(n["tp"], n["fp"], n["fn"])
    for level in ("strict", "full"):
        # A pair that is not right at this level is an incident too many and one too few.
        wrong = n["tp"] - n[level]
        out[f"{level}_f1"] = _f1(n[level], n["fp"] + wrong, n["fn"] + wrong)[2]
    for name in ATTRIBUTES:
        out[f"{name}_accuracy"] = _share(n[name], n[f"{name}_of"], empty=np.nan)
    return out


def _f1(tp: Array, fp: Array, fn: Array) -> tuple[Array, Array, Array]:
    precision, recall = _share(tp, tp + fp), _share(tp, tp + fn)
    return precision, recall, _share(2 * precision * recall, precision + recall)


def _share(part: Array, whole: Array, *, empty: float = 0.0) -> Array:
    return np.divide(part, whole, out=np.full_like(whole, empty), where=whole != 0)


def _interval(values: Array) -> tuple[float | None, float | None]:
    measured = values[~np.isnan(values)]
    if not measured.size:
        return None, None
    low, high = np.quantile(measured, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
