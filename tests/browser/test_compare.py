"""The compare page as a person uses it: what is on the screen is what the workspace holds, and can be taken along."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, click, settled
from PIL import Image
from playwright.sync_api import Page, expect

from furat.analysis.comparison import compare
from furat.analysis.figures import range_text
from furat.analysis.sides import (
    ACTORS,
    GROUPINGS,
    INCIDENTS,
    KILLED,
    MONTH,
    PERIODS,
    PLACE,
    TYPE,
    Comparison,
    Side,
    filled,
    filter_of,
    narrowed,
)
from furat.store.filters import Filter, to_query
from furat.store.passing import apply_filter
from furat.ui.comparing.address import write_comparison
from furat.ui.texts import load_texts

PLAIN = Filter()
YEARS = Comparison(
    PERIODS, Side(date(2023, 1, 1), date(2023, 12, 31)), Side(date(2024, 1, 1), date(2024, 12, 31)), MONTH, KILLED
)
PAIR = Comparison(ACTORS, Side(actor="isis"), Side(actor="sdf", role="target"), TYPE, KILLED)
NOBODY = Comparison(PERIODS, Side(date(2011, 1, 1), date(2011, 2, 1)), Side(date(2012, 1, 1), date(2012, 2, 1)))


def address(server, language="en", asked=Comparison(), f=PLAIN):  # noqa: B008 - a frozen value
    query = {**to_query(f), **write_comparison(asked), "lang": [language]}
    return f"{server.url}/compare?{urlencode(query, doseq=True)}"


def visit_page(page: Page, server, *args, **more) -> None:
    page.goto(address(server, *args, **more))
    settled(page)


def told(server, asked: Comparison, f: Filter = PLAIN):
    """The table that the page must show."""
    frame = apply_filter(server.frame, f, server.gazetteer)
    asked = filled(asked, frame)
    a, b = (narrowed(frame, f, asked, side, server.gazetteer) for side in asked.sides)
    return compare(a, b, f, asked)


def expect_table(page: Page, server, asked: Comparison, f: Filter = PLAIN) -> None:
    """The table on the screen holds the incidents of each row, and of all."""
    table = told(server, asked, f)
    rows = page.locator(".f-compare tbody tr, .f-compare tfoot tr")
    expect(rows).to_have_count(len(table.rows) + 1)
    wanted = [[str(cell.incidents) if cell else None for cell in (row.a, row.b)] for row in (*table.rows, table.total)]
    expect(rows.last.locator("td").first).to_have_text(wanted[-1][0])
    assert rows.evaluate_all(INCIDENTS_OF_ROWS) == wanted


# The incidents of both sides in each row; null where a side has no such month. One answer: a table has many cells.
INCIDENTS_OF_ROWS = """(rows) => rows.map((row) => {
    const found = [...row.querySelectorAll("td")].flatMap((cell) =>
        cell.hasAttribute("colspan") ? [null, null] : [cell.querySelector("span")?.innerText ?? ""]);
    return [found[0], found[2]];
})"""


def downloaded(page: Page, name: str) -> bytes:
    settled(page)
    with page.expect_download() as download:
        click(page.locator(f".st-key-save-{name} button:visible"))
    return download.value.path().read_bytes()


def whole(page: Page) -> None:
    """Make the window as high as the page, so that a picture shows all of it."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height + 40})
    settled(page)
    expect(page.locator(".st-key-chart svg.marks")).to_be_visible()


@IN_BOTH
@pytest.mark.parametrize("asked", [Comparison(), YEARS, PAIR], ids=["default", "years", "actors"])
def test_both_sides_stand_side_by_side(page, server, screenshot, language, asked):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit_page(page, server, language, asked)
    t = load_texts(language)
    expect(page.locator(".st-key-side-a .f-figures")).to_be_visible()
    expect_table(page, server, asked)
    shown = filled(asked, server.frame)
    for name in ("a", "b"):
        rows = narrowed(server.frame, PLAIN, shown, getattr(shown, name), server.gazetteer)
        expect(page.locator(f".st-key-side-{name} .f-figures b").first).to_have_text(t.number(len(rows)))
    expect(page.locator(".st-key-chart svg.marks")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    whole(page)
    screenshot(page)


@IN_BOTH
def test_direction_of_writing(page, server, language):
    visit_page(page, server, language, YEARS)
    wanted = load_texts(language).direction
    assert page.locator(".f-compare").evaluate("e => getComputedStyle(e).direction") == wanted
    a, b = (page.locator(f".st-key-side-{name}").bounding_box()["x"] for name in ("a", "b"))
    assert (a > b) == (wanted == "rtl")
    # The first month is where one begins to read.
    marks = page.locator(".st-key-chart svg.marks")
    expect(marks).to_be_visible()
    boxes = [marks.get_by_text(re.compile(rf"^\W*{number}\W*$")).first.bounding_box()["x"] for number in (1, 12)]
    assert (boxes[0] > boxes[1]) == (wanted == "rtl")


@IN_ARABIC
def test_the_rows_can_be_switched(page, server, screenshot, language):
    t = load_texts(language)
    visit_page(page, server, language, YEARS)
    for by in (*GROUPINGS[1:], MONTH):
        click(page.locator(".st-key-w_compare_by").get_by_role("radio", name=t(f"compare.by.{by}"), exact=True))
        page.wait_for_url(lambda url, by=by: parse_qs(urlsplit(url).query).get("by", [MONTH]) == [by])
        heading = t(f"compare.title.{by}", what=t("compare.both"))
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        settled(page)
        expect_table(page, server, replace(YEARS, by=by))
        whole(page)
        screenshot(page, by)


@IN_ENGLISH
def test_from_periods_to_actors_and_other_roles(page, server, screenshot, language):
    t = load_texts(language)
    visit_page(page, server, language)
    click(page.get_by_role("radio", name=t("compare.mode.actors")))
    settled(page)
    expect_table(page, server, Comparison(ACTORS))
    shown = filled(Comparison(ACTORS), server.frame)
    click(page.locator(".st-key-side-b").get_by_role("radio", name=t("filter.role.target")))
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("b_role") == ["target"])
    settled(page)
    asked = replace(shown, b=replace(shown.b, role="target"))
    expect_table(page, server, asked)
    screenshot(page)
    box = page.locator(".st-key-side-a").get_by_role("combobox")
    click(box)
    box.fill({"en": "Coalition", "ar": "التحالف"}[language])
    click(page.get_by_role("option").first)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("a_actor") == ["coalition"])
    settled(page)
    expect_table(page, server, replace(asked, a=replace(asked.a, actor="coalition")))


