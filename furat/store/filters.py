"""The one filter that the dashboard, the command line and the exports share.

It is kept as one value, read from and written to URL parameters and options in this file alone: what is on the screen
is then what is in the file, and an address can be passed on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from furat.errors import FilterError
from furat.store.search import folded
from furat.store.tables import ACCEPTED, CORRECTED, OPEN
from geo.gazetteer import Gazetteer

ACTOR_ROLES = ("either", "perpetrator", "target")
NOT_MAPPABLE = "none"
PRECISIONS = ("1", "2", "3", NOT_MAPPABLE)
FILTERED_REVIEWS = (OPEN, ACCEPTED, CORRECTED)
"""States of review to choose from; rejected incidents are off the table altogether."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. An empty field asks nothing; values within a field are alternatives, fields are all required.

    Attributes:
        places: Place ids; each stands for everything within it in the administrative tree, areas included.
        actors: Actor ids, looked for in the role of ``actor_role`` (``either``, ``perpetrator``, ``target``).
        actor_role: In which role the actors are looked for.
        date_from: First day wanted. An incident matches when its range of dates overlaps; one without a date matches
            only where no date is asked for (``hidden_undated`` counts these).
        date_to: Last day wanted, inclusive.
        event_types: Event types (``Battles`` ...).
        sub_event_types: Sub-event types (``Armed clash`` ...).
        killed_from: Least number of killed; an incident matches when at least so many are surely dead (the low end).
        killed_to: Greatest number of killed; one matches when surely no more are dead (the high end, where it has one).
        precisions: How well the place is known: ``1``, ``2``, ``3`` (the contract's geo precision), or ``none`` where
            the incident has no point on the map.
        confidence_from: Least confidence, 0 to 1.
        reviews: What people said of it: ``open``, ``accepted``, ``corrected``.
        sources: Names of outlets, as the reports give them.
        text: Words that must all stand in the evidence, the title or the place name; compared after folding.
        report_ids: Reports.
        incident_ids: Incidents.

    Raises:
        FilterError: The role, a precision or a state of review is unknown, a number is out of its range, or two ends
            are in the wrong order.
    """

    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actor_role: str = "either"
    date_from: date | None = None
    date_to: date | None = None
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    killed_from: int | None = None
    killed_to: int | None = None
    precisions: tuple[str, ...] = ()
    confidence_from: float | None = None
    reviews: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""
    report_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.actor_role not in ACTOR_ROLES:
            words = f"There is no role {self.actor_role!r}. Roles are {', '.join(ACTOR_ROLES)}."
            raise FilterError(words, "role", value=self.actor_role)
        if self.date_from and self.date_to and self.date_from > self.date_to:
            words = f"The dates end ({self.date_to}) before they begin ({self.date_from}). Exchange them."
            raise FilterError(words, "dates", first=self.date_from.isoformat(), last=self.date_to.isoformat())
        for name, known in (("precision", PRECISIONS), ("review", FILTERED_REVIEWS)):
            strange = next((item for item in getattr(self, f"{name}s") if item not in known), None)
            if strange is not None:
                raise FilterError(f"There is no {name} {strange!r}. There is {', '.join(known)}.", name, value=strange)
        if any(number is not None and number < 0 for number in (self.killed_from, self.killed_to)):
            raise FilterError("A number of killed cannot be less than 0.", "killed")
        if self.killed_from is not None and self.killed_to is not None and self.killed_from > self.killed_to:
            words = f"{self.killed_from} to {self.killed_to} killed is no range. Exchange the two numbers."
            raise FilterError(words, "killed.order", low=self.killed_from, high=self.killed_to)
        if self.confidence_from is not None and not 0 <= self.confidence_from <= 1:
            words = f"A confidence lies between 0 and 1; {self.confidence_from} does not."
            raise FilterError(words, "confidence", value=self.confidence_from)

    @property
    def is_empty(self) -> bool:
        """Whether the filter lets everything through."""
        return self == Filter(actor_role=self.actor_role)


@dataclass(frozen=True, slots=True)
class FilterOption:
    """How a field of the filter is written: as a URL parameter, and as an option of the command line."""

    field: str
    query: str
    option: str
    kind: str  # "many", "date", "count", "share", "role" or "text"
    help: str


FILTER_OPTIONS = (
    FilterOption("places", "place", "--place", "many", "Place id or exact name, with everything within it."),
    FilterOption("actors", "actor", "--actor", "many", "Actor id (sdf, isis ...)."),
    FilterOption("actor_role", "role", "--actor-role", "role", "Role in which the actors are looked for."),
    FilterOption("date_from", "from", "--from", "date", "First day, YYYY-MM-DD; undated incidents drop out."),
    FilterOption("date_to", "to", "--to", "date", "Last day, YYYY-MM-DD, inclusive; undated incidents drop out."),
    FilterOption("event_types", "event", "--event-type", "many", "Event type (Battles ...)."),
    FilterOption("sub_event_types", "sub_event", "--sub-event-type", "many", "Sub-event type (Armed clash ...)."),
    FilterOption("killed_from", "killed_from", "--killed-from", "count", "Least number of killed, surely."),
    FilterOption("killed_to", "killed_to", "--killed-to", "count", "Greatest number of killed, surely."),
    FilterOption("precisions", "precision", "--precision", "many", "How well the place is known: 1, 2, 3 or none."),
    FilterOption("confidence_from", "confidence", "--confidence-from", "share", "Least confidence, 0 to 1."),
    FilterOption("reviews", "review", "--review", "many", "What people said: open, accepted or corrected."),
    FilterOption("sources", "source", "--source", "many", "Name of the outlet, as the report gives it."),
    FilterOption("text", "text", "--text", "text", "Words that all stand in evidence, title or place name."),
    FilterOption("report_ids", "report", "--report", "many", "Report id."),
    FilterOption("incident_ids", "incident", "--incident", "many", "Incident id."),
)
"""Every field of ``Filter``, in the order in which help and address show it."""


def make_filter(values: Mapping[str, Any]) -> Filter:
    """Make a filter from loose values by field name, as options and URL parameters give them.

    Dates may be ISO text, single values may stand for lists, and empty ones ask nothing.

    Raises:
        FilterError: A field is unknown, a date is none, the role is unknown.
    """
    kinds = {option.field: option.kind for option in FILTER_OPTIONS}
    clean: dict[str, Any] = {}
    for name, value in values.items():
        if name not in kinds:
            raise FilterError(f"There is no filter {name!r}. Filters are {', '.join(kinds)}.")
        many = _many(value)
        if not many:
            continue
        if kinds[name] == "many":
            clean[name] = tuple(dict.fromkeys(str(item) for item in many))
        elif kinds[name] in _PARSERS:
            clean[name] = _PARSERS[kinds[name]](many[-1])
        else:
            clean[name] = str(many[-1]).strip()
    return Filter(**clean)


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    items = [value] if isinstance(value, str | date) or not isinstance(value, Iterable) else list(value)
    return [item for item in items if item is not None and str(item).strip()]


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise FilterError(f"{value!r} is no date. Write it as YYYY-MM-DD.", "date", value=str(value)) from error


def _count(value: Any) -> int:
    try:
        return int(str(value).strip())
    except ValueError as error:
        raise FilterError(f"{value!r} is no whole number.", "count", value=str(value)) from error


def _share(value: Any) -> float:
    try:
        return float(str(value).strip())
    except ValueError as error:
        raise FilterError(f"{value!r} is no number. Write it as 0.75.", "share", value=str(value)) from error


_PARSERS: Mapping[str, Callable[[Any], Any]] = {"date": _date, "count": _count, "share": _share}


def from_query(query: Mapping[str, str | Sequence[str]]) -> Filter:
    """Read a filter from URL parameters (``?place=C5110&actor=sdf&from=2021-01-01``); other parameters are left alone.

    Raises:
        FilterError: A date or the role cannot be read.
    """
    return make_filter({option.field: query[option.query] for option in FILTER_OPTIONS if option.query in query})


def to_query(f: Filter) -> dict[str, list[str]]:
    """Return the URL parameters of a filter, without those that ask nothing; the inverse of ``from_query``."""
    plain = Filter()
    query: dict[str, list[str]] = {}
    for option in FILTER_OPTIONS:
        value = getattr(f, option.field)
        if value == getattr(plain, option.field):
            continue
        values = value if option.kind == "many" else (value,)
        query[option.query] = [item.isoformat() if isinstance(item, date) else str(item) for item in values]
    return query


def describe(f: Filter) -> dict[str, Any]:
    """Return the fields that ask something, by name, as plain values: what an export says of its own filter."""
    plain = Filter()
    return {
        item.name: list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        for item in fields(f)
        if (value := getattr(f, item.name)) != getattr(plain, item.name)
    }


def find_place(gazetteer: Gazetteer, text: str) -> str:
    """Return the id of the place that ``text`` names: an id, or one of its names after folding.

    Where several places bear the name and one of them holds all the others (a town and a quarter of it), the widest
    is meant.

    Raises:
        FilterError: No place bears the name, or several that do not hold each other.
    """
    if gazetteer.get(text) is not None:
        return text
    wanted = folded(text)
    found = [place for place in gazetteer if any(folded(name.text) == wanted for name in place.names)]
    if not found:
        raise FilterError(f"No place is called {text!r}. Find names and ids with: furat gazetteer search {text}")
    for place in found:
        if all(gazetteer.within(other.place_id, place.place_id) for other in found):
            return place.place_id
    listed = ", ".join(f"{place.place_id} ({place.name_en}, {place.kind})" for place in found)
    raise FilterError(f"Several places are called {text!r}: {listed}. Give one of the ids.")
