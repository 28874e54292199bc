"""What all pages share: their names and the way between them, header, footer, and the word when one cannot start."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, overload

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from extraction.errors import DataError
from furat.analysis.ready import Incidents
from furat.errors import AssetError, FuratError
from furat.store.people import Person
from furat.store.workspace import Workspace
from furat.ui import cards, controls, session, signin, viewstate
from furat.ui.assets import prepare_assets
from furat.ui.names import Names
from furat.ui.state import EXPLORE, write_query
from furat.ui.style import style
from furat.ui.texts import Texts, load_texts
from furat.ui.watch import watch
from geo.attribution import attribution
from geo.faults import GazetteerError

logger = logging.getLogger(__name__)

_PAGES = "pages"


def run(pages: Mapping[str, Callable[[], None]]) -> None:
    """Run the page that the address asks for; the first one where it asks for none.

    Streamlit's own menu of pages is hidden: it would lose the filter and the language on the way.
    """
    made = {
        name: st.Page(draw, title=name.title(), url_path=name, default=name == EXPLORE) for name, draw in pages.items()
    }
    st.session_state[_PAGES] = made
    st.navigation(list(made.values()), position="hidden").run()


def begin(page: str) -> Texts:
    """Take over the address, and draw what stands at the top of every page; return the texts of its language."""
    viewstate.synchronise(page)
    t = load_texts(viewstate.language())
    st.set_page_config(page_title=f"{t(f'page.{page}')} · {t('app.name')}")
    st.html(style(right_to_left=t.right_to_left))
    watch()
    _header(page, t)
    return t


@dataclass(frozen=True, slots=True)
class Admitted:
    """What every page stands on once somebody may see it."""

    opened: Workspace
    person: Person
    names: Names


@dataclass(frozen=True, slots=True)
class Entered(Admitted):
    """The same, with all incidents of the workspace."""

    everything: Incidents


@overload
def enter(page: str) -> Entered | None: ...


@overload
def enter(page: str, *, incidents: Literal[False]) -> Admitted | None: ...


def enter(page: str, *, incidents: bool = True) -> Admitted | None:
    """Begin a page and open what it stands on; None after drawing why it cannot be seen.

    Who is looking is known before anything of the workspace is read into the page. A page that does not show the
    incidents goes without them: a workspace may hold a million.
    """
    t = begin(page)
    if not signin.admitted(t):
        return None
    try:
        opened = session.workspace(t)
        person = signin.current_person(opened, t)
        if person is None:
            return None
        with st.spinner(t("loading.incidents")):
            prepare_assets()
            everything = session.incidents(opened) if incidents else None
        names = session.names(t.language, opened)
        if everything is None:
            return Admitted(opened, person, names)
        return Entered(opened, person, names, everything)
    except AssetError as error:
        st.error(f"{t('error.assets')} {error}")
    except FuratError as error:
        workspace_fault(error, t)
    except (DataError, GazetteerError) as error:
        st.error(f"{t('error.data')} {controls.plain(str(error))}")
    return None


def _header(page: str, t: Texts) -> None:
    purpose = cards.tag("b", cards.text(t("app.name"))) + cards.tag("span", cards.text(t("app.purpose")))
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(cards.tag("div", purpose, class_="f-title", dir=t.direction))
        with st.container(horizontal=True, gap="small", width="content", vertical_alignment="center", key="pages"):
            for name in st.session_state[_PAGES]:
                if name == page:
                    st.html(cards.tag("b", cards.text(t(f"page.{name}")), class_="f-here"), width="content")
                else:
                    link(name, t(f"page.{name}"))
            controls.language_switch(t)


def link(page: str, label: str, *, help: str | None = None, **changes: object) -> None:
    """Draw a link to a page that keeps language and filter; ``changes`` are other fields of the view there."""
    view = viewstate.changed(**changes)
    st.page_link(
        _page(page), label=controls.plain(label), help=help, query_params=write_query(view, page), width="content"
    )


def _page(name: str) -> StreamlitPage:
    found: StreamlitPage = st.session_state[_PAGES][name]
    return found


def workspace_fault(error: FuratError, t: Texts) -> None:
    """Say that the workspace cannot be opened. Where people sign in, the log says why: it names server and path."""
    if signin.in_force():
        logger.error("the workspace cannot be opened: %s", error)
        st.error(f"{t('error.workspace')} {t('error.workspace.log')}")
    else:
        st.error(f"{t('error.workspace')} {controls.plain(str(error))}")


def banner(words: str, t: Texts) -> None:
    """Draw a note that concerns the whole page."""
    st.html(cards.tag("div", cards.text(words), class_="f-banner", dir=t.direction, role="note"))


def footer(t: Texts) -> None:
    """Name the sources, and say what leaves the machine: nothing, or where people sign in only that."""
    offline = t("app.offline.team") if signin.in_force() else t("app.offline")
    lines = [attribution(t.language), t("app.attribution"), offline]
    content = "".join(cards.tag("div", cards.text(line)) for line in lines)
    st.html(cards.tag("footer", content, class_="f-footer", dir=t.direction))