def test_a_day_is_typed_and_the_other_period_stays(page, server):
    visit_page(page, server)
    shown = filled(Comparison(), server.frame)
    # The box is made of three parts: year, month, day.
    click(page.locator(".st-key-w_a_date_from").get_by_role("spinbutton").first)
    page.keyboard.type("2022")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("a_from", [""])[0].startswith("2022"))
    settled(page)
    asked = replace(shown, a=replace(shown.a, date_from=shown.a.date_from.replace(year=2022)))
    assert parse_qs(urlsplit(page.url).query)["b_to"] == [shown.b.date_to.isoformat()]
    expect_table(page, server, asked)


def test_a_pasted_link_shows_the_same_picture(page, server, browser):
    visit_page(page, server, "ar", replace(PAIR, by=PLACE), Filter(places=("SY09",)))
    click(page.get_by_role("radio", name=load_texts("ar")("compare.measure.incidents")).last)
    page.wait_for_url(lambda url: "count=" not in url)
    settled(page)
    other = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    fresh = other.new_page()
    fresh.goto(page.url)
    settled(fresh)
    expect(fresh.locator(".f-compare tbody tr")).not_to_have_count(0)
    assert fresh.locator(".f-compare").inner_text() == page.locator(".f-compare").inner_text()
    labels = ".st-key-chart svg.marks text"
    expect(fresh.locator(labels)).not_to_have_count(0)
    assert fresh.locator(labels).all_text_contents() == page.locator(labels).all_text_contents()
    other.close()


@pytest.mark.parametrize(
    ("asked", "language"),
    [(YEARS, "ar"), (replace(YEARS, by=PLACE), "en"), (PAIR, "ar")],
    ids=["months", "places", "actors"],
)
def test_the_download_holds_the_numbers_on_the_screen(page, server, language, asked):
    visit_page(page, server, language, asked)
    written = downloaded(page, "csv").decode("utf-8")
    assert written.startswith("\ufeff")
    _, *rows = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    lines = page.locator(".f-compare tbody tr, .f-compare tfoot tr")
    assert [[row[1] or None, row[6] or None] for row in rows] == lines.evaluate_all(INCIDENTS_OF_ROWS)
    labels = lines.locator("th").evaluate_all("(heads) => heads.map((head) => head.firstChild.textContent)")
    assert [row[0].split(" (")[0] for row in rows] == [label.split(" (")[0] for label in labels]
    assert {row[-1] for row in rows} == {"true"}
    table = told(server, asked)
    killed = [cell.killed for cell in (table.total.a, table.total.b)]
    assert [tuple(map(int, rows[-1][at : at + 2])) for at in (2, 7)] == [(one.low, one.high) for one in killed]
    assert [range_text(one) for one in killed] == [
        page.locator(".f-compare tfoot td").nth(at).locator("span").inner_text() for at in (1, 3)
    ]


@pytest.mark.parametrize(("by", "measure", "language"), [(MONTH, INCIDENTS, "en"), (PLACE, KILLED, "ar")])
def test_the_chart_can_be_saved(page, server, language, by, measure):
    asked = replace(YEARS, by=by, measure=measure)
    visit_page(page, server, language, asked)
    drawing = ElementTree.fromstring(downloaded(page, "svg"))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    t = load_texts(language)
    title = drawing.find(".//{http://purl.org/dc/elements/1.1/}title").text
    assert title == t(f"compare.title.{by}", what=t(f"figure.{measure}"))
    with Image.open(io.BytesIO(downloaded(page, "png"))) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert min(picture.size) > 500


