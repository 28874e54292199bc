"""What all browser tests do with a page: address it, wait until it has run, find the map, read how much is listed."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from furat.analysis.places import spots
from furat.store.filters import Filter, to_query
from furat.store.passing import apply_filter, passing
from furat.ui.texts import load_texts


def address(server, language="en", f=Filter(), **more):  # noqa: B008 - a frozen value
    """The address of the explore page with a filter and what else is written into it."""
    query = {**to_query(f), "lang": [language], **{key: [value] for key, value in more.items()}}
    return f"{server.url}/?{urlencode(query, doseq=True)}"


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def expect_parameter(page: Page, key: str, value: str) -> None:
    """The address carries the value; it may follow the picture by a moment."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get(key) == [value])


IN_BOTH = pytest.mark.parametrize("language", ["en", "ar"])
"""For what hangs on words, on the direction of writing or on looks."""
IN_ENGLISH = pytest.mark.parametrize("language", ["en"])
IN_ARABIC = pytest.mark.parametrize("language", ["ar"])
"""For what a click does to filter, map or store, which is the same in both: tested in one of them, in turn."""

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]:not(:has([data-testid="stSkeleton"]))'
"""A page whose script has run and whose boxes are all there: where the code of one is still being fetched, Streamlit
draws a grey skeleton."""


def settled(page: Page) -> None:
    """Wait until the page has run: its boxes are there, and are not drawn anew under the hand."""
    expect(page.locator(SETTLED)).to_be_attached()


def click(wanted: Locator, **how: float) -> None:
    """Click as a hand does: when it is there and the page has run. While the page runs, what is under the hand moves.

    First there, then at rest: just after an earlier click the page still seems at rest, and what that click brings is
    drawn in a run that has not yet begun.
    """
    expect(wanted).to_be_visible()
    settled(wanted.page)
    wanted.click(**how)


def loaded(page: Page) -> None:
    """Wait until the map has said that it has loaded, and the page has run for it.

    Streamlit may lose a click on a link to another page that comes together with that word (docs/workbench.md).
    """
    expect(page.locator('iframe[title="streamlit_folium.st_folium"]').last).to_be_visible()
    expect(points(page).first).to_be_attached()
    page.wait_for_timeout(500)
    settled(page)


def frame_of(page: Page) -> Locator:
    # The last one: while a map that differs in its ground is put in the place of another, both are there.
    return page.locator('iframe[title="streamlit_folium.st_folium"]').last


def chart(page: Page) -> FrameLocator:
    return frame_of(page).content_frame


def points(page: Page) -> Locator:
    return chart(page).locator("path.furat-point")


def drawn(page: Page) -> Locator:
    return chart(page).locator("path.furat-point, path.furat-area")


def expect_list(page: Page, language: str, count: int) -> None:
    """The heading of the list says how many incidents there are; the page has run."""
    heading = load_texts(language)("list.title", n=count)
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settled(page)


def shown(server, f=Filter()) -> pd.DataFrame:  # noqa: B008 - a frozen value
    """The incidents that a filter lets through."""
    return apply_filter(server.frame, f, server.gazetteer)


def spots_of(server, f: Filter):
    return spots(server.columns, passing(server.columns, f, server.gazetteer).rows(), server.gazetteer)
