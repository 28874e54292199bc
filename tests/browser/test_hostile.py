"""Whatever a report holds, in whatever field, is shown as text: on every page, in tooltips, in every export."""

import csv
import io
import json
import re
from datetime import date
from itertools import cycle
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import pytest
from corpus import CORPUS
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, click, settled
from playwright.sync_api import Page, expect

from extraction.pipeline import load_extractor
from extraction.types import Report
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.people import local_person
from furat.store.review import decisions
from furat.store.workspace import samples_workspace
from furat.ui.texts import load_texts
from geo.gazetteer import load_gazetteer

EACH = pytest.mark.parametrize(("name", "language"), list(zip(CORPUS, cycle(["en", "ar"]), strict=False)))
"""Each text in one of the two languages: what shows it is the same."""
TURNS = "[\u202a-\u202e\u2066-\u2069]"
OWN_ISOLATES = re.compile(f"[\u2067\u2068](?:(?!{TURNS}).)*\u2069?", re.DOTALL)
"""What the page itself puts around words; the corpus has no such pair. A chart cuts the end off a long label."""
TOLD = "انفجرت عبوة ناسفة في بلدة الشحيل يوم {day} شباط 2021، وقتل عنصران من قسد."


@pytest.fixture(scope="module")
def desk(tmp_path_factory, dashboard):
    """A dashboard whose workspace holds each text of the corpus in every field that a report or a person can fill."""
    folder = tmp_path_factory.mktemp("hostile")
    workspace = samples_workspace(folder / "samples")
    reports = [
        Report(
            f"hostile-{name}",
            f"{text}\n{TOLD.format(day=day)}\n{text}",
            title=text[:5000],
            source=text[:300],
            url=text[:300],
            fictional=True,
        )
        for day, (name, text) in enumerate(CORPUS.items(), start=2)
    ]
    assert ingest(workspace, reports, load_extractor(load_gazetteer())).faults == []
    frame = incident_frame(workspace)
    ids = {name: str(frame[frame["report_id"] == f"hostile-{name}"].iloc[0]["incident_id"]) for name in CORPUS}
    for at, (name, text) in enumerate(CORPUS.items()):
        point = (34.9 + at / 50, 40.1 + at / 50)
        decisions.place(workspace, ids[name], point, local_person(), load_gazetteer(), name=text[:200], why=text[:500])
    workspace.close()
    with dashboard(folder, FURAT_WORKSPACE=str(folder / "samples")) as (port, record):
        asked = "&".join(f"incident={incident_id}" for incident_id in ids.values())
        yield SimpleNamespace(url=f"http://127.0.0.1:{port}", ids=ids, filter=asked)
        assert record.read_text() == ""


@pytest.fixture
def page(visit):
    asked = []
    visit.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    yield visit.page
    assert asked == []
    assert visit.blocked == []


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".f-footer")).to_be_visible()
    settled(page)


def expect_text_only(page: Page) -> None:
    """Nothing of the corpus has become a script, a picture, a link, a style or a turn of the line."""
    for frame in page.frames:
        assert frame.evaluate("window.hacked") is None
        assert frame.locator('img[src="x"], [onerror], [onload], [onfocus], [onmouseover], svg animate').count() == 0
        hrefs = frame.locator("a[href]").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
        led = [urlsplit(href.strip()) for href in hrefs]
        assert [link for link in led if link.scheme == "javascript" or link.hostname == "evil.example"] == []
        assert re.findall(TURNS, OWN_ISOLATES.sub("", frame.locator("body").inner_text())) == []
    assert page.locator('strong:text-is("bold")').count() == 0