@IN_ARABIC
def test_a_side_leads_to_its_incidents_and_back(page, server, language):
    t, f = load_texts(language), Filter(places=("SY09",))
    visit_page(page, server, language, YEARS, f)
    click(page.get_by_role("link", name=t("compare.back", side=t("compare.side.b"))))
    rows = apply_filter(server.frame, filter_of(f, YEARS, YEARS.b), server.gazetteer)
    assert len(rows) > 0
    expect(page.get_by_role("heading", name=t("list.title", n=len(rows)), exact=True)).to_be_visible()
    click(page.get_by_role("link", name=t("page.compare"), exact=True))
    settled(page)
    expect(page.locator(".st-key-side-a")).to_contain_text(t("compare.empty.period"))
    click(page.locator(".st-key-chip-dates-None button:visible"))
    expect(page.locator(".st-key-chip-dates-None")).to_have_count(0)
    settled(page)
    expect_table(page, server, YEARS, f)


@IN_ENGLISH
def test_two_empty_periods_say_what_to_do(page, server, screenshot, language):
    t = load_texts(language)
    visit_page(page, server, language, NOBODY)
    expect(page.get_by_text(t("compare.empty.periods"))).to_be_visible()
    expect(page.locator(".f-compare")).to_have_count(0)
    expect(page.get_by_role("button", name=t("compare.suggest"))).to_be_visible()
    screenshot(page)
    click(page.get_by_role("button", name=t("compare.suggest")))
    settled(page)
    expect_table(page, server, Comparison())


NOTHING = (
    (Comparison(ACTORS, Side(actor="sdf")), PLAIN, "compare.empty.actor"),
    (Comparison(ACTORS, Side(actor="sdf"), Side(actor="no_such_actor")), PLAIN, "compare.empty.role"),
    (replace(YEARS, b=Side(date(2024, 5, 1), date(2024, 1, 1))), PLAIN, "compare.empty.order"),
    (replace(YEARS, b=NOBODY.b), PLAIN, "compare.empty.period"),
    (Comparison(), Filter(text="لاشيءكهذا"), "compare.empty.filter"),
)


@IN_BOTH
def test_what_has_nothing_to_show_says_what_to_do(page, server, language):
    for asked, f, key in NOTHING:
        visit_page(page, server, language, asked, f)
        expect(page.get_by_text(load_texts(language)(key), exact=True)).to_be_visible()


def test_a_broken_link_says_so_and_shows_the_rest(page, server):
    for wrong in ({"a_from": "yesterday"}, {"by": "moon"}, {"b_role": "nobody"}, {"b_to": "0001-01-01"}):
        page.goto(f"{server.url}/compare?{urlencode(wrong)}")
        expect(page.get_by_text(load_texts("en")("error.filter"))).to_be_visible()
        expect_table(page, server, Comparison())


def test_a_name_from_a_link_is_text_everywhere(page, server):
    asked = Comparison(ACTORS, Side(actor="sdf"), Side(actor='=1+1"><img src=x onerror=alert(1)>$x$ **b**'), PLACE)
    visit_page(page, server, "en", asked)
    expect(page.locator(".st-key-side-b h2")).to_contain_text('=1+1"><img src=x onerror=alert(1)>$x$ **b**')
    assert page.locator("[data-testid=stMain] img").count() == 0
    header = downloaded(page, "csv").decode("utf-8-sig").splitlines()[0]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in next(csv.reader([header])))
    ElementTree.fromstring(downloaded(page, "svg"))


@pytest.mark.parametrize(
    ("asked", "language"),
    [(YEARS, "en"), (replace(YEARS, by=PLACE), "ar"), (replace(PAIR, by=MONTH), "ar")],
    ids=["months", "places", "actors"],
)
def test_narrow_screen(page, server, screenshot, language, asked):
    page.set_viewport_size({"width": 390, "height": 844})
    visit_page(page, server, language, asked)
    expect_table(page, server, asked)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    whole(page)
    screenshot(page)


@IN_ENGLISH
def test_the_keyboard_reaches_everything(page, server, language):
    visit_page(page, server, language, replace(YEARS, by=PLACE))
    expect(page.locator(".f-table")).to_be_visible()
    reached = set()
    wanted = {"save-svg", "save-png", "save-csv", "w_compare_by", "w_compare_measure", "w_compare_mode", "f-table"}
    for _ in range(70):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            """() => [...function* () {
                for (let e = document.activeElement; e; e = e.parentElement) yield* e.classList;
            }()].map(name => name.replace("st-key-", ""))"""
        )
        reached |= set(inside) & wanted
    assert reached == wanted


@pytest.mark.parametrize(
    ("asked", "language"), [(YEARS, "ar"), (replace(PAIR, by=PLACE), "en")], ids=["months", "actors"]
)
def test_labels_and_contrast(page, server, language, asked):
    visit_page(page, server, language, asked, Filter(places=("SY09",)))
    expect(page.locator(".st-key-chart svg.marks")).to_be_visible()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    broken = [(item["id"], [node["html"] for node in item["nodes"]]) for item in found.response["violations"]]
    assert broken == []
