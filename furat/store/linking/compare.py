"""Compare: how surely two accounts tell one event, and what speaks for and against it.

Each field is compared to one word (``place:same``, ``killed:differ``); each word has a weight, learnt from labelled
pairs (``scripts/train_links.py``) and kept in a file that can be read. The sum is a probability.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.classify import EVENT_TYPE_OF
from extraction.lexicon import Lexicon
from furat.errors import StoreError
from furat.store.linking.account import Account, Count
from geo.distance import km

MODEL = Path(__file__).resolve().parents[3] / "data" / "models" / "linking.json"

NEAR_KM = 2.0
"""Points closer than this may be one scene under two names."""

APART_KM = 5.0
"""Points farther apart are not compared."""

AREA_SLACK_KM = 15.0
"""How far beyond its radius an area is taken to reach: "the eastern countryside" ends nowhere in particular."""

WIDEST_DAYS = 31
"""Dates vaguer than this are not linked: in a year, everything happens at a place."""

_MANY_DETAILS = 5


@dataclass(frozen=True, slots=True)
class Linker:
    """Weights of the words of comparison, the words that are no details, and how sure a link must be.

    ``version`` names all of it: accounts that another one compared are compared anew.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    known_words: frozenset[str]
    version: str

    def score(self, one: Account, other: Account) -> tuple[float, tuple[str, ...]]:
        """Return the probability that two accounts tell one event, and the words for and against it, the weightiest
        first; those against begin with a minus."""
        words = comparison(one, other)
        parts = {word: self.weights.get(word, 0.0) * much for word, much in words.items()}
        total = self.bias + sum(parts.values())
        said = sorted((word for word, part in parts.items() if part), key=lambda word: (-abs(parts[word]), word))
        return 1 / (1 + math.exp(-total)), tuple(word if parts[word] > 0 else f"-{word}" for word in said)


def load_linker(lexicon: Lexicon, path: Path = MODEL) -> Linker:
    """Load the weights.

    Raises:
        StoreError: The file is not there or not as it must be; the message says how to make it anew.
    """
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(word): float(weight) for word, weight in raw["weights"].items()}
        return Linker(
            weights,
            float(raw["bias"]),
            float(raw["threshold"]),
            lexicon.place_words.known,
            f"{raw['version']}+{lexicon.version}",
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"{path.name}: the weights of linking cannot be read ({error}). "
            "Write them with: python scripts/train_links.py --write"
        ) from error


def comparable(one: Account, other: Account) -> bool:
    """Whether two accounts may tell one event at all: days that touch, places in reach of each other."""
    if one.report_id == other.report_id:
        return False
    gap = days_between(one, other)
    if gap is not None and gap > 1:
        return False
    return _place(one, other) is not None


def comparison(one: Account, other: Account) -> dict[str, float]:
    """Return the words of comparison of two accounts; each counts 1, but for ``details``, a share of 1."""
    words = {
        f"place:{_place(one, other) or 'apart'}": 1.0,
        f"days:{_days(one, other)}": 1.0,
        f"type:{_type(one, other)}": 1.0,
        f"perpetrators:{_overlap(one.perpetrators, other.perpetrators)}": 1.0,
        f"targets:{_overlap(one.targets, other.targets)}": 1.0,
        f"killed:{_count(one.killed, other.killed)}": 1.0,
        f"injured:{_count(one.injured, other.injured)}": 1.0,
    }
    shared = len(one.details & other.details)
    if shared:
        words["details"] = min(shared, _MANY_DETAILS) / _MANY_DETAILS
    return words


def days_between(one: Account, other: Account) -> int | None:
    """Return the days between two ranges of dates, 0 where they share a day; None where one has none."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    return max(0, (one.start - other.end).days, (other.start - one.end).days)


def _place(one: Account, other: Account) -> str | None:
    """Return ``same``, ``near``, ``around`` (one known only to an area that may hold the other), or None if apart."""
    if one.place is not None and one.place == other.place:
        return "same"
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    reach = max(one.reach_km, other.reach_km)
    if abs(one.lat - other.lat) * 110 > max(APART_KM, reach + AREA_SLACK_KM):
        return None
    apart = km((one.lat, one.lon), (other.lat, other.lon))
    if reach:
        return "around" if apart <= reach + AREA_SLACK_KM else None
    return "near" if apart <= NEAR_KM else "neighbouring" if apart <= APART_KM else None


def _days(one: Account, other: Account) -> str:
    gap = days_between(one, other)
    if gap is None:
        return "unknown"
    if gap:
        return "next" if gap == 1 else "apart"
    widest = max(_length(one), _length(other))
    return "same" if widest == 0 else "night" if widest == 1 else "within"


def _length(told: Account) -> int:
    return (told.end - told.start).days if told.start and told.end else 0


def _type(one: Account, other: Account) -> str:
    if one.sub_event_types & other.sub_event_types:
        return "same"
    kinds = [{EVENT_TYPE_OF[sub] for sub in told.sub_event_types} for told in (one, other)]
    return "kin" if kinds[0] & kinds[1] else "other"


def _overlap(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "unknown"
    return "same" if one & other else "other"


def _count(one: Count, other: Count) -> str:
    """Compare counts: a number that both could mean says much, one dead little, no dead nothing."""
    if one[0] is None or other[0] is None:
        return "unknown"
    low = max(one[0], other[0])
    high = min(math.inf if count[1] is None else count[1] for count in (one, other))
    if low <= high:
        return "none" if low == 0 else "one" if low == 1 else "agree"
    return "close" if low - high == 1 else "differ"
