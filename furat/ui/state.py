"""What a page shows, as one value that an address can carry: paste the link and see the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from furat.errors import FilterError
from furat.store.filters import FILTER_OPTIONS, Filter, from_query, to_query
from furat.ui.texts import LANGUAGES

LANGUAGE_KEY, SPOT_KEY, OPEN_KEY, INCIDENT_KEY = "lang", "at", "open", "incident"

EXPLORE, REPORTS, REVIEW = PAGES = ("explore", "reports", "review")
"""The pages. ``incident`` in an address is a filter on the first, and on the second the incident that lies open."""


@dataclass(frozen=True, slots=True)
class View:
    """The filter, the language, the place clicked on the map, the incident whose report is open on the explore page,
    and the one that is open for review.

    Online tiles are not part of it on purpose: a link must not make the reader's computer ask a remote host.
    """

    filter: Filter = field(default_factory=Filter)
    language: str | None = None
    spot: str | None = None
    opened: str | None = None
    incident: str | None = None


def read_query(query: Mapping[str, Sequence[str]], page: str = EXPLORE) -> tuple[View, str | None]:
    """Return the view that the parameters of an address ask for, and what was wrong with them, if anything.

    A part that cannot be used is left out and the rest still holds: half a picture with a word about it is better than
    an error page, and better than a picture that silently shows something else.
    """
    problem, incident = None, None
    if page == REVIEW:
        incident = _last(query, INCIDENT_KEY)
        query = {key: values for key, values in query.items() if key not in {INCIDENT_KEY, OPEN_KEY}}
    try:
        chosen = from_query(query)
    except FilterError as error:
        problem = str(error)
        chosen = _usable_part(query)
    language = _last(query, LANGUAGE_KEY)
    return (
        View(
            filter=chosen,
            language=language if language in LANGUAGES else None,
            spot=_last(query, SPOT_KEY),
            opened=_last(query, OPEN_KEY),
            incident=incident,
        ),
        problem,
    )


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
    query = to_query(view.filter)
    held = {LANGUAGE_KEY: view.language, SPOT_KEY: view.spot, OPEN_KEY: view.opened}
    if page == REVIEW:
        query.pop(INCIDENT_KEY, None)
        held = held | {OPEN_KEY: None, INCIDENT_KEY: view.incident}
    for key, value in held.items():
        if value:
            query[key] = [value]
    return query


def _last(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = query.get(key) or ()
    return values[-1].strip() or None if values else None
