"""Values that a person may set: read from what was typed or clicked, checked, and made into columns."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extraction.classify import EVENT_TYPE_OF
from extraction.dates.finder import event_date
from extraction.locate import location_at
from extraction.record import place_values
from furat.errors import ReviewError
from geo.areas import Areas
from geo.distance import km_many
from geo.gazetteer import Gazetteer

FIELDS = (
    "sub_event_type",
    "date_start",
    "date_end",
    "place_id",
    "perpetrators",
    "targets",
    "claimed_by",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "casualties_shared",
    "weapons",
)
"""What a person may set by name. A point on the map is set by ``at_point``."""

_COUNTS = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What values may be: actors and weapons of the lexicon, places of the gazetteer."""

    actors: Collection[str]
    weapons: Collection[str]
    gazetteer: Gazetteer


def columns(wanted: Mapping[str, Any], current: Mapping[str, Any], known: Vocabulary) -> dict[str, Any]:
    """Return the columns that follow from the values a person gave for some of ``FIELDS``.

    Values may be text as typed (``2``, ``sdf;isis``, empty for unknown) or already of their kind.

    Args:
        wanted: The new values by field.
        current: The present columns of the incident, for what hangs together (the other end of a range).
        known: What values may be.

    Raises:
        ReviewError: A field is unknown or a value cannot be; the message names it and what would do.
    """
    unknown = [name for name in wanted if name not in FIELDS]
    if unknown:
        raise ReviewError(f"There is no field {unknown[0]!r} to correct. Fields are: {', '.join(FIELDS)}.")
    found: dict[str, Any] = {}
    if "sub_event_type" in wanted:
        sub = _text(wanted["sub_event_type"])
        if sub not in EVENT_TYPE_OF:
            raise ReviewError(f"There is no sub-event type {sub!r}. Types are: {', '.join(EVENT_TYPE_OF)}.")
        found |= {"sub_event_type": sub, "event_type": EVENT_TYPE_OF[sub]}
    if "date_start" in wanted or "date_end" in wanted:
        found |= _dates(wanted, current)
    if "place_id" in wanted:
        found |= at_place(_text(wanted["place_id"]), known.gazetteer)
    for name in ("perpetrators", "targets", "claimed_by"):
        if name in wanted:
            found[name] = _ids(wanted[name], known.actors, "actor")
    if "weapons" in wanted:
        found["weapons"] = _ids(wanted["weapons"], known.weapons, "weapon")
    for what in _COUNTS:
        found |= _counts(what, wanted, current)
    if "casualties_shared" in wanted:
        found["casualties_shared"] = _yes(wanted["casualties_shared"])
        if found["casualties_shared"]:
            found |= {f"{what}_{end}": None for what in _COUNTS for end in ("low", "best", "high")}
    return found


def at_place(place_id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the columns of an incident at a place of the gazetteer."""
    place = gazetteer.get(place_id)
    if place is None:
        raise ReviewError(f"There is no place {place_id!r}. Find ids with: furat gazetteer search NAME")
    return place_values(location_at(place, gazetteer))


def at_point(lat: float, lon: float, name: str, gazetteer: Gazetteer, areas: Areas | None = None) -> dict[str, Any]:
    """Return the columns of an incident at a point that a person clicked: WGS 84, decimal degrees.

    It lies in the sub-district whose polygon holds it, and is called ``name``, else by the nearest place. The point is
    the person's, so it is as exact as the map that was clicked.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ReviewError(f"{lat}, {lon} is no point. Give latitude and longitude in degrees.")
    points = [place for place in gazetteer if not place.is_area]
    apart = km_many((lat, lon), [place.lat for place in points], [place.lon for place in points])
    near = points[int(apart.argmin())]
    unit = areas.unit_at(lat, lon) if areas is not None else None
    admin = gazetteer.admin(unit if unit is not None and unit in gazetteer else near.place_id)
    named = name.strip()
    return {
        "place_id": None,
        "place_name_ar": named or near.name_ar,
        "place_name_en": None if named else near.name_en,
        "place_kind": "landmark" if named else near.kind,
        "lat": round(lat, 5),
        "lon": round(lon, 5),
        "geo_precision": 1,
        "where_prec_ucdp": 1,
        "uncertainty_km": 0.5,
        "admin1": admin.admin1,
        "admin2": admin.admin2,
        "admin3": admin.admin3,
        "pcode": admin.pcode,
    }


def _dates(wanted: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, Any]:
    """A single day where only one end is given and the other does not fit it."""
    start = _day(wanted["date_start"]) if "date_start" in wanted else current["date_start"]
    end = _day(wanted["date_end"]) if "date_end" in wanted else current["date_end"]
    if "date_end" not in wanted:
        end = end if start and end and end >= start and current["date_start"] != current["date_end"] else start
    elif "date_start" not in wanted:
        start = start if start and end and start <= end else end
    if (start is None) != (end is None):
        raise ReviewError("A date has a first and a last day: give both, or neither.")
    if start is None or end is None:
        return dict.fromkeys(("date_start", "date_end", "time_precision", "date_prec_ucdp"))
    if end < start:
        raise ReviewError(f"The dates end ({end}) before they begin ({start}). Exchange them.")
    made = event_date(start, end)
    return {
        "date_start": start,
        "date_end": end,
        "time_precision": made.time_precision,
        "date_prec_ucdp": made.date_prec_ucdp,
    }


def _counts(what: str, wanted: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, Any]:
    """The three figures of a count, in order: a best alone is low and high as well."""
    given = {end: wanted[f"{what}_{end}"] for end in ("low", "best", "high") if f"{what}_{end}" in wanted}
    if not given:
        return {}
    numbers = {end: _number(value, f"{what}_{end}") for end, value in given.items()}
    if set(numbers) == {"best"}:
        numbers |= dict.fromkeys(("low", "high"), numbers["best"])
    whole = {end: numbers.get(end, current[f"{what}_{end}"]) for end in ("low", "best", "high")}
    known = [value for value in whole.values() if value is not None]
    if known != sorted(known):
        raise ReviewError(f"{what}: low, best and high must not fall: {', '.join(map(str, known))}.")
    return {f"{what}_{end}": value for end, value in whole.items()}


def _text(value: Any) -> str:
    return str(value or "").strip()


def _day(value: Any) -> date | None:
    return _parsed(value, date.fromisoformat, "a day, written as YYYY-MM-DD") if not isinstance(value, date) else value


def _number(value: Any, name: str) -> int | None:
    number: int | None = _parsed(value, int, f"a number for {name}")
    if number is not None and not 0 <= number <= 1_000_000:
        raise ReviewError(f"{number} is no count for {name}.")
    return number


def _parsed(value: Any, make: Callable[[str], Any], what: str) -> Any:
    """Return a typed value, or None for nothing, which stands for unknown."""
    if value is None or not str(value).strip():
        return None
    try:
        return make(str(value).strip())
    except ValueError as error:
        raise ReviewError(f"{value!r} is not {what}. Leave it empty where it is unknown.") from error


def _ids(value: Any, known: Collection[str], what: str) -> list[str]:
    items = value.split(";") if isinstance(value, str) else list(value or ())
    ids = [str(item).strip() for item in items if str(item).strip()]
    for item in ids:
        if item not in known:
            raise ReviewError(f"There is no {what} {item!r}. There are: {', '.join(sorted(known))}.")
    return list(dict.fromkeys(ids))


def _yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if _text(value).lower() in {"yes", "true", "1"}:
        return True
    if _text(value).lower() in {"no", "false", "0", ""}:
        return False
    raise ReviewError(f"{value!r} is neither yes nor no.")
