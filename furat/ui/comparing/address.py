"""A comparison as parameters of an address, so that a link to it shows the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from furat.analysis.sides import GROUPINGS, MEASURES, MODES, Comparison, Side
from furat.errors import FilterError
from furat.store.filters import ACTOR_ROLES

_CHOICES = {"compare": ("mode", MODES), "by": ("by", GROUPINGS), "count": ("measure", MEASURES)}
_SIDES = ("a", "b")
_DAYS = {"from": "date_from", "to": "date_to"}
_ACTOR, _ROLE = "actor", "role"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""Days of an address; a period of two thousand years would be a table of as many months."""


def read_comparison(query: Mapping[str, Sequence[str]]) -> tuple[Comparison, list[FilterError]]:
    """Return the comparison that the parameters of an address ask for, and what was wrong with them.

    A part that cannot be used is left out and the rest still holds.
    """
    faults: list[FilterError] = []
    asked: dict[str, Any] = {name: _side(query, name, faults) for name in _SIDES}
    for key, (name, known) in _CHOICES.items():
        value = _one_of(query, key, known, faults)
        if value:
            asked[name] = value
    return Comparison(**asked), faults


def _side(query: Mapping[str, Sequence[str]], name: str, faults: list[FilterError]) -> Side:
    fields: dict[str, Any] = {field: _day(query, f"{name}_{end}", faults) for end, field in _DAYS.items()}
    role = _one_of(query, f"{name}_{_ROLE}", ACTOR_ROLES, faults)
    side = Side(actor=_last(query, f"{name}_{_ACTOR}"), **fields)
    return replace(side, role=role) if role else side


def _day(query: Mapping[str, Sequence[str]], key: str, faults: list[FilterError]) -> date | None:
    written = _last(query, key)
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        faults.append(FilterError(f"{written!r} is no date. Write it as YYYY-MM-DD.", "date", value=written))
        return None
    if _EARLIEST <= day <= _LATEST:
        return day
    faults.append(
        FilterError(
            f"{written} lies outside the years {_EARLIEST.year} to {_LATEST.year}.",
            "years",
            value=written,
            first=str(_EARLIEST.year),
            last=str(_LATEST.year),
        )
    )
    return None


def write_comparison(asked: Comparison) -> dict[str, list[str]]:
    """Return the parameters of a comparison, without those that ask nothing; the inverse of ``read_comparison``."""
    plain = Comparison()
    values: dict[str, Any] = {
        key: getattr(asked, name) if getattr(asked, name) != getattr(plain, name) else None
        for key, (name, _) in _CHOICES.items()
    }
    for name, side in zip(_SIDES, asked.sides, strict=True):
        days = {f"{name}_{end}": getattr(side, field) for end, field in _DAYS.items()}
        values |= {key: day.isoformat() if day else None for key, day in days.items()}
        values[f"{name}_{_ACTOR}"] = side.actor
        values[f"{name}_{_ROLE}"] = side.role if side.role != Side().role else None
    return {key: [value] for key, value in values.items() if value}


def _one_of(
    query: Mapping[str, Sequence[str]], key: str, known: Sequence[str], faults: list[FilterError]
) -> str | None:
    value = _last(query, key)
    if value is None or value in known:
        return value
    there = ", ".join(known)
    faults.append(
        FilterError(f"There is no {value!r} for {key}. There is {there}.", "choice", value=value, known=there)
    )
    return None


def _last(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = query.get(key) or ()
    return values[-1].strip() or None if values else None