@IN_BOTH
def test_in_map_list_and_filters(page, desk, screenshot, language):
    opened(page, f"{desk.url}/?lang={language}&{desk.filter}")
    chart = page.locator('iframe[title="streamlit_folium.st_folium"]').last.content_frame
    expect(chart.locator("path.furat-point").first).to_be_visible()
    expect(page.get_by_text("window.hacked").first).to_be_visible()
    count = chart.locator("path.furat-point").count()
    assert count == len(CORPUS)
    for at in range(count):
        chart.locator("path.furat-point").nth(at).dispatch_event("mouseover")
        expect(chart.locator(".furat-tooltip").first).to_be_visible()
        expect_text_only(page)
        chart.locator("path.furat-point").nth(at).dispatch_event("mouseout")
    screenshot(page)


@IN_ARABIC
def test_in_the_filter_itself(page, desk, language):
    each = [(name, quote(text[:300])) for text in CORPUS.values() for name in ("actor", "source", "place")]
    once = [(name, quote(" ".join(text[:100] for text in CORPUS.values()))) for name in ("text", "at")]
    opened(page, f"{desk.url}/?lang={language}&" + "&".join(f"{name}={value}" for name, value in each + once))
    for box in ("actors", "sources"):
        expect(page.locator(f".st-key-w_{box}")).to_contain_text("window.hacked")
    expect_text_only(page)


@EACH
def test_in_the_card(page, desk, language, name):
    opened(page, f"{desk.url}/?lang={language}&open={desk.ids[name]}")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".f-report").first).to_be_visible()
    expect_text_only(page)


@pytest.mark.parametrize(
    ("name", "language"), [("closing", "en"), ("markdown", "ar"), ("turned", "en"), ("long", "ar")]
)
def test_in_review(page, desk, language, name):
    """The same parts as in the card, which is shown each text: one of each kind."""
    opened(page, f"{desk.url}/review?lang={language}&incident={desk.ids[name]}")
    expect(page.locator(".f-report").first).to_be_visible()
    expect_text_only(page)


@IN_ENGLISH
def test_in_compare(page, desk, screenshot, language):
    opened(page, f"{desk.url}/compare?lang={language}&by=place&{desk.filter}")
    expect(page.locator("table").first).to_be_visible()
    expect(page.get_by_text("window.hacked").first).to_be_visible()
    expect_text_only(page)
    screenshot(page)


@IN_ARABIC
def test_in_the_preview_of_a_pasted_text(page, desk, language):
    t = load_texts(language)
    opened(page, f"{desk.url}/reports?lang={language}")
    for day, (name, text) in enumerate(CORPUS.items(), start=2):
        if name == "long":
            continue  # longer than what may be pasted; uploads take it
        page.locator("textarea").fill(f"{text}\n{TOLD.format(day=day)}")
        page.keyboard.press("Tab")
        click(page.locator(".st-key-read button:visible"))
        expect(page.locator(".f-card time").first).to_have_text(t.day(date(2021, 2, day)))
        expect_text_only(page)


@IN_BOTH
def test_in_what_is_handed_on(page, desk, browser, tmp_path, language):
    opened(page, f"{desk.url}/?lang={language}&{desk.filter}")
    files = {}
    for format in ("geojson", "csv", "html", "svg"):
        click(page.locator(".st-key-hand button").first)
        with page.expect_download() as download:
            click(page.locator(f".st-key-hand-{format} button"))
        files[format] = download.value.path().read_text(encoding="utf-8-sig")
        page.keyboard.press("Escape")
    places = {item["properties"]["place_name_ar"] for item in json.loads(files["geojson"])["features"]}
    assert {text[:200].strip() for text in CORPUS.values()} <= {place.strip() for place in places}
    cells = [cell for row in csv.reader(io.StringIO(files["csv"])) for cell in row]
    assert [cell[:40] for cell in cells if cell[:1] in "=+@" and cell and not re.fullmatch(r"[+-]?[\d.]+", cell)] == []
    assert "<script" not in files["svg"]
    (tmp_path / "map.html").write_text(files["html"], encoding="utf-8")
    context = browser.new_context(offline=True)
    alone = context.new_page()
    alone.goto((tmp_path / "map.html").as_uri())
    expect(alone.locator("path.furat-point").first).to_be_visible()
    expect_text_only(alone)
    context.close()
