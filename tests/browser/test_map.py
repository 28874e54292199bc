"""The map as a person uses it: what is drawn is what the workspace holds, and it stays where it was turned to."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, address, chart, click, expect_list, frame_of, points, settled, shown
from playwright.sync_api import Locator, Page, expect
from shapely.geometry import Point

from furat.analysis import places, playback
from furat.analysis.facets import ranked_actors
from furat.store.columns import ALL, Columns
from furat.store.filters import Filter
from furat.ui.colors import EVENT_COLORS
from furat.ui.exploring.playing import period_words
from furat.ui.map_features import map_features, spot_colors
from furat.ui.map_units import drawn_units, is_asked
from furat.ui.names import Names
from furat.ui.session import actor_names
from furat.ui.texts import load_texts
from geo.areas import load_areas

AREAS = load_areas()
BASIRA = "SY090102"
ACTOR = "isis"


def expect_parameters(page: Page, **wanted: str | None) -> None:
    """The address carries the values, and none where None is wanted; it may follow the picture by a moment."""

    def right(url: str) -> bool:
        query = parse_qs(urlsplit(url).query)
        return all(query.get(key.rstrip("_"), [None]) == [value] for key, value in wanted.items())

    page.wait_for_url(right)


def shapes(page: Page) -> Locator:
    return chart(page).locator("path.furat-area")


def fills(marks: Locator) -> Counter[str]:
    return Counter(marks.evaluate_all("paths => paths.map((path) => path.getAttribute('fill'))"))


def in_map(page: Page, script: str):
    """Run a script in the window of the map."""
    return chart(page).locator("body").evaluate(f"() => {{ {script} }}")


def bounds(page: Page) -> list[float]:
    found = in_map(page, "return window.map.getBounds().toBBoxString()")
    return [round(float(part), 6) for part in found.split(",")]


def spots_of(server, frame):
    return places.spots(Columns(frame), ALL, server.gazetteer)


def by_subdistrict(frame, gazetteer):
    return places.by_subdistrict(Columns(frame), ALL, gazetteer)


def periods(frame, **days):
    return playback.periods(Columns(frame), ALL, **days)


def in_period(frame, period, **how):
    return frame.iloc[playback.in_period(Columns(frame), ALL, period, **how)]


def names_of(server, language: str) -> Names:
    return Names(load_texts(language), server.gazetteer, actor_names())


def draw_by(page: Page, language: str, group: str, value: str) -> None:
    """Choose in the box of the map how it is drawn."""
    t = load_texts(language)
    click(page.locator(".st-key-map-drawing button:visible"))
    choice = page.get_by_role("radiogroup", name=t(group)).get_by_role("radio", name=t(f"{group}.{value}"), exact=True)
    click(choice)
    expect(choice).to_be_checked()
    page.keyboard.press("Escape")
    settled(page)


def choose_actor(page: Page, language: str, name: str) -> None:
    settled(page)
    box = page.get_by_role("combobox", name=load_texts(language)("filter.actor"), exact=True)
    click(box)
    box.fill(name)
    click(page.get_by_role("option", name=re.compile(re.escape(name))).first)
    page.keyboard.press("Escape")


def turn(page: Page) -> None:
    """Zoom in with the wheel and drag the map, as a hand does; wait until it stands still."""
    box = frame_of(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    before = bounds(page)
    page.mouse.wheel(0, -240)
    wait_for(page, lambda: bounds(page) != before)
    page.wait_for_timeout(600)
    before = bounds(page)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=8)
    page.wait_for_timeout(250)  # a hand that rests: the map does not slide on
    page.mouse.up()
    wait_for(page, lambda: bounds(page) != before)
    page.wait_for_timeout(600)


def wait_for(page: Page, holds) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come about")


def press_unit(page: Page, place_id: str) -> None:
    """Click a sub-district at a point within it."""
    settled(page)
    inside = AREAS._polygons[place_id].representative_point()
    box = frame_of(page).bounding_box()
    at = in_map(page, f"const p = window.map.latLngToContainerPoint([{inside.y}, {inside.x}]); return [p.x, p.y]")
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])


@IN_ENGLISH
def test_circles_by_deaths_hide_nothing(page, server, screenshot, language):
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    draw_by(page, language, "map.size", "deaths")
    expect_parameters(page, size="deaths")
    everything = [spot for spot in spots_of(server, server.frame) if not spot.is_area]
    expect(points(page)).to_have_count(len(everything))
    hollow = chart(page).locator('path.furat-point[fill-opacity="0"]')
    without = sum(not spot.killed.low for spot in everything)
    assert 0 < without < len(everything)
    expect(hollow).to_have_count(without)
    legend = page.locator(".st-key-map-legend")
    expect(legend).to_contain_text(load_texts(language)("map.legend.deaths"))
    expect(legend).to_contain_text(load_texts(language)("map.legend.nodeaths"))
    screenshot(page)


@IN_ENGLISH
def test_colour_by_event_type_follows_the_leading_type_and_narrows_on_a_click(page, server, screenshot, language):
    t = load_texts(language)
    page.goto(address(server, language, colour="type"))
    expect(points(page).first).to_be_visible()
    wanted = Counter(EVENT_COLORS[spot.leading_type] for spot in spots_of(server, server.frame) if not spot.is_area)
    expect(points(page)).to_have_count(wanted.total())
    assert fills(points(page)) == wanted
    points(page).first.hover(force=True)
    expect(chart(page).locator(".furat-tooltip")).to_contain_text(re.compile(r"\w"))
    screenshot(page)
    click(page.locator(".st-key-legend-choices").get_by_role("button", name=t("event.Protests")))
    expect_list(page, language, len(shown(server, Filter(event_types=("Protests",)))))
    expect_parameters(page, event="Protests", colour="type")


@IN_ARABIC
def test_colour_by_actor_keeps_its_palette_while_one_filters(page, server, screenshot, language):
    names = names_of(server, language)
    page.goto(address(server, language, colour="actor"))
    expect(points(page).first).to_be_visible()
    ranked, everything = ranked_actors(server.columns), spots_of(server, server.frame)
    colors = spot_colors("actor", everything, ranked)
    drawn = Counter(colors.of(spot)[0] for spot in everything if not spot.is_area)
    expect(points(page)).to_have_count(drawn.total())
    assert fills(points(page)) == drawn
    screenshot(page)
    click(page.locator(".st-key-legend-choices").get_by_role("button", name=names.actor(ACTOR)))
    narrowed = shown(server, Filter(actors=(ACTOR,), actor_role="perpetrator"))
    expect_list(page, language, len(narrowed))
    expect_parameters(page, actor=ACTOR, role="perpetrator", colour="actor")
    few = [spot for spot in spots_of(server, narrowed) if not spot.is_area]
    expect(points(page)).to_have_count(len(few))
    assert fills(points(page))[colors.known[ACTOR]] == sum(spot.leading_actor == ACTOR for spot in few)
    click(page.locator(".st-key-legend-choices").get_by_role("button", name=names.actor(ACTOR)))
    expect_list(page, language, len(server.frame))


@IN_ARABIC
def test_sub_districts_are_shaded_and_a_click_narrows_to_one(page, server, screenshot, language):
    t = load_texts(language)
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    draw_by(page, language, "map.view", "districts")
    expect_parameters(page, map="districts")
    units = drawn_units(AREAS)
    expect(shapes(page)).to_have_count(len(units))
    expect(points(page)).to_have_count(0)
    figures = by_subdistrict(server.frame, server.gazetteer)
    beyond = len(server.frame) - sum(one.incidents for one in figures if one.place_id in units)
    expect(page.get_by_text(t("map.units.beyond", n=beyond))).to_be_visible()
    expect(page.locator(".st-key-map-legend")).to_contain_text(t("map.legend.units"))
    assert len(fills(shapes(page))) > 2
    screenshot(page, "all")
    press_unit(page, BASIRA)
    expect_list(page, language, len(shown(server, Filter(places=(BASIRA,)))))
    expect_parameters(page, place=BASIRA)
    asked = sum(is_asked(unit, (BASIRA,), server.gazetteer) for unit in units)
    expect(chart(page).locator('path.furat-area:not([fill-opacity="0"])')).to_have_count(asked)
    expect(page.locator(".st-key-map-legend")).to_contain_text(t("map.legend.unasked"))
    screenshot(page, "one")
    press_unit(page, BASIRA)
    expect_list(page, language, len(server.frame))
    expect_parameters(page, place=None)


@IN_ARABIC
def test_deaths_by_sub_district_say_where_the_number_is_not_known(page, server, screenshot, language):
    chosen = Filter(event_types=("Protests",))
    page.goto(address(server, language, chosen, map="districts", size="deaths"))
    figures = {one.place_id: one for one in by_subdistrict(shown(server, chosen), server.gazetteer)}
    unknown = [unit for unit in drawn_units(AREAS) if unit in figures and not figures[unit].killed.low]
    unknown = [unit for unit in unknown if figures[unit].killed.unknown]
    assert unknown
    hatched = chart(page).locator("path.furat-hatched")
    expect(hatched).to_have_count(len(unknown))
    assert "furat-hatch" in hatched.first.evaluate("path => getComputedStyle(path).fill")
    expect(page.locator(".st-key-map-legend")).to_contain_text(load_texts(language)("map.legend.unknown"))
    screenshot(page)


def test_a_second_click_on_a_place_takes_it_off(page, server):
    page.goto(address(server, at="C5119"))
    there = places.at_spot(server.columns, ALL, server.gazetteer, "C5119")
    expect_list(page, "en", len(there))
    expect(points(page).first).to_be_visible()
    settled(page)
    place, box = server.gazetteer["C5119"], frame_of(page).bounding_box()
    at = in_map(page, f"const p = window.map.latLngToContainerPoint([{place.lat}, {place.lon}]); return [p.x, p.y]")
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    expect_list(page, "en", len(server.frame))
    expect_parameters(page, at=None)


@IN_ENGLISH
def test_what_lies_outside_the_view_is_counted_while_one_turns_the_map(page, server, screenshot, language):
    t, runs = load_texts(language), []

    def sent(frame: str | bytes) -> None:
        if f"lang={language}".encode() in (frame if isinstance(frame, bytes) else frame.encode()):
            runs.append(frame)  # whoever asks for a run sends the address along

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    settled(page)
    note = chart(page).locator(".furat-outside")
    features = map_features(spots_of(server, server.frame), names_of(server, language), AREAS, largest=1)

    def outside() -> int:
        west, south, east, north = bounds(page)
        seen = 0
        for feature in features:
            at = feature.geometry.bounds
            if at[0] <= east and at[2] >= west and at[1] <= north and at[3] >= south:
                seen += feature.count
        return sum(feature.count for feature in features) - seen

    first = outside()
    assert first > 0
    expect(note).to_have_text(t("map.beyond", n=first))
    expect(note).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(1000)
    before = len(runs)
    assert before > 0
    turn(page)
    assert outside() > first
    expect(note).to_have_text(t("map.beyond", n=outside()))
    assert len(runs) == before, "the page was asked to run"
    screenshot(page)
    click(page.get_by_role("button", name=t("map.view.all"), exact=True))
    wait_for(page, lambda: outside() < first)
    expect(note).to_have_text(t("map.beyond", n=outside()) if outside() else "")


@IN_ENGLISH
def test_pan_and_zoom_survive_filters_and_every_way_to_draw(page, server, language):
    name = names_of(server, language).actor(ACTOR)
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    settled(page)
    turn(page)
    kept = bounds(page)
    in_map(page, "window.mark = 'the same'")
    choose_actor(page, language, name)
    expect_list(page, language, len(shown(server, Filter(actors=(ACTOR,)))))
    settled(page)
    assert bounds(page) == kept
    for group, value in (
        ("map.size", "deaths"),
        ("map.color", "type"),
        ("map.color", "actor"),
        ("map.view", "districts"),
        ("map.view", "circles"),
    ):
        draw_by(page, language, group, value)
        assert bounds(page) == kept, (group, value)
    click(page.locator(".st-key-play-open button:visible"))
    expect(page.locator(".f-play")).to_be_visible()
    click(page.locator(".st-key-play-open button:visible"))
    expect(page.locator(".f-play")).to_have_count(0)
    click(page.get_by_role("button", name=load_texts(language)("filter.reset")))
    expect_list(page, language, len(server.frame))
    settled(page)
    assert bounds(page) == kept
    assert in_map(page, "return window.mark") == "the same"


def caption(page: Page) -> Locator:
    return page.locator(".f-play")


@IN_ARABIC
def test_playback_runs_stops_and_becomes_dates(page, server, screenshot, language):
    t = load_texts(language)
    chosen = Filter(date_from=periods(server.frame)[-20].start)
    frame = shown(server, chosen)
    found = periods(frame, first=chosen.date_from)
    assert len(found) > 10
    page.goto(address(server, language, chosen))
    expect_list(page, language, len(frame))
    settled(page)

    def words(number: int) -> str:
        return f"{period_words(found[number], t)} · {t('tip.incidents', n=len(in_period(frame, found[number])))}"

    click(page.get_by_role("button", name=t("play.open"), exact=True))
    expect(caption(page)).to_have_text(words(0))
    run = page.locator(".st-key-play-run button:visible")
    run.focus()
    page.keyboard.press("Enter")
    expect(caption(page)).to_have_text(words(1))
    expect(caption(page)).to_have_text(words(2))
    expect(caption(page)).to_have_attribute("aria-live", "off")
    expect_list(page, language, len(frame))
    screenshot(page, "runs")
    expect(run).to_have_text(t("play.pause"))
    click(run)
    expect(run).to_have_text(t("play.run"))
    settled(page)
    stands = caption(page).inner_text()
    page.wait_for_timeout(3500)
    expect(caption(page)).to_have_text(stands)
    number = next(at for at in range(len(found)) if words(at) == stands)

    click(page.get_by_role("button", name=t("play.forward"), exact=True))
    expect(caption(page)).to_have_text(words(number + 1))
    click(page.get_by_role("button", name=t("play.back"), exact=True))
    expect(caption(page)).to_have_text(words(number))
    drawn = spots_of(server, in_period(frame, found[number]))
    expect(chart(page).locator("path.furat-point, path.furat-area")).to_have_count(len(drawn))
    thumb = page.get_by_role("slider", name=t("play.period"))
    thumb.focus()
    page.keyboard.press("ArrowRight")
    expect(caption(page)).to_have_text(words(number + 1))

    click(page.get_by_role("radio", name=t("play.mode.up_to")))
    so_far = in_period(frame, found[number + 1], up_to=True)
    expect(caption(page)).to_contain_text(t("tip.incidents", n=len(so_far)))
    expect(chart(page).locator("path.furat-point, path.furat-area")).to_have_count(len(spots_of(server, so_far)))
    screenshot(page, "up-to")
    click(page.get_by_role("radio", name=t("play.mode.each")))
    expect(caption(page)).to_have_text(words(number + 1))
    click(page.get_by_role("button", name=t("play.dates"), exact=True))
    period = found[number + 1]
    expect_list(page, language, len(in_period(frame, period)))
    expect_parameters(page, from_=period.start.isoformat(), to=period.end.isoformat())
    expect(caption(page)).to_have_count(0)


def test_playback_ends_by_itself_and_stopping_brings_everything_back(page, server):
    t = load_texts("en")
    last = periods(server.frame)[-2]
    chosen = Filter(date_from=last.start)
    frame = shown(server, chosen)
    found = periods(frame, first=chosen.date_from)
    page.goto(address(server, f=chosen))
    expect_list(page, "en", len(frame))
    click(page.get_by_role("button", name=t("play.open"), exact=True))
    expect(caption(page)).to_be_visible()
    slider = page.get_by_role("slider", name=t("play.period"))
    slider.focus()
    page.keyboard.press("End")
    expect(caption(page)).to_contain_text(period_words(found[-1], t))
    page.keyboard.press("ArrowLeft")
    expect(caption(page)).to_contain_text(period_words(found[-2], t))
    click(page.locator(".st-key-play-run button:visible"))
    expect(caption(page)).to_contain_text(period_words(found[-1], t))
    expect(page.locator(".st-key-play-run button:visible")).to_have_text(t("play.run"))
    click(page.get_by_role("button", name=t("play.close"), exact=True))
    expect(caption(page)).to_have_count(0)
    expect(chart(page).locator("path.furat-point, path.furat-area")).to_have_count(len(spots_of(server, frame)))


def test_playback_of_sub_districts_keeps_its_shades(page, server):
    t = load_texts("en")
    page.goto(address(server, map="districts"))
    expect(shapes(page).first).to_be_visible()
    click(page.get_by_role("button", name=t("play.open"), exact=True))
    expect(caption(page)).to_be_visible()
    slider = page.get_by_role("slider", name=t("play.period"))
    slider.focus()
    page.keyboard.press("End")
    found = periods(server.frame)
    rows = in_period(server.frame, found[-1])
    expect(caption(page)).to_contain_text(t("tip.incidents", n=len(rows)))
    with_incidents = {one.place_id for one in by_subdistrict(rows, server.gazetteer)} & set(drawn_units(AREAS))
    expect(shapes(page)).to_have_count(len(drawn_units(AREAS)))
    wait_for(page, lambda: sum(fills(shapes(page)).values()) - fills(shapes(page))["#ffffff"] == len(with_incidents))


@IN_ENGLISH
def test_the_approximate_shows_how_far_off_it_may_be_when_pointed_at(page, server, screenshot, language):
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    near = [spot for spot in spots_of(server, server.frame) if spot.approximate and not spot.is_area and spot.place_id]
    spot = max(near, key=lambda spot: (spot.radius_km, spot.spot_id))
    page.goto(address(server, language, at=spot.spot_id))
    ring = chart(page).locator("path.furat-reach")
    expect(ring).to_have_count(1)
    screenshot(page, "chosen")
    page.goto(address(server, language))
    settled(page)
    expect(points(page).first).to_be_visible()
    expect(ring).to_have_count(0)

    def pointed_at() -> bool:  # again, should the map have been drawn anew under the pointer
        in_map(page, f"window.map.setView([{spot.lat}, {spot.lon}], 12, {{animate: false}})")
        box = frame_of(page).bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 40)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return ring.count() == 1

    wait_for(page, pointed_at)
    radius = Point(*ring.evaluate("p => [p.getBBox().width / 2, 0]")).x
    metres = in_map(
        page,
        "const c = window.map.getSize().divideBy(2);"
        "return window.map.distance(window.map.containerPointToLatLng(c),"
        " window.map.containerPointToLatLng(c.add([100, 0])))",
    )
    assert radius * metres / 100 == pytest.approx(spot.radius_km * 1000, rel=0.03)
    tooltip = chart(page).locator(".furat-tooltip")
    expect(tooltip).to_contain_text(load_texts(language)("tip.radius", km=max(1, round(spot.radius_km))))
    screenshot(page, "pointed-at")
    box = frame_of(page).bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 40)
    expect(ring).to_have_count(0)


@IN_BOTH
def test_the_map_is_named_in_the_language_of_the_page(page, server, language):
    t = load_texts(language)
    page.goto(address(server, language))
    expect(points(page).first).to_be_visible()
    expect(frame_of(page)).to_have_attribute("aria-label", t("map.label"))
    expect(chart(page).locator("html")).to_have_attribute("lang", language)
    expect(chart(page).get_by_role("application", name=t("map.label"))).to_be_visible()
    for key in ("map.zoom.in", "map.zoom.out"):
        expect(chart(page).get_by_role("button", name=t(key))).to_be_visible()


@IN_BOTH
def test_the_controls_of_the_map_fit_a_phone(page, server, screenshot, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(server, language, colour="actor"))
    expect(points(page).first).to_be_visible()
    click(page.locator(".st-key-play-open button:visible"))
    expect(caption(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".st-key-play-controls").scroll_into_view_if_needed()
    screenshot(page, "playing")
    click(page.locator(".st-key-map-drawing button:visible"))
    expect(page.get_by_role("radiogroup", name=load_texts(language)("map.size"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    screenshot(page, "drawing")
    page.keyboard.press("Escape")
    page.locator(".st-key-map-legend").scroll_into_view_if_needed()
    screenshot(page, "legend")


def test_a_link_carries_how_the_map_is_drawn(page, server):
    page.goto(address(server, "en", Filter(), map="districts", size="deaths"))
    expect(shapes(page).first).to_be_visible()
    click(page.get_by_role("link", name="Review").first)
    expect_parameters(page, map="districts", size="deaths")
    click(page.get_by_role("link", name="Explore").first)
    expect(shapes(page)).to_have_count(len(drawn_units(AREAS)))
