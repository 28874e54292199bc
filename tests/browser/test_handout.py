"""What is handed on from the page: each file is what the page lists, and the map's file works where no network is."""

import csv
import json
import re
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, address, click
from playwright.sync_api import expect

from furat.analysis.places import spots
from furat.exchange.handout import Ground, map_bytes, map_sheet
from furat.store.columns import ALL, Columns
from furat.store.filters import Filter
from furat.store.passing import apply_filter
from furat.ui.texts import load_texts
from geo.areas import load_areas

ACTOR = "isis"
CHOSEN = Filter(actors=(ACTOR,))
HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>${window.hacked = 1}`$x$"


@pytest.fixture
def menu(page, server):
    """Open the page on a filter, and the menu on it."""

    def open_menu(language, f=CHOSEN):
        page.goto(address(server, language, f))
        t = load_texts(language)
        shown = apply_filter(server.frame, f, server.gazetteer)
        expect(page.get_by_role("heading", name=t("list.title", n=len(shown)), exact=True)).to_be_visible()
        expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
        click(page.locator(".st-key-hand button").first)
        expect(page.locator(".st-key-hand-html button")).to_be_visible()
        return t

    return open_menu


def handed(page, format):
    with page.expect_download() as download:
        click(page.locator(f".st-key-hand-{format} button"))
    return download.value


def be_safe(page, t):
    click(page.locator(".st-key-hand-safe").get_by_text(t("hand.safe")))
    expect(page.get_by_text(t("hand.safe.help")[:30])).to_be_visible()


@pytest.fixture
def offline(browser, tmp_path):
    """Open a file of HTML where there is no network; return the page, what it asked for and what it complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, offline=True)

    def open_file(content: bytes):
        path = tmp_path / "map.html"
        path.write_bytes(content)
        opened = context.new_page()
        asked, faults = [], []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda message: faults.append(message.text))
        opened.goto(path.as_uri())
        expect(opened.locator("path.furat-point, path.furat-area").first).to_be_attached()
        return opened, asked, faults

    yield open_file
    context.close()


@IN_ENGLISH
def test_each_file_is_what_the_page_lists(page, server, menu, screenshot, language):
    menu(language)
    screenshot(page, "menu")
    shown = apply_filter(server.frame, CHOSEN, server.gazetteer)
    features = json.loads(handed(page, "geojson").path().read_text(encoding="utf-8"))["features"]
    assert sorted(feature["id"] for feature in features) == sorted(shown["incident_id"])
    with handed(page, "csv").path().open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["incident_id"] for row in csv.DictReader(file)) == sorted(shown["incident_id"])
    png = handed(page, "png")
    assert png.suggested_filename == "furat-full.png"
    assert png.path().read_bytes().startswith(b"\x89PNG")
    described = ElementTree.parse(handed(page, "svg").path()).findtext("{http://www.w3.org/2000/svg}desc")
    assert str(len(shown)) in described
    assert load_texts(language)("banner.fictional")[:20] in described


@IN_BOTH
def test_the_map_works_without_a_network(page, server, menu, offline, screenshot, language):
    t = menu(language)
    opened, asked, faults = offline(handed(page, "html").path().read_bytes())
    shown = apply_filter(server.frame, CHOSEN, server.gazetteer)
    everything = spots(Columns(shown), ALL, server.gazetteer)
    expect(opened.locator("path.furat-point")).to_have_count(sum(not spot.is_area for spot in everything))
    expect(opened.locator("tbody tr")).to_have_count(len(everything))
    assert opened.evaluate("document.documentElement.dir") == t.direction
    expect(opened.get_by_role("note")).to_contain_text(t("banner.fictional")[:20])
    expect(opened.locator(".leaflet-control-attribution")).to_contain_text("OCHA")
    screenshot(opened)
    opened.locator("path.furat-point").last.hover(force=True)
    expect(opened.locator(".furat-tooltip")).to_be_visible()
    opened.get_by_role("button", name="Zoom in").click()
    opened.locator("table.sheet").scroll_into_view_if_needed()
    screenshot(opened, "table")
    opened.emulate_media(media="print")
    screenshot(opened, "print")
    opened.wait_for_timeout(300)
    assert (len(asked), faults) == (1, [])


@IN_BOTH
def test_safe_to_share_says_nothing_of_reports_and_filter(page, server, menu, offline, screenshot, language):
    t = menu(language)
    be_safe(page, t)
    screenshot(page, "menu")
    download = handed(page, "geojson")
    assert download.suggested_filename == "furat-safe.geojson"
    collection = json.loads(download.path().read_text(encoding="utf-8"))
    assert collection["filter"] == {"safe_to_share": True}
    assert not any({"evidence", "report_id", "url"} & set(item["properties"]) for item in collection["features"])
    content = handed(page, "html").path().read_bytes()
    names = ("Islamic State", "تنظيم الدولة", "الشحيل</bdi>")
    assert [name for name in names if name in content.decode()] == []
    opened, _, faults = offline(content)
    expect(opened.locator("path.furat-area").first).to_be_attached()
    expect(opened.locator("path.furat-point")).to_have_count(0)
    screenshot(opened)
    assert faults == []


@IN_ARABIC
def test_hostile_names_are_shown_as_text(server, offline, screenshot, language):
    """A name of a report at a place that the gazetteer lacks, and a filter, both made to run or to mislead."""
    frame = apply_filter(server.frame, CHOSEN, server.gazetteer).head(3).copy()
    for column in ("place_name_ar", "place_name_en"):
        frame[column] = f"{HOSTILE}\u202ejavascript:alert(1)"
    frame["place_id"] = frame["place_id"].where(frame["place_id"].isna())
    frame["lat"], frame["lon"], frame["geo_precision"] = 35.123, 40.321, 1
    f = Filter(text=HOSTILE, sources=(HOSTILE,))
    sheet = map_sheet(frame, f, Ground(server.gazetteer, load_areas(), str, language), spot=HOSTILE)
    opened, asked, faults = offline(map_bytes(sheet, "html"))
    row = opened.locator("tbody th").first
    expect(row).to_contain_text(HOSTILE)
    assert "\u202e" not in row.text_content()
    opened.locator("path.furat-point").hover(force=True)
    expect(opened.locator(".furat-tooltip")).to_contain_text(HOSTILE)
    screenshot(opened)
    opened.wait_for_timeout(300)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("img, a[href^='javascript'], script[src]").count() == 0
    assert (len(asked), faults) == (1, [])


def test_the_policy_of_the_page_stops_what_is_put_into_it(server, offline):
    """Were a text ever written as markup, its script would not run and its picture not be asked for."""
    frame = apply_filter(server.frame, CHOSEN, server.gazetteer)
    sheet = map_sheet(frame, CHOSEN, Ground(server.gazetteer, load_areas(), str, "en"))
    content = map_bytes(sheet, "html").replace(
        b"</header>", b"</header><script>window.hacked = 1</script><img src=http://192.0.2.1/x.png>", 1
    )
    opened, asked, faults = offline(content)
    assert opened.evaluate("window.hacked") is None
    # The browser names what it would have asked for, and that it did not: once for the script, once for the picture.
    assert asked[1:] == ["http://192.0.2.1/x.png"]
    assert len([fault for fault in faults if re.search("Content Security Policy", fault)]) == 2


@IN_BOTH
def test_the_map_is_accessible(server, offline, language):
    frame = apply_filter(server.frame, CHOSEN, server.gazetteer)
    sheet = map_sheet(frame, CHOSEN, Ground(server.gazetteer, load_areas(), str, language))
    opened, _, _ = offline(map_bytes(sheet, "html"))
    found = Axe().run(opened)
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]] == []
