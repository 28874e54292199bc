"""What holds for every page: axe finds no serious fault and nothing is cut off, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from furat.ui.state import PAGES

SERIOUS = {"serious", "critical"}
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}

SEEN = """(parts) => parts.filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 && box.right > 0 && box.left < innerWidth && box.height > 0;
}).map((part) => part.innerText)"""


def opened(page: Page, server, name: str, language: str, width: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.goto(f"{server.url}/{name if name != PAGES[0] else ''}?lang={language}")
    expect(page.locator(".f-footer")).to_be_visible()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "ar"])
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
