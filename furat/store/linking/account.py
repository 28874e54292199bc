"""What linking looks at: the values of a reported incident, whatever it comes from."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from arabic.folding import fold_text
from arabic.tokens import readings
from geo.place import AREA_PRECISION

Count = tuple[int | None, int | None]
"""Low and high of a count; both None where the report gives none."""

_WORD = re.compile(r"[ء-ي]+")
_SHORTEST = 3  # letters


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account of one event. ``details`` are the words of its evidence that no lexicon knows: names,
    relations, streets, which two accounts of one event share and others do not. ``reach_km`` is the radius of an area,
    0 for a point."""

    incident_id: str
    report_id: str
    published: date | None
    sub_event_types: frozenset[str]
    start: date | None
    end: date | None
    place: str | None
    lat: float | None
    lon: float | None
    reach_km: float
    perpetrators: frozenset[str]
    targets: frozenset[str]
    killed: Count
    injured: Count
    details: frozenset[str]


def account(row: Mapping[str, Any], published: date | None, known_words: Collection[str]) -> Account:
    """Return the account of a stored reported incident (the columns of its row, dates as dates)."""
    area = row["geo_precision"] == AREA_PRECISION
    shared = row["casualties_shared"]
    return Account(
        incident_id=row["incident_id"],
        report_id=row["report_id"],
        published=published,
        sub_event_types=frozenset({row["sub_event_type"]}),
        start=row["date_start"],
        end=row["date_end"],
        place=row["place_id"] or row["place_name_ar"],
        lat=row["lat"],
        lon=row["lon"],
        reach_km=float(row["uncertainty_km"] or 0) if area else 0.0,
        perpetrators=frozenset(row["perpetrators"]),
        targets=frozenset(row["targets"]),
        killed=(None, None) if shared else (row["killed_low"], row["killed_high"]),
        injured=(None, None) if shared else (row["injured_low"], row["injured_high"]),
        details=details(row["evidence"], known_words),
    )


def details(evidence: str, known_words: Collection[str]) -> frozenset[str]:
    """Return the words of an evidence sentence that no lexicon knows, without what is written onto them (و ب ل ال)."""
    bare = (_bare(word) for word in _WORD.findall(fold_text(evidence)))
    return frozenset(word for word in bare if len(word) >= _SHORTEST and word not in known_words)


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    found = readings(word)
    return found[-1][1] if found else word
