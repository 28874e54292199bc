"""The view of one visitor, and its tie to the address: what is set is in the link, and a link sets it.

The view is kept as one value that events replace. The widgets are drawn from it and report to it, because a widget's
own memory is made of labels: those change with the language and with the counts beside them, and a choice would be lost
or, worse, end up in the link as words. Streamlit's binding of widgets to the address has the same flaw.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from furat.errors import FilterError
from furat.store.columns import Columns
from furat.store.filters import Filter
from furat.store.passing import places
from furat.ui.expanders import clicked_in_vain
from furat.ui.names import Names
from furat.ui.state import EXPLORE, View, read_query, write_query
from furat.ui.texts import LANGUAGES

_VIEW, _PROBLEM, _PAGE = "view", "view_problem", "view_page"
_WRITTEN, _BEFORE, _WHEN = "address", "address_before", "address_at"
_LATE_SECONDS = 2.0
_WHOLE = "view_whole_page"


def synchronise(page: str = EXPLORE) -> None:
    """Take over an address that was pasted, gone back to, or reached from another page.

    A rerun that the browser asked for just before it learnt of a new address still carries the old one: that is no
    wish to go back, and is passed over.
    """
    now, state = address(), st.session_state
    late = now == state.get(_BEFORE) and time.monotonic() - state.get(_WHEN, 0.0) < _LATE_SECONDS
    same_page = state.get(_PAGE) == page
    if _VIEW in state and same_page and (now == state.get(_WRITTEN) or late):
        return
    state[_PAGE] = page
    asked, state[_PROBLEM] = read_query(now, page)
    spoken = asked.language or (view().language if _VIEW in state else _browser_language())
    state[_VIEW] = replace(asked, language=spoken)
    state[_WRITTEN] = now


def _browser_language() -> str:
    return "ar" if (st.context.locale or "").lower().startswith("ar") else LANGUAGES[0]


def address() -> dict[str, Sequence[str]]:
    """Return the parameters of the page's address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def view() -> View:
    """Return the view."""
    current: View = st.session_state[_VIEW]
    return current


def page() -> str:
    """Return the page that is open."""
    name: str = st.session_state[_PAGE]
    return name


def language() -> str:
    """Return the language of the page."""
    return view().language or LANGUAGES[0]


def problem() -> FilterError | None:
    """Return what the address or the last change asked for and could not be had."""
    error: FilterError | None = st.session_state.get(_PROBLEM)
    return error


def change(**changes: Any) -> None:
    """Replace fields of the view."""
    st.session_state[_VIEW] = replace(view(), **changes)


def changed(**changes: Any) -> View:
    """Return the view as it would be with other fields; nothing is changed."""
    return replace(view(), **changes)


def change_filter(**changes: Any) -> None:
    """Replace fields of the filter; what cannot be (dates that end before they begin) is not taken, and is named."""
    try:
        change(filter=replace(view().filter, **changes))
        st.session_state[_PROBLEM] = None
    except FilterError as error:
        note_problem(error)


def drop_lost_places(columns: Columns, names: Names) -> None:
    """Take places out of the filter that neither gazetteer nor incidents know, and say so."""
    f = view().filter
    lost = [place for place in f.places if place not in names.gazetteer and place not in places(columns).values]
    if lost:
        change_filter(places=tuple(place for place in f.places if place not in lost))
        words = ", ".join(lost)
        note_problem(FilterError(words, "place", value=words))


def note_problem(error: FilterError) -> None:
    """Remember something that could not be had, to be shown beside the result."""
    st.session_state[_PROBLEM] = error


def reset() -> None:
    """Take all filters off; the language stays."""
    change(filter=Filter(), spot=None, opened=None)
    st.session_state[_PROBLEM] = None


def whole_page() -> None:
    """Ask that the whole page runs after an event in a part of it: what it shows has changed."""
    st.session_state[_WHOLE] = True


def whole_page_asked() -> bool:
    """Whether the whole page is to run, by word of a control or for an expander that was clicked in vain; asks once."""
    asked = bool(st.session_state.pop(_WHOLE, False))
    return clicked_in_vain() or asked


def keep_address() -> None:
    """Write the view into the address; early in a run, so that the browser learns of it before the next click."""
    state = st.session_state
    wanted, before = write_query(view(), state[_PAGE]), address()
    if wanted != before:
        state[_BEFORE], state[_WHEN] = before, time.monotonic()
        st.query_params.from_dict(wanted)
    state[_WRITTEN] = wanted
