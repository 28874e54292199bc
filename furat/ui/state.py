"""What a page shows, as one value that an address can carry: paste the link and see the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from furat.analysis.sides import Comparison
from furat.errors import FilterError
from furat.store.filters import FILTER_OPTIONS, Filter, from_query, to_query
from furat.ui.comparing.address import read_comparison, write_comparison
from furat.ui.texts import LANGUAGES

LANGUAGE_KEY, SPOT_KEY, OPEN_KEY, INCIDENT_KEY = "lang", "at", "open", "incident"

BARS_KEY, BARS = "bars", ("incidents", "killed")
"""What the bars of the timeline count: the parameter of the address, and its values, the usual one first."""

CIRCLES, DISTRICTS = MAP_VIEWS = ("circles", "districts")
BY_INCIDENTS, BY_DEATHS = MAP_SIZES = ("incidents", "deaths")
ONE_COLOR, BY_TYPE, BY_ACTOR = MAP_COLORS = ("one", "type", "actor")
MAP_KEYS = {"map_view": ("map", MAP_VIEWS), "map_size": ("size", MAP_SIZES), "map_color": ("colour", MAP_COLORS)}
"""How the map is drawn: field of the view, parameter of the address, possible values, the usual one first."""

EXPLORE, COMPARE, REPORTS, REVIEW = PAGES = ("explore", "compare", "reports", "review")
"""The pages. ``incident`` in an address is a filter on the first, and on the second the incident that lies open."""


@dataclass(frozen=True, slots=True)
class View:
    """The filter, the language, the place clicked on the map, the incident whose report is open on the explore page,
    the one that is open for review, what the bars of the timeline count, and what is compared.

    Online tiles are not part of it on purpose: a link must not make the reader's computer ask a remote host.
    """

    filter: Filter = field(default_factory=Filter)
    language: str | None = None
    spot: str | None = None
    opened: str | None = None
    incident: str | None = None
    bars: str = BARS[0]
    comparison: Comparison = field(default_factory=Comparison)
    map_view: str = CIRCLES
    map_size: str = BY_INCIDENTS
    map_color: str = ONE_COLOR


def read_query(query: Mapping[str, Sequence[str]], page: str = EXPLORE) -> tuple[View, FilterError | None]:
    """Return the view that the parameters of an address ask for, and what was wrong with them, if anything.

    A part that cannot be used is left out and the rest still holds: half a picture with a word about it is better than
    an error page, and better than a picture that silently shows something else.
    """
    problem: FilterError | None = None
    incident = None
    if page == REVIEW:
        incident = _last(query, INCIDENT_KEY)
        query = {key: values for key, values in query.items() if key not in {INCIDENT_KEY, OPEN_KEY}}
    try:
        chosen = from_query(query)
    except FilterError as error:
        problem = error
        chosen = _usable_part(query)
    language, bars = _last(query, LANGUAGE_KEY), _last(query, BARS_KEY)
    comparison, faults = read_comparison(query)
    problem = problem or next(iter(faults), None)
    return (
        View(
            filter=chosen,
            language=language if language in LANGUAGES else None,
            spot=_last(query, SPOT_KEY),
            opened=_last(query, OPEN_KEY),
            incident=incident,
            bars=bars if bars in BARS else BARS[0],
            comparison=comparison,
            map_view=_drawn(query, "map_view"),
            map_size=_drawn(query, "map_size"),
            map_color=_drawn(query, "map_color"),
        ),
        problem,
    )


def _drawn(query: Mapping[str, Sequence[str]], name: str) -> str:
    """Return how the map is drawn in one respect; the usual way where the address asks for one that there is not."""
    key, values = MAP_KEYS[name]
    asked = _last(query, key)
    return asked if asked in values else values[0]


def _usable_part(query: Mapping[str, Sequence[str]]) -> Filter:
    kept: dict[str, Sequence[str]] = {}
    for option in FILTER_OPTIONS:
        if option.query not in query:
            continue
        try:
            from_query({**kept, option.query: query[option.query]})
        except FilterError:
            continue
        kept[option.query] = query[option.query]
    return from_query(kept)


def write_query(view: View, page: str = EXPLORE) -> dict[str, list[str]]:
    """Return the parameters of the address that shows the view on a page; the inverse of ``read_query``.

    The review page has no filter of incidents: there the parameter names the one that is open.
    """
    query = to_query(view.filter) | write_comparison(view.comparison)
    held = {LANGUAGE_KEY: view.language, SPOT_KEY: view.spot, OPEN_KEY: view.opened}
    held[BARS_KEY] = view.bars if view.bars != BARS[0] else None
    if page == REVIEW:
        query.pop(INCIDENT_KEY, None)
        held = held | {OPEN_KEY: None, INCIDENT_KEY: view.incident}
    held |= {key: _unusual(getattr(view, name), values) for name, (key, values) in MAP_KEYS.items()}
    for key, value in held.items():
        if value:
            query[key] = [value]
    return query


def _unusual(value: str, values: Sequence[str]) -> str | None:
    return None if value == values[0] else value


def _last(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = query.get(key) or ()
    return values[-1].strip() or None if values else None
