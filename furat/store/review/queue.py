"""The review queue: what waits for a person, and what matters most first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from furat.store.linking.combine import SOURCES_DISAGREE
from furat.store.tables import OPEN

WEIGHTS: Mapping[str, float] = {
    "lost": 3.0,
    "many_deaths": 2.0,
    "sources_disagree": 1.5,
    "claims_disagree": 1.0,
    "low_confidence": 1.0,
    "no_place": 1.0,
    "place_not_in_gazetteer": 1.0,
    "no_date": 0.5,
}
"""Why an incident should be looked at, and how much each reason weighs against the others.

What newer rules no longer read comes first: it stands on the map without a rule behind it. A wrong dot of many dead
does more harm than one without; doubt weighs as much as it is large.
"""

MANY_DEATHS = 10
"""From so many deaths on, a number weighs in full."""

LOW_CONFIDENCE = 0.6
"""Under this, confidence is named as a reason."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An incident that waits: its id, its weight, and the reasons, the weightiest first."""

    incident_id: str
    weight: float
    reasons: tuple[str, ...]


def queue(frame: pd.DataFrame, *, limit: int | None = None) -> list[QueueItem]:
    """Return the open incidents of an incident frame, the weightiest first; of equals, the newest first.

    Args:
        frame: From ``incident_frame``, filtered or not.
        limit: How many to return; all of them for None.
    """
    waiting = frame[(frame["review"] == OPEN).to_numpy(dtype=bool)]
    parts = _parts(waiting)
    total = sum(parts.values(), np.zeros(len(waiting)))
    order = np.argsort(-total, kind="stable")[:limit]
    ids = waiting["incident_id"].to_numpy()
    return [QueueItem(str(ids[at]), round(float(total[at]), 3), _reasons(parts, at)) for at in order]


def _parts(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the share of each reason in the weight of each row."""
    deaths = frame["killed_high"].fillna(frame["killed_low"]).fillna(0).astype("float64").to_numpy()
    confidence = frame["confidence"].fillna(0).to_numpy()
    shares = {
        "lost": frame["lost"].to_numpy(dtype=float),
        "many_deaths": np.minimum(deaths, MANY_DEATHS) / MANY_DEATHS,
        "sources_disagree": _flagged(frame, SOURCES_DISAGREE),
        "claims_disagree": _flagged(frame, "claims_disagree"),
        "low_confidence": 1.0 - confidence,
        "no_place": frame["lat"].isna().to_numpy(dtype=float),
        "place_not_in_gazetteer": _flagged(frame, "place_not_in_gazetteer"),
        "no_date": frame["date_start"].isna().to_numpy(dtype=float),
    }
    return {reason: share * WEIGHTS[reason] for reason, share in shares.items()}


def _flagged(frame: pd.DataFrame, flag: str) -> np.ndarray:
    codes, distinct = pd.factorize(frame["flags"])  # few distinct lists
    hits = np.fromiter((flag in flags for flags in distinct), dtype=float, count=len(distinct))
    return hits[codes] if len(distinct) else np.zeros(len(frame))


def _reasons(parts: Mapping[str, np.ndarray], at: int) -> tuple[str, ...]:
    """Name what weighs; every incident has some doubt and some deaths, so these are named only where they are much."""
    least = {
        "many_deaths": WEIGHTS["many_deaths"] / 2,
        "low_confidence": WEIGHTS["low_confidence"] * (1 - LOW_CONFIDENCE),
    }
    named: Sequence[str] = [reason for reason, part in parts.items() if part[at] > least.get(reason, 0.0)]
    return tuple(sorted(named, key=lambda reason: (-parts[reason][at], reason)))
