"""Filters and timeline as a person uses them: each narrows to what its count said, and the address holds all of it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import (
    IN_ARABIC,
    IN_BOTH,
    IN_ENGLISH,
    address,
    click,
    drawn,
    expect_list,
    expect_parameter,
    loaded,
    parameters,
    points,
    settled,
    shown,
    spots_of,
)
from playwright.sync_api import Locator, Page, expect

from extraction.pipeline import load_extractor
from extraction.types import Report
from furat.analysis.picture import picture
from furat.store.filters import Filter
from furat.store.ingest import ingest
from furat.store.workspace import open_workspace
from furat.ui.exploring.chips import dates_words, killed_words
from furat.ui.exploring.timeline import bar_words
from furat.ui.texts import load_texts
from geo.gazetteer import load_gazetteer

ACTOR = "isis"
CHIPS = '[class*="st-key-chip-"] button:visible'
LOUD = "Explosions/Remote violence"


def seen(server, f: Filter = Filter()):  # noqa: B008 - a frozen value
    return picture(server.columns, f, None, server.gazetteer)


def named(words: str, count: int, t) -> re.Pattern[str]:
    """The name of a control that ends in a count; signs of direction may stand between."""
    written = re.escape(words).replace("/", r"\/")  # the slash would end the expression in the browser
    return re.compile(rf"^{written}\W*{re.escape(t.number(count))}\W*$")


def pill(page: Page, filter_name: str, words: str, count: int, t) -> Locator:
    role = "radio" if filter_name in {"killed_from", "confidence_from"} else "button"
    return page.locator(f".st-key-w_{filter_name}").get_by_role(role, name=named(words, count, t))


def chip(page: Page, part: str) -> Locator:
    return page.locator(f'[class*="st-key-chip-{part}-"] button:visible')


def expect_picture(page: Page, server, language: str, f: Filter) -> None:
    """List, map and address show the filter."""
    expect_list(page, language, len(shown(server, f)))
    expect(drawn(page)).to_have_count(len(spots_of(server, f)))


def pills(t):
    """A value of each of the small sets: its filter, the value, and what is written on its button."""
    yield "event_types", "Battles", t.label("event", "Battles")
    yield "killed_from", 2, t.figures("2+")
    yield "precisions", "1", t("filter.precision.1")
    yield "confidence_from", 0.5, t.figures("0.5+")
    yield "reviews", "open", t.label("review.state", "open")


@IN_ENGLISH
def test_each_button_narrows_to_what_its_count_said(page, server, screenshot, language):
    t = load_texts(language)
    page.goto(address(server, language))
    expect_list(page, language, len(server.frame))
    chosen = Filter()
    for name, value, words in pills(t):
        facets = seen(server, chosen).facets
        counts = {
            "event_types": facets.event_types, "killed_from": facets.killed, "precisions": facets.precisions,
            "confidence_from": facets.confidences, "reviews": facets.reviews,
        }  # fmt: skip
        count = counts[name][value]
        chosen = replace(chosen, **{name: value if isinstance(value, int | float) else (value,)})
        assert 0 < len(shown(server, chosen)) == count
        button = pill(page, name, words, count, t)
        click(button)
        expect_list(page, language, count)
        expect(button).to_have_attribute("data-selected", "true")
    screenshot(page)
    click(button)
    expect_list(page, language, len(shown(server, replace(chosen, **{name: getattr(Filter(), name)}))))


@IN_ARABIC
def test_counts_follow_the_other_filters(page, server, language):
    t, f = load_texts(language), Filter(actors=(ACTOR,), killed_from=2)
    facets = seen(server, f).facets
    page.goto(address(server, language, f))
    expect_list(page, language, len(shown(server, f)))
    for value, count in facets.event_types.items():
        expect(pill(page, "event_types", t.label("event", value), count, t)).to_be_visible()
    for value, count in facets.precisions.items():
        expect(pill(page, "precisions", t(f"filter.precision.{value}"), count, t)).to_be_visible()
    for role, count in facets.roles.items():
        button = page.locator(".st-key-w_role").get_by_role("radio", name=named(t(f"filter.role.{role}"), count, t))
        expect(button).to_be_visible()


def test_clicks_that_come_quickly_are_all_taken(page, server):
    t = load_texts("en")
    page.goto(address(server))
    expect_list(page, "en", len(server.frame))
    loaded(page)
    for name, words in (
        ("event_types", "Battles"), ("precisions", "1 · exact"), ("event_types", t.label("event", LOUD)),
        ("killed_from", "2+"), ("confidence_from", "0.7+"), ("reviews", "not reviewed"),
    ):  # fmt: skip
        click(page.locator(f".st-key-w_{name} button", has_text=words))
        page.wait_for_timeout(250)  # as a quick hand; a program that clicks faster may lose one (docs/workbench.md)
    f = Filter(event_types=("Battles", LOUD), precisions=("1",), killed_from=2, confidence_from=0.7, reviews=("open",))
    expect_list(page, "en", len(shown(server, f)))
    expect(drawn(page)).to_have_count(len(spots_of(server, f)))


@IN_ENGLISH
def test_numbers_of_killed_are_a_range_and_a_wrong_one_is_named(page, server, screenshot, language):
    t = load_texts(language)
    page.goto(address(server, language, Filter(killed_from=5)))
    expect_list(page, language, len(shown(server, Filter(killed_from=5))))
    box = page.get_by_role("spinbutton", name=t("filter.killed.to"))
    box.fill("9")
    box.press("Enter")
    expect_list(page, language, len(shown(server, Filter(killed_from=5, killed_to=9))))
    expect(chip(page, "killed")).to_contain_text(killed_words(Filter(killed_from=5, killed_to=9), t).strip("\u200e"))
    settled(page)
    box.fill("2")
    box.press("Enter")
    expect(page.get_by_text(t("filter.fault.killed.order", low=5, high=2))).to_be_visible()
    expect_list(page, language, len(shown(server, Filter(killed_from=5, killed_to=9))))
    screenshot(page)


@IN_BOTH
def test_a_broken_link_is_named_in_the_language_of_the_page(page, server, language):
    page.goto(address(server, language, **{"from": "yesterday"}))
    expect(page.get_by_text(load_texts(language)("filter.fault.date", value="yesterday"))).to_be_visible()
    expect_list(page, language, len(server.frame))


def everything(server) -> Filter:
    """A filter that uses every field and still shows something: what one incident of the samples is."""
    frame = server.frame
    one = frame[
        frame["place_id"].notna() & frame["perpetrators"].str.len().gt(0) & (frame["killed_low"] > 0)
        & frame["killed_high"].notna() & frame["date_start"].notna() & (frame["geo_precision"] == 1)
    ].iloc[0]  # fmt: skip
    return Filter(
        places=("SY", one["place_id"]),
        actors=one["perpetrators"][:1],
        actor_role="perpetrator",
        date_from=one["date_start"].date() - timedelta(days=3),
        date_to=one["date_end"].date() + timedelta(days=3),
        event_types=(one["event_type"],),
        sub_event_types=(one["sub_event_type"],),
        killed_from=1,
        killed_to=int(one["killed_high"]) + 1,
        precisions=("1", "none"),
        confidence_from=0.1,
        reviews=("open",),
        sources=one["sources"][:1],
        text=str(one["place_name_ar"]),
    )


@IN_ARABIC
def test_an_address_with_every_filter_shows_the_same_picture_to_another_and_chips_come_off(
    page, server, browser, screenshot, language
):
    f, t = everything(server), load_texts(language)
    search = {"text": f.text}
    plain = replace(f, text="")
    count = len(shown(server, plain))
    assert count > 0
    page.goto(address(server, language, f, bars="killed"))
    expect_list(page, language, count)
    expect(page.get_by_role("radio", name=t("timeline.count.killed"))).to_be_checked()
    expect(page.locator(CHIPS)).to_have_count(13)  # two places, two precisions, one of each other part
    expect(points(page).first).to_be_visible()
    screenshot(page)
    other = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    fresh = other.new_page()
    fresh.goto(page.url)
    expect_list(fresh, language, count)
    expect(fresh.locator(CHIPS)).to_have_text(page.locator(CHIPS).all_text_contents())
    other.close()
    off = [
        ("text", {}),
        ("sources", {"sources": ()}),
        ("reviews", {"reviews": ()}),
        ("confidence_from", {"confidence_from": None}),
        ("precisions-none", {"precisions": ("1",)}),
        ("precisions-1", {"precisions": ()}),
        ("killed", {"killed_from": None, "killed_to": None}),
        ("dates", {"date_from": None, "date_to": None}),
    ]
    left = plain
    for part, change in off:
        left = replace(left, **change)
        off_chip = page.locator(f'[class*="st-key-chip-{part}"] button:visible')
        click(off_chip)
        expect(off_chip).to_have_count(0)
        expect_list(page, language, len(shown(server, left)))
    assert search["text"] not in " ".join(parameters(page).get("text", []))
    click(page.get_by_role("button", name=t("filter.reset")))
    expect_list(page, language, len(server.frame))
    page.wait_for_url(lambda url: "event=" not in url and "actor=" not in url)
    assert set(parameters(page)) == {"lang", "bars"}


def plot(page: Page) -> Locator:
    return page.locator(".st-key-timeline-panel .plot")


def bar_middle(page: Page, at: int, count: int) -> tuple[float, float]:
    box = page.locator(".st-key-timeline-panel .bars").bounding_box()
    return box["x"] + (at + 0.5) * box["width"] / count, box["y"] + box["height"] / 2


@IN_BOTH
def test_brushing_the_timeline_sets_the_dates(page, server, screenshot, language):
    t, bars = load_texts(language), seen(server).timeline.bars
    page.goto(address(server, language))
    expect_list(page, language, len(server.frame))
    expect(plot(page).get_by_role("slider")).to_have_count(2)
    settled(page)
    first, last = len(bars) // 3, len(bars) // 2
    page.mouse.move(*bar_middle(page, last, len(bars)))
    page.mouse.down()
    page.mouse.move(*bar_middle(page, (first + last) // 2, len(bars)))
    page.mouse.move(*bar_middle(page, first, len(bars)))
    page.mouse.up()
    f = Filter(date_from=bars[first].first, date_to=bars[last].last)
    expect_picture(page, server, language, f)
    expect_parameter(page, "from", bars[first].first.isoformat())
    expect_parameter(page, "to", bars[last].last.isoformat())
    expect(chip(page, "dates")).to_contain_text(dates_words(f, t))
    expect(page.locator(".st-key-timeline-panel .bars i.out")).to_have_count(len(bars) - (last - first + 1))
    expect(page.get_by_role("slider", name=t("timeline.first"))).to_have_attribute(
        "aria-valuetext", bar_words(bars[first], seen(server).timeline, t)
    )
    screenshot(page, "brushed")
    page.reload()  # the brush is not given again, and the address alone shows the same
    expect_picture(page, server, language, f)
    click(page.get_by_role("button", name=t("timeline.off")))
    expect_list(page, language, len(server.frame))
    expect(page.locator(".st-key-timeline-panel .bars i.out")).to_have_count(0)


def test_a_click_on_a_bar_sets_its_days_and_a_second_one_takes_them_off(page, server):
    bars = seen(server).timeline.bars
    most = max(range(len(bars)), key=lambda at: bars[at].incidents)
    page.goto(address(server))
    expect_list(page, "en", len(server.frame))
    expect(plot(page)).to_be_visible()
    settled(page)
    page.mouse.click(*bar_middle(page, most, len(bars)))
    expect_picture(page, server, "en", Filter(date_from=bars[most].first, date_to=bars[most].last))
    settled(page)
    page.mouse.click(*bar_middle(page, most, len(bars)))
    expect_list(page, "en", len(server.frame))


@IN_BOTH
def test_the_timeline_is_set_with_the_keyboard(page, server, language):
    t, bars = load_texts(language), seen(server).timeline.bars
    page.goto(address(server, language))
    expect_list(page, language, len(server.frame))
    last = page.get_by_role("slider", name=t("timeline.last"))
    last.focus()
    for key in ("PageDown", "PageDown", "ArrowLeft", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    f = Filter(date_to=bars[-22].last)
    expect_picture(page, server, language, f)
    expect(last).to_be_focused()
    page.get_by_role("slider", name=t("timeline.first")).focus()
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect_picture(page, server, language, replace(f, date_from=bars[2].first))
    page.keyboard.press("Home")
    expect_picture(page, server, language, f)
    assert "from" not in parameters(page)
    last.focus()
    page.keyboard.press("End")
    expect_list(page, language, len(server.frame))


def test_the_timeline_answers_to_a_finger(server, browser):
    bars = seen(server).timeline.bars
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True)
    page = context.new_page()
    page.goto(address(server))
    expect_list(page, "en", len(server.frame))
    settled(page)
    most = max(range(len(bars)), key=lambda at: bars[at].incidents)
    plot(page).scroll_into_view_if_needed()
    page.touchscreen.tap(*bar_middle(page, most, len(bars)))
    page.wait_for_url(re.compile("[?&]from="))
    chosen = date.fromisoformat(parameters(page)["from"][0])
    assert abs((chosen - bars[most].first).days) <= 31
    context.close()


def test_what_the_bars_count_is_switched(page, server):
    t, timeline = load_texts("en"), seen(server).timeline
    page.goto(address(server))
    killed = max(bar.killed for bar in timeline.bars)
    click(page.get_by_role("radio", name=t("timeline.count.killed")))
    expect(page.locator(".st-key-timeline-panel .most")).to_have_text(str(killed))
    expect_parameter(page, "bars", "killed")
    peak = max(timeline.bars, key=lambda bar: bar.killed)
    ends = (bar_words(bar, timeline, t) for bar in (timeline.bars[0], timeline.bars[-1], peak))
    alt = t("timeline.alt.killed", **dict(zip(("first", "last", "peak"), ends, strict=True)), most=str(killed))
    expect(page.get_by_role("img", name=alt)).to_have_count(1)


@IN_ARABIC
def test_the_tree_leads_from_the_governorate_to_a_town(page, server, screenshot, language):
    t, gazetteer, places = load_texts(language), server.gazetteer, seen(server).facets.places
    name = (lambda place: gazetteer[place].name_ar) if language == "ar" else (lambda place: gazetteer[place].name_en)
    page.goto(address(server, language))
    expect_list(page, language, len(server.frame))
    loaded(page)
    click(page.get_by_text(t("tree.title")))
    rows = page.locator(".st-key-tree-rows")
    for unit in ("SY0901", "SY090102"):
        click(page.locator(f".st-key-tree-{unit} button:visible"))
        expect(page.locator(".st-key-tree-way b")).to_have_text(name(unit))
        settled(page)
    screenshot(page)
    take = page.locator(".st-key-tree-take button:visible")
    expect(take).to_have_text(named(t("tree.take", name=name("SY090102")), places["SY090102"], t))
    click(take)
    expect_picture(page, server, language, Filter(places=("SY090102",)))
    assert len(shown(server, Filter(places=("SY090102",)))) == places["SY090102"]
    expect_parameter(page, "place", "SY090102")
    settled(page)
    expect(take).to_contain_text(t("tree.drop", name=name("SY090102")))
    click(take)
    expect_list(page, language, len(server.frame))
    click(rows.locator(".st-key-tree-C5119 button:visible"))  # a quarter of it has incidents, so it is gone into
    expect(page.locator(".st-key-tree-way b")).to_have_text(name("C5119"))
    click(take)
    expect_picture(page, server, language, Filter(places=("C5119",)))
    click(page.locator(".st-key-tree-up-SY09 button:visible"))
    click(page.locator(".st-key-tree-dz-rif-sharqi button:visible"))  # a union: its sub-districts lie in districts
    expect(rows.locator(".st-key-tree-SY090301 button:visible")).to_be_visible()


@IN_ARABIC
def test_who_and_where_leads_narrows_at_a_click(page, server, screenshot, language):
    t, facets = load_texts(language), seen(server).facets
    page.goto(address(server, language))
    expect_list(page, language, len(server.frame))
    click(page.get_by_role("tab", name=t("tabs.leading")))
    expect(page.locator(".st-key-lead-actors button:visible")).to_have_count(8)
    screenshot(page)
    for field, value in (("actors", ACTOR), ("places", "C5119"), ("places", "SY090102")):
        button = page.locator(f".st-key-leading-{value} button:visible")
        expect(button).to_have_text(re.compile(rf"{getattr(facets, field)[value]}$"))
        click(button)
        f = Filter(**{field: (value,)})
        assert len(shown(server, f)) == getattr(facets, field)[value]
        expect(drawn(page)).to_have_count(len(spots_of(server, f)))
        expect(page.locator(".f-figures b").first).to_have_text(str(len(shown(server, f))))
        click(button)
        expect(page.locator(".f-figures b").first).to_have_text(str(len(server.frame)))
        settled(page)


@IN_BOTH
def test_where_nothing_passes_the_page_says_which_filter_to_take_off(page, server, screenshot, language):
    t = load_texts(language)
    f = Filter(actors=("turkey",), killed_from=20)
    assert len(shown(server, f)) == 0
    page.goto(address(server, language, f))
    expect_list(page, language, 0)
    expect(page.get_by_text(t("empty.title"))).to_be_visible()
    without = page.locator(".st-key-without-actors button:visible")
    expect(without).to_have_text(re.compile(rf"{len(shown(server, Filter(killed_from=20)))}$"))
    screenshot(page)
    click(without)
    expect_picture(page, server, language, Filter(killed_from=20))


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (390, "ar")])
def test_filters_and_timeline_pass_axe_and_fit(page, server, screenshot, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(server, language, Filter(actors=(ACTOR,), date_from=date(2018, 1, 1))))
    expect(points(page).first).to_be_visible()
    expect(plot(page)).to_be_visible()
    settled(page)
    if width < 500:
        click(page.get_by_test_id("stExpandSidebarButton"))
    else:
        loaded(page)
        click(page.get_by_text(load_texts(language)("tree.title")))
    expect(page.locator(".st-key-w_event_types button").first).to_be_visible()
    settled(page)
    violations = Axe().run(page).response["violations"]
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page)


@pytest.fixture(scope="module")
def undated(tmp_path_factory, dashboard):
    """A dashboard on two reports of our own, one of which has no date."""
    folder = tmp_path_factory.mktemp("undated")
    workspace = open_workspace(folder / "workspace")
    told = "انفجرت عبوة ناسفة {}في بلدة الشحيل، وقتل عنصران من قسد."
    reports = [Report("r1", told.format("")), Report("r2", told.format("اليوم "), published=date(2021, 2, 16))]
    assert ingest(workspace, reports, load_extractor(load_gazetteer())).faults == []
    workspace.close()
    with dashboard(folder, FURAT_WORKSPACE=str(folder / "workspace")) as (port, _):
        yield f"http://127.0.0.1:{port}"


@IN_ENGLISH
def test_what_has_no_date_is_counted_and_never_lost_without_a_word(visit, undated, language):
    page, t = visit.page, load_texts(language)
    page.goto(f"{undated}/?lang={language}")
    expect(page.get_by_text(t("timeline.undated", n=1))).to_be_visible()
    expect(page.get_by_text(t("list.undated", n=1))).to_have_count(0)
    page.goto(f"{undated}/?lang={language}&from=2021-01-01")
    expect(page.get_by_text(t("list.undated", n=1))).to_be_visible()
    expect_list(page, language, 1)
    assert visit.blocked == []
