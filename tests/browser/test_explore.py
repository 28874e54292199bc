"""The explore page as a person uses it: what is on the screen is what the workspace holds, and nothing leaves it."""

import json
import re
import socket
import subprocess
import sys
import time
from dataclasses import replace
from urllib.parse import urlsplit

import pandas as pd
import pytest
from driving import (
    IN_ARABIC,
    IN_BOTH,
    address,
    chart,
    click,
    drawn,
    expect_list,
    expect_parameter,
    parameters,
    points,
    settled,
    shown,
    spots_of,
)
from playwright.sync_api import Locator, Page, expect

from furat.analysis.places import at_spot, unplaced
from furat.store.columns import ALL
from furat.store.filters import Filter
from furat.store.passing import passing
from furat.ui.texts import load_texts

SHUHAYL = "C5119"
ACTOR = "isis"


def at(server, f: Filter, spot: str) -> pd.DataFrame:
    rows = passing(server.columns, f, server.gazetteer).rows()
    return server.frame.iloc[at_spot(server.columns, rows, server.gazetteer, spot)]


def choose(page: Page, label: str, typed: str, option: str) -> None:
    """Choose from a box of the sidebar by typing, as with the keyboard."""
    settled(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    click(box)
    box.fill(typed)
    click(page.get_by_role("option", name=re.compile(option)).first)
    page.keyboard.press("Escape")


def free_circle(page: Page) -> Locator:
    """Return a circle whose middle no other circle covers, so that a click there is a click on it."""
    settled(page)
    expect(points(page).first).to_be_visible()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        free = points(page).evaluate_all(
            """(paths) => paths.findIndex((path) => {
                const box = path.getBoundingClientRect();
                return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === path;
            })"""
        )
        if free >= 0:
            return points(page).nth(free)
        page.wait_for_timeout(100)
    raise AssertionError("every circle is covered")


@IN_BOTH
def test_the_map_is_drawn(page, server, screenshot, language):
    page.goto(address(server, language))
    everything = spots_of(server, Filter())
    expect(points(page)).to_have_count(sum(not spot.is_area for spot in everything))
    expect(chart(page).locator("path.furat-area").first).to_be_attached()
    expect_list(page, language, len(server.frame))
    texts = load_texts(language)
    expect(page.get_by_text(texts("banner.fictional"))).to_be_visible()
    expect(page.get_by_text(texts("map.legend.approximate"))).to_be_visible()
    town = chart(page).locator(".furat-label", has_text="دير الزور").first
    expect(town).to_contain_text("Deir ez-Zor")
    expect(chart(page).locator(".leaflet-control-attribution")).to_contain_text("OCHA")
    expect(chart(page).locator(".leaflet-control-attribution svg, .leaflet-control-attribution a")).to_have_count(0)
    screenshot(page)


@IN_BOTH
def test_direction_of_writing(page, server, language):
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    wanted = load_texts(language).direction
    assert page.locator('[data-testid="stMain"]').evaluate("e => getComputedStyle(e).direction") == wanted
    assert page.locator(".f-words").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert chart(page).locator(".leaflet-container").evaluate("e => getComputedStyle(e).direction") == "ltr"
    sidebar = page.locator('[data-testid="stSidebar"]').bounding_box()
    main = page.locator('[data-testid="stMain"]').bounding_box()
    assert (sidebar["x"] > main["x"]) == (wanted == "rtl")


@pytest.mark.parametrize(("language", "name"), [("en", "Islamic State"), ("ar", "تنظيم الدولة")], ids=["en", "ar"])
def test_filter_by_actor(page, server, screenshot, language, name):
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    choose(page, load_texts(language)("filter.actor"), name, name)
    chosen = Filter(actors=(ACTOR,))
    assert 0 < len(shown(server, chosen)) < len(server.frame)
    expect_list(page, language, len(shown(server, chosen)))
    expect(drawn(page)).to_have_count(len(spots_of(server, chosen)))
    expect_parameter(page, "actor", ACTOR)
    screenshot(page)


@pytest.mark.parametrize("role", ["perpetrator", "target"])
def test_filter_by_role(page, server, role):
    page.goto(address(server, f=Filter(actors=(ACTOR,))))
    click(page.get_by_role("radio", name=load_texts("en")(f"filter.role.{role}")))
    chosen = Filter(actors=(ACTOR,), actor_role=role)
    expect_list(page, "en", len(shown(server, chosen)))
    expect_parameter(page, "role", role)


@IN_ARABIC
def test_filter_by_shuhayl(page, server, screenshot, language):
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    choose(page, load_texts(language)("filter.place"), "الشحيل", "الشحيل")
    chosen = Filter(places=(SHUHAYL,))
    assert len(shown(server, chosen)) > 0
    expect_list(page, language, len(shown(server, chosen)))
    expect(drawn(page)).to_have_count(len(spots_of(server, chosen)))
    expect_parameter(page, "place", SHUHAYL)
    settled(page)
    written = page.locator(".st-key-incidents .f-place").all_text_contents()
    rows = shown(server, chosen).head(len(written))
    names = zip(rows["place_name_ar"], rows["place_name_en"], written, strict=True)
    assert [(ar, en) for ar, en, words in names if ar not in words or str(en) not in words] == []
    screenshot(page)


def test_a_unit_stands_for_all_within_it(page, server):
    chosen = Filter(places=("SY090102",))
    page.goto(address(server, f=chosen))
    assert len(shown(server, chosen)) > len(shown(server, Filter(places=(SHUHAYL,))))
    expect_list(page, "en", len(shown(server, chosen)))


def test_filter_by_type_and_dates_in_the_link(page, server):
    days = server.frame["date_start"].dropna().sort_values()
    middle = days.iloc[len(days) // 2].date()
    chosen = Filter(event_types=("Explosions/Remote violence",), date_from=middle)
    page.goto(address(server, f=chosen))
    assert 0 < len(shown(server, chosen)) < len(server.frame)
    expect_list(page, "en", len(shown(server, chosen)))
    expect(drawn(page)).to_have_count(len(spots_of(server, chosen)))


def test_filters_narrow_each_other_and_come_off(page, server):
    both = Filter(actors=(ACTOR,), event_types=("Battles",))
    page.goto(address(server, f=both))
    expect_list(page, "en", len(shown(server, both)))
    click(page.locator('[class*="st-key-chip-event_types"] button:visible'))
    expect_list(page, "en", len(shown(server, replace(both, event_types=()))))
    click(page.get_by_role("button", name="Reset filters"))
    expect_list(page, "en", len(server.frame))
    expect(drawn(page)).to_have_count(len(spots_of(server, Filter())))
    page.wait_for_url(lambda url: "event=" not in url and "actor=" not in url)
    assert set(parameters(page)) == {"lang"}


@IN_ARABIC
def test_click_a_place_read_its_incidents_and_take_them_along(page, server, screenshot, language):
    chosen = Filter(actors=(ACTOR,))
    page.goto(address(server, language, chosen))
    click(free_circle(page))
    page.wait_for_url(re.compile("[?&]at="))
    spot = parameters(page)["at"][0]
    frame = shown(server, chosen)
    there = at(server, chosen, spot)
    assert 0 < len(there) < len(frame)
    expect_list(page, language, len(there))
    screenshot(page, "clicked")

    with page.expect_download() as download:
        click(page.get_by_role("button", name="GeoJSON"))
    features = json.loads(download.value.path().read_text(encoding="utf-8"))["features"]
    assert sorted(feature["id"] for feature in features) == sorted(there["incident_id"])

    first = there.iloc[0]
    click(page.locator(f".st-key-open-list-{first['incident_id']} button:visible"))
    report = page.locator(".f-report")
    expect(report).to_be_visible()
    assert report.evaluate("e => getComputedStyle(e).direction") == "rtl"
    passage = " ".join(" ".join(report.locator(".f-passage").all_text_contents()).split())
    assert passage == " ".join(server.told[first["lead_id"]].evidence.split())
    expect(report.locator("mark").first).to_be_visible()
    expect_parameter(page, "open", first["incident_id"])
    screenshot(page, "report")
    page.keyboard.press("Escape")
    expect(report).to_have_count(0)
    page.wait_for_url(lambda url: "open=" not in url)


def test_the_download_is_the_filter_with_areas_as_areas(page, server):
    chosen = Filter(places=("SY",))
    page.goto(address(server, f=chosen))
    frame = shown(server, chosen)
    assert len(frame) > 0
    expect_list(page, "en", len(frame))
    with page.expect_download() as download:
        click(page.get_by_role("button", name="GeoJSON"))
    collection = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert sorted(feature["id"] for feature in collection["features"]) == sorted(frame["incident_id"])
    assert collection["fictional"] is True
    known = frame[frame["place_id"].notna()]
    at_areas = {row.incident_id for row in known.itertuples() if server.gazetteer[row.place_id].is_area}
    assert at_areas
    drawn_so = {item["id"]: item["geometry"]["type"] for item in collection["features"] if item["id"] in at_areas}
    assert set(drawn_so.values()) <= {"Polygon", "MultiPolygon"}


def test_a_pasted_link_shows_the_same_picture(page, server, browser):
    chosen = Filter(actors=(ACTOR,), places=("SY09",))
    page.goto(address(server, "ar", chosen))
    click(free_circle(page))
    page.wait_for_url(re.compile("[?&]at="))
    spot = parameters(page)["at"][0]
    count = len(at(server, chosen, spot))
    expect_list(page, "ar", count)
    other = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    fresh = other.new_page()
    fresh.goto(page.url)
    expect_list(fresh, "ar", count)
    expect(drawn(fresh)).to_have_count(len(spots_of(server, chosen)))
    other.close()


def test_going_back_takes_the_last_filter_off(page, server):
    page.goto(address(server))
    expect_list(page, "en", len(server.frame))
    choose(page, "Place", "الشحيل", "الشحيل")
    expect_list(page, "en", len(shown(server, Filter(places=(SHUHAYL,)))))
    page.wait_for_timeout(2500)  # an address younger than this may be an echo and is not gone back to
    page.go_back()
    expect_list(page, "en", len(server.frame))


def test_the_switch_changes_the_words_and_keeps_the_filter(page, server):
    chosen = Filter(actors=(ACTOR,))
    page.goto(address(server, "en", chosen))
    expect_list(page, "en", len(shown(server, chosen)))
    click(page.get_by_role("radio", name="العربية"))
    expect_list(page, "ar", len(shown(server, chosen)))
    expect(drawn(page)).to_have_count(len(spots_of(server, chosen)))
    expect_parameter(page, "lang", "ar")
    assert parameters(page) == {"actor": [ACTOR], "lang": ["ar"]}


def test_pan_and_zoom_survive_filtering(page, server):
    page.goto(address(server))
    expect(points(page).first).to_be_visible()
    zoomed = chart(page).locator(".leaflet-container.furat-zoom-10")
    for _ in range(4):
        chart(page).get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(350)
    expect(zoomed).to_have_count(1)
    choose(page, "Actor", "Islamic State", "Islamic State")
    expect_list(page, "en", len(shown(server, Filter(actors=(ACTOR,)))))
    expect(zoomed).to_have_count(1)


def test_a_filter_set_while_the_map_loads_is_drawn(page, server):
    """On a slow machine a person is quicker than the map; its picture must not stay that of the earlier filter."""
    held = []

    def hold(route):
        held.append(route)

    page.route("**/leaflet.js", hold)
    page.goto(address(server, f=Filter(actors=(ACTOR,))))
    expect_list(page, "en", len(shown(server, Filter(actors=(ACTOR,)))))
    click(page.get_by_role("button", name="Reset filters"))
    expect_list(page, "en", len(server.frame))
    assert held
    for route in held:
        route.continue_()
    expect(drawn(page)).to_have_count(len(spots_of(server, Filter())))


def test_incidents_without_a_place_are_listed(page, server):
    without = server.frame.iloc[unplaced(server.columns, ALL)]
    page.goto(address(server))
    expect_list(page, "en", len(server.frame))
    note = page.get_by_text(load_texts("en")("map.unplaced", n=len(without)))
    expect(note).to_have_count(1 if len(without) else 0)


@pytest.mark.parametrize("wrong", [{"from": "yesterday"}, {"place": "no-such-place"}, {"role": "nobody"}])
def test_a_broken_link_says_so_and_shows_the_rest(page, server, wrong):
    page.goto(address(server, **wrong))
    expect(page.get_by_text(load_texts("en")("error.filter"))).to_be_visible()
    expect_list(page, "en", len(server.frame))


@IN_BOTH
def test_narrow_screen(page, server, screenshot, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    screenshot(page)


def test_online_tiles_are_a_choice_that_warns(visit, server):
    """The one request that may leave the machine: only after the choice, and here it is blocked and counted."""
    page = visit.page
    page.goto(address(server))
    expect(points(page).first).to_be_visible()
    assert visit.blocked == []
    click(page.locator(".st-key-map-drawing button:visible"))
    click(page.get_by_text("Online background"))
    expect(page.get_by_text(load_texts("en")("map.tiles.warning")[:40])).to_be_visible()
    until = time.monotonic() + 20
    while not visit.blocked and time.monotonic() < until:
        page.wait_for_timeout(100)
    expect(points(page).first).to_be_visible()
    assert visit.blocked
    assert {urlsplit(url).hostname for url in visit.blocked} == {"tile.openstreetmap.org"}


def test_the_server_answers_on_the_loopback_address_only(server):
    with socket.socket() as probe, pytest.raises(OSError):
        probe.settimeout(2)
        # The whole of 127.0.0.0/8 is this machine: a server on all interfaces would answer here too.
        probe.connect(("127.0.0.2", server.port))


def test_the_guards_see_what_they_watch_for(visit, guarded_environment, tmp_path):
    environment = guarded_environment(tmp_path / "guard")
    call = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", call], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert "192.0.2.1" in (tmp_path / "guard" / "network.txt").read_text()
    visit.page.set_content("<img src='http://192.0.2.1/x.png'>")
    visit.page.wait_for_timeout(300)
    assert visit.blocked == ["http://192.0.2.1/x.png"]
