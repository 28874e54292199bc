"""What holds for every page: axe finds no serious fault and nothing is cut off, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import IN_BOTH, click, settled
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from furat.ui.state import PAGES

SERIOUS = {"serious", "critical"}
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}

SIDE = {"explore": ".st-key-filters", "review": '[class*="st-key-waits-"]'}
"""What stands in the sidebar of a page; it is drawn in its own time."""

SEEN = """(parts) => parts.filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 && box.right > 0 && box.left < innerWidth && box.height > 0;
}).map((part) => part.innerText)"""


def opened(page: Page, server, name: str, language: str, width: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.goto(f"{server.url}/{name if name != PAGES[0] else ''}?lang={language}")
    expect(page.locator(".f-footer")).to_be_visible()
    if name in SIDE:
        expect(page.locator(SIDE[name]).first).to_be_attached()
    settled(page)


@pytest.mark.parametrize("width", WIDTHS)
@IN_BOTH
@pytest.mark.parametrize("name", PAGES)
def test_every_page(page, server, screenshot, name, language, width):
    opened(page, server, name, language, width)
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in SERIOUS]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in serious] == []
    screenshot(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if width == "phone":
        assert page.locator('[data-testid="stSidebar"] :is(label, button, p)').evaluate_all(SEEN) == []
    wide = page.locator('[data-testid="stMain"]').evaluate("(main) => main.scrollWidth - main.clientWidth")
    assert wide <= 1


APART = """(header) => {
    const parts = [...header.querySelectorAll(".f-title span, .f-here, a, button")];
    const boxes = parts.map((part) => [part.innerText, part.getBoundingClientRect()]);
    const within = header.getBoundingClientRect();
    const cut = boxes.filter(([_, box]) => box.left < within.left - 1 || box.right > within.right + 1);
    const met = boxes.filter(([_, one], i) => boxes.slice(i + 1).some(([_, other]) =>
        one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom && other.top < one.bottom));
    return [parts.length, [...cut, ...met].map(([words]) => words)];
}"""
"""How many parts a header has, and the words of those that are cut off or lie over another."""


@IN_BOTH
def test_with_wide_letters_the_parts_of_the_header_stay_apart(page, server, language):
    opened(page, server, "explore", language, "desk")
    page.add_style_tag(content=".st-key-header * { letter-spacing: .12em }")
    parts, crossed = page.locator(".st-key-header").evaluate(APART)
    assert parts >= len(PAGES) + 2
    assert crossed == []


def test_a_page_that_streamlit_emptied_is_loaded_again(page, server):
    """What reaches the browser when a link is pressed while the map loads: last of all, a run of the page before."""
    started, lines = [], []

    def carry(line):
        lines.append(line)

        def hear(message):
            if ForwardMsg.FromString(message).WhichOneof("type") == "new_session":
                started.append(message)
            line.send(message)

        line.connect_to_server().on_message(hear)

    page.route_web_socket("**/_stcore/stream", carry)
    opened(page, server, "explore", "en", "desk")
    of_explore = started[-1]
    click(page.get_by_role("link", name="Review").first)
    expect(page.locator(".f-incident")).to_be_visible()
    settled(page)
    page.evaluate("window.before = true")
    lines[-1].send(of_explore)
    lines[-1].send(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString())
    expect(page.locator(".f-incident")).to_have_count(0)
    expect(page.locator(".f-incident")).to_be_visible()
    assert page.evaluate("window.before") is None
    assert "/review" in page.url
