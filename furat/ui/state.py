"""What a page shows, as one value that an address can carry: paste the link and see the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from furat.errors import FilterError
from furat.store.filters import FILTER_OPTIONS, Filter, from_query, to_query
from furat.ui.texts import LANGUAGES

LANGUAGE_KEY, SPOT_KEY, OPEN_KEY = "lang", "at", "open"


@dataclass(frozen=True, slots=True)
class View:
    """The filter, the language, the place clicked on the map and the incident whose report is open.

    Online tiles are not part of it on purpose: a link must not make the reader's computer ask a remote host.
    """

    filter: Filter = field(default_factory=Filter)
    language: str | None = None
    spot: str | None = None
    opened: str | None = None


def read_query(query: Mapping[str, Sequence[str]]) -> tuple[View, str | None]:
    """Return the view that the parameters of an address ask for, and what was wrong with them, if anything.

    A part that cannot be used is left out and the rest still holds: half a picture with a word about it is better than
    an error page, and better than a picture that silently shows something else.
    """
    problem = None
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


def write_query(view: View) -> dict[str, list[str]]:
    """Return the parameters of the address that shows the view; the inverse of ``read_query``."""
    query = to_query(view.filter)
    for key, value in ((LANGUAGE_KEY, view.language), (SPOT_KEY, view.spot), (OPEN_KEY, view.opened)):
        if value:
            query[key] = [value]
    return query


def _last(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = query.get(key) or ()
    return values[-1].strip() or None if values else None
