"""The one filter that the dashboard, the command line and the exports share.

It is kept as one value, read from and written to URL parameters and options in this file alone: what is on the screen
is then what is in the file, and an address can be passed on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from furat.errors import FilterError
from furat.store.search import WordSearch, folded
from geo.gazetteer import Gazetteer

ACTOR_ROLES = ("either", "perpetrator", "target")

_Mask = npt.NDArray[np.bool_]


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
        sources: Names of outlets, as the reports give them.
        text: Words that must all stand in the evidence, the title or the place name; compared after folding.
        report_ids: Reports.
        incident_ids: Incidents.

    Raises:
        FilterError: The role is unknown, or the dates are in the wrong order.
    """

    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actor_role: str = "either"
    date_from: date | None = None
    date_to: date | None = None
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""
    report_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.actor_role not in ACTOR_ROLES:
            raise FilterError(f"There is no role {self.actor_role!r}. Roles are {', '.join(ACTOR_ROLES)}.")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise FilterError(f"The dates end ({self.date_to}) before they begin ({self.date_from}). Exchange them.")

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
    kind: str  # "many", "date", "role" or "text"
    help: str


FILTER_OPTIONS = (
    FilterOption("places", "place", "--place", "many", "Place id or exact name, with everything within it."),
    FilterOption("actors", "actor", "--actor", "many", "Actor id (sdf, isis ...)."),
    FilterOption("actor_role", "role", "--actor-role", "role", "Role in which the actors are looked for."),
    FilterOption("date_from", "from", "--from", "date", "First day, YYYY-MM-DD; undated incidents drop out."),
    FilterOption("date_to", "to", "--to", "date", "Last day, YYYY-MM-DD, inclusive; undated incidents drop out."),
    FilterOption("event_types", "event", "--event-type", "many", "Event type (Battles ...)."),
    FilterOption("sub_event_types", "sub_event", "--sub-event-type", "many", "Sub-event type (Armed clash ...)."),
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
        elif kinds[name] == "date":
            clean[name] = _date(many[-1])
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
        raise FilterError(f"{value!r} is no date. Write it as YYYY-MM-DD.") from error


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
        query[option.query] = [item.isoformat() if isinstance(item, date) else item for item in values]
    return query


def describe(f: Filter) -> dict[str, Any]:
    """Return the fields that ask something, by name, as plain values: what an export says of its own filter."""
    plain = Filter()
    return {
        item.name: list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        for item in fields(f)
        if (value := getattr(f, item.name)) != getattr(plain, item.name)
    }


def apply_filter(
    frame: pd.DataFrame, f: Filter, gazetteer: Gazetteer, search: WordSearch | None = None
) -> pd.DataFrame:
    """Return the rows of an incident frame that the filter lets through, in their order.

    Args:
        frame: From ``incident_frame``, whole or filtered before.
        f: The filter.
        gazetteer: Its tree says what lies within a place.
        search: Finds the words of the filter in the workspace that the frame is of, at the level of the frame
            (``furat.store.search``); it can be left out where the filter asks for no words.

    Raises:
        FilterError: A place is neither in the gazetteer nor in the frame.
    """
    return frame[_mask(frame, f, gazetteer, search) & _dates(frame, f)]


def hidden_undated(frame: pd.DataFrame, f: Filter, gazetteer: Gazetteer, search: WordSearch | None = None) -> int:
    """Count the incidents that match all but the dates because they have none; a page says so beside its result."""
    if f.date_from is None and f.date_to is None:
        return 0
    return int((_mask(frame, f, gazetteer, search) & frame["date_start"].isna().to_numpy()).sum())


def _mask(frame: pd.DataFrame, f: Filter, gazetteer: Gazetteer, search: WordSearch | None) -> _Mask:
    """Return the rows that match all but the dates."""
    mask = np.ones(len(frame), dtype=np.bool_)
    for key, wanted in (
        ("event_type", f.event_types),
        ("sub_event_type", f.sub_event_types),
        ("incident_id", f.incident_ids),
    ):
        if wanted:
            mask &= frame[key].isin(wanted).to_numpy(dtype=np.bool_)
    if f.sources:
        mask &= _any_of(frame["sources"], frozenset(f.sources))
    if f.report_ids:  # the list is empty where there is but one report
        leading = frame["report_id"].isin(f.report_ids).to_numpy(dtype=np.bool_)
        mask &= leading | _any_of(frame["report_ids"], frozenset(f.report_ids))
    if f.places:
        mask &= _places(frame, f.places, gazetteer)
    if f.actors:
        mask &= _actors(frame, frozenset(f.actors), f.actor_role)
    if f.text.strip():
        if search is None:
            raise ValueError("a filter that asks for words wants the search of the workspace")
        mask &= _words(frame, f.text, search)
    return mask


def _dates(frame: pd.DataFrame, f: Filter) -> _Mask:
    mask = np.ones(len(frame), dtype=np.bool_)
    # NaT compares as False on both sides: undated incidents drop out as soon as a date is asked for.
    if f.date_from is not None:
        mask &= (frame["date_end"] >= pd.Timestamp(f.date_from)).to_numpy(dtype=np.bool_)
    if f.date_to is not None:
        mask &= (frame["date_start"] <= pd.Timestamp(f.date_to)).to_numpy(dtype=np.bool_)
    return mask


def _places(frame: pd.DataFrame, places: tuple[str, ...], gazetteer: Gazetteer) -> _Mask:
    """Match by the tree. A village that the gazetteer lacks has no id: it is found by the p-code it was put under."""
    wanted: set[str] = set()
    for place_id in places:
        wanted.add(place_id)
        if gazetteer.get(place_id) is not None:
            wanted |= gazetteer.descendants(place_id)
        elif not (frame["place_id"] == place_id).any():
            # A gazetteer may lose a place that stored incidents still name: these stay findable by its id.
            raise FilterError(
                f"There is no place {place_id!r} in the gazetteer. Find ids with: furat gazetteer search NAME"
            )
    by_id = frame["place_id"].isin(wanted)
    by_code = frame["place_id"].isna() & frame["pcode"].isin(wanted)
    return (by_id | by_code).to_numpy(dtype=np.bool_)


def _actors(frame: pd.DataFrame, actors: frozenset[str], role: str) -> _Mask:
    columns = {"either": ("perpetrators", "targets"), "perpetrator": ("perpetrators",), "target": ("targets",)}[role]
    mask = np.zeros(len(frame), dtype=np.bool_)
    for column in columns:
        mask |= _any_of(frame[column], actors)
    return mask


def _any_of(lists: "pd.Series[Any]", wanted: frozenset[str]) -> _Mask:
    """Return the rows whose list holds any of the wanted; few lists are distinct, and each is looked at once."""
    codes, distinct = pd.factorize(lists)
    hits = np.fromiter((not wanted.isdisjoint(ids) for ids in distinct), dtype=np.bool_, count=len(distinct))
    return hits[codes] if len(distinct) else np.zeros(len(lists), dtype=np.bool_)


def _words(frame: pd.DataFrame, text: str, search: WordSearch) -> _Mask:
    """Match words as parts of words, since و ب ل ف ك and ال are written onto them (``بعبوة`` holds عبوة).

    Each word may stand in the evidence, in the title or in a name of the place.
    """
    mask = np.ones(len(frame), dtype=np.bool_)
    for word in folded(text).split():
        hits = frame["incident_id"].isin(search(word)).to_numpy(dtype=np.bool_, copy=True)
        for key in ("place_name_ar", "place_name_en"):
            names = frame[key].cat.categories
            named = np.fromiter((word in folded(name) for name in names), dtype=np.bool_, count=len(names))
            hits |= np.append(named, False)[frame[key].cat.codes]  # the code of a missing name is -1
        mask &= hits
    return mask


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
