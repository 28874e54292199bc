"""The review page as a person uses it: what is decided there is in the workspace, on the map and in the trail."""

import json
import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, click, loaded, settled
from playwright.sync_api import Page, TimeoutError, expect

from extraction.lexicon import load_lexicon
from furat.store.filters import Filter
from furat.store.frame import incident_frame
from furat.store.gazetteer import additions
from furat.store.passing import apply_filter
from furat.store.people import local_person
from furat.store.review import decisions
from furat.store.review.audit import history
from furat.store.review.dossier import dossier
from furat.store.review.queue import queue
from furat.store.review.values import Vocabulary
from furat.store.tables import ReportedIncidentRow
from furat.store.workspace import samples_workspace
from furat.ui.pages.review import KEYS
from furat.ui.texts import load_texts
from geo.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def desk(tmp_path_factory, dashboard):
    """A dashboard on samples of its own, which the tests decide on; each takes an incident that no other one takes."""
    folder = tmp_path_factory.mktemp("review")
    workspace = samples_workspace(folder / "samples")
    frame = incident_frame(workspace)
    rows = frame.set_index("incident_id", drop=False)
    alone = [
        item.incident_id
        for item in queue(frame)
        if len(rows.loc[item.incident_id, "report_ids"]) < 2
        and rows.loc[item.incident_id, "geo_precision"] == 1
        and not rows.loc[item.incident_id, "casualties_shared"]
    ]
    linked = [str(row.event_id) for row in frame.itertuples() if len(row.report_ids) > 1]
    free, several = iter(alone), iter(linked)
    with dashboard(folder, FURAT_WORKSPACE=str(folder / "samples")) as (port, record):
        yield SimpleNamespace(
            url=f"http://127.0.0.1:{port}",
            workspace=workspace,
            one=lambda: next(free),
            several=lambda: next(several),
        )
        assert record.read_text() == ""
    workspace.close()


@pytest.fixture
def page(visit):
    visit.page.set_viewport_size({"width": 1280, "height": 1000})
    yield visit.page
    assert visit.blocked == []


def review(page: Page, desk, incident_id: str, language: str = "en", **more: str) -> None:
    page.goto(f"{desk.url}/review?{urlencode({'lang': language, 'incident': incident_id, **more})}")
    expect(page.locator(".f-report").first).to_be_visible()
    settled(page)


def press(page: Page, name: str) -> None:
    """Press the key of a button, outside of every box."""
    settled(page)
    expect(page.locator(f".st-key-{name} button:visible")).to_be_enabled()
    click(page.locator(".f-incident"))
    page.keyboard.press(KEYS[name])


def said(page: Page, language: str, act: str) -> int:
    """Wait for the word that an act was done; return its number."""
    t = load_texts(language)
    message = page.locator('[class*="st-key-outcome-done"]')
    expect(message).to_contain_text(t(f"done.{act}"))
    settled(page)
    return int(re.findall(r"\d+", message.inner_text())[0])


def stored(desk, incident_id: str):
    with desk.workspace.session() as session:
        row = session.get(ReportedIncidentRow, incident_id)
        return {column.key: getattr(row, column.key) for column in ReportedIncidentRow.__table__.columns}


def events_of(desk, ids):
    return {incident_id: stored(desk, incident_id)["event_id"] for incident_id in ids}


def shown_incident(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("incident", [None])[0]


def box(page: Page, name: str):
    """Return the input of a box of the form by the name of its field."""
    return page.locator(f'[class*="st-key-rv-{name}-"] input').first


def fill(page: Page, name: str, value: str) -> None:
    settled(page)
    box(page, name).fill(value)
    box(page, name).press("Tab")
    settled(page)


def choose(page: Page, name: str, typed: str, option: re.Pattern[str]) -> None:
    """Choose from a box by typing, as with the keyboard."""
    expect(minimap(page).locator(".leaflet-container")).to_be_visible()
    wanted = page.get_by_role("option", name=option).first
    for _ in range(4):  # a map that loads moves the page, and whatever moves closes an open list
        click(box(page, name))
        box(page, name).fill(typed)
        try:
            click(wanted, timeout=5_000)
            break
        except TimeoutError:
            page.keyboard.press("Escape")
    settled(page)


def minimap(page: Page):
    return page.locator('iframe[title="streamlit_folium.st_folium"]').last.content_frame


def click_map(page: Page, language: str) -> tuple[float, float]:
    """Click the small map off its middle; return the point that the page names."""
    expect(minimap(page).locator("path.furat-point, path.furat-area").first).to_be_visible()
    settled(page)
    minimap(page).locator(".leaflet-container").click(position={"x": 120, "y": 220})
    point = page.get_by_text(re.compile(re.escape(load_texts(language)("review.map.point", point="")[:8])))
    expect(point).to_be_visible()
    settled(page)
    lat, lon = map(float, re.findall(r"\d+\.\d+", point.inner_text()))
    return lat, lon


@IN_BOTH
def test_accept_by_key_and_the_next_one_opens(page, desk, screenshot, language):
    incident_id, t = desk.one(), load_texts(language)
    review(page, desk, incident_id, language)
    waiting = [item.incident_id for item in queue(incident_frame(desk.workspace))]
    expect(page.get_by_text(t("review.queue", n=len(waiting)), exact=True)).to_be_visible()
    screenshot(page, "before")
    press(page, "accept")
    number = said(page, language, "accept")
    assert stored(desk, incident_id)["review"] == "accepted"
    (act,) = history(desk.workspace, incident_id)
    assert (act.change_id, act.act) == (number, "accept")
    assert shown_incident(page) == waiting[waiting.index(incident_id) + 1]
    expect(page.get_by_text(t("review.queue", n=len(waiting) - 1), exact=True)).to_be_visible()
    expect(page.get_by_text(t("review.decided", n=1), exact=True)).to_be_visible()
    screenshot(page, "after")


def test_no_key_decides_while_one_types(page, desk):
    incident_id = desk.one()
    review(page, desk, incident_id)
    click(box(page, "why"))
    page.keyboard.type("a s x u n p")
    page.keyboard.press("Tab")
    settled(page)
    assert stored(desk, incident_id)["review"] == "open"
    assert shown_incident(page) == incident_id
    expect(box(page, "why")).to_have_value("a s x u n p")


def test_keys_go_through_the_queue(page, desk):
    ids = [item.incident_id for item in queue(incident_frame(desk.workspace))]
    review(page, desk, ids[30])
    press(page, "next")
    page.wait_for_url(re.compile(ids[31]))
    expect(page.locator(f".st-key-chosen-{ids[31]}")).to_be_visible()
    press(page, "previous")
    page.wait_for_url(re.compile(ids[30]))


@IN_ENGLISH
def test_a_corrected_number_is_on_the_map_page_and_in_exports(page, desk, screenshot, language):
    incident_id, t = desk.one(), load_texts(language)
    read = stored(desk, incident_id)["killed_best"]
    review(page, desk, incident_id, language)
    fill(page, "killed_best", "41")
    fill(page, "why", "اتصل بي شاهد")
    press(page, "save")
    said(page, language, "correct")
    row = stored(desk, incident_id)
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["review"]) == (41, 41, 41, "corrected")
    assert row["as_read"]["killed_best"] == read
    (act,) = history(desk.workspace, incident_id)
    assert act.why == "اتصل بي شاهد"
    review(page, desk, incident_id, language)
    beside = t("review.read", value=t("report.unknown") if read is None else t.number(read))
    expect(page.locator(".f-read", has_text=beside).first).to_be_visible()
    expect(page.locator(".f-change q")).to_have_text("اتصل بي شاهد")
    screenshot(page)
    page.goto(f"{desk.url}/?{urlencode({'lang': language, 'incident': incident_id})}")
    expect(page.locator(".f-card .f-harm")).to_contain_text("41")
    expect(page.locator(".f-card .f-state")).to_have_text(t("review.state.corrected"))
    with page.expect_download() as download:
        click(page.get_by_role("button", name="GeoJSON"))
    (feature,) = json.loads(download.value.path().read_text(encoding="utf-8"))["features"]
    assert (feature["id"], feature["properties"]["killed_best"]) == (incident_id, 41)


@IN_ARABIC
def test_reject_and_take_it_back(page, desk, language):
    incident_id = desk.one()
    review(page, desk, incident_id, language)
    press(page, "reject")
    said(page, language, "reject")
    assert incident_id not in set(incident_frame(desk.workspace)["incident_id"])
    assert shown_incident(page) != incident_id
    press(page, "undo")
    said(page, language, "undo")
    assert stored(desk, incident_id)["review"] == "open"
    assert incident_id in set(incident_frame(desk.workspace)["incident_id"])
    page.wait_for_url(re.compile(incident_id))


@IN_ENGLISH
def test_a_report_is_taken_out_and_merged_again(page, desk, screenshot, language):
    event_id, t = desk.several(), load_texts(language)
    review(page, desk, event_id, language)
    expect(page.locator(".f-claims, .f-links").first).to_be_visible()
    count = page.locator(".f-telling .f-number").count()
    assert count > 1
    members = [telling.values["incident_id"] for telling in dossier(desk.workspace, event_id).tellings]
    screenshot(page, "linked")
    click(page.get_by_role("button", name=t("review.split"), exact=True).last)
    said(page, language, "split")
    # Of the two incidents that were one, only the other one is offered.
    both = "|".join(event[:6] for event in set(events_of(desk, members).values()))
    expect(page.locator(".f-telling .f-number")).to_have_count(count - 1)
    click(page.locator(".st-key-merge summary"))
    settled(page)
    choose(page, "merge", "[", re.compile(rf"\[({both})\]"))
    click(page.locator(".st-key-do-merge button:visible"))
    said(page, language, "merge")
    expect(page.locator(".f-telling .f-number")).to_have_count(count)


def test_two_events_of_one_report(page, desk):
    incident_id = desk.one()
    review(page, desk, incident_id)
    click(page.get_by_role("button", name=load_texts("en")("review.double"), exact=True))
    said(page, "en", "double")
    twin = shown_incident(page)
    assert twin != incident_id
    assert stored(desk, twin)["evidence"] == stored(desk, incident_id)["evidence"]


@IN_ARABIC
def test_a_place_by_a_click_on_the_map(page, desk, screenshot, language):
    incident_id = desk.one()
    review(page, desk, incident_id, language)
    lat, lon = click_map(page, language)
    screenshot(page, "clicked")
    fill(page, "point-name", "قرب الجسر الحجري")
    click(page.locator(".st-key-place button:visible"))
    said(page, language, "place")
    row = stored(desk, incident_id)
    assert (row["lat"], row["lon"]) == pytest.approx((lat, lon), abs=1e-4)
    assert (row["place_name_ar"], row["place_id"]) == ("قرب الجسر الحجري", None)
    assert row["review"] == "corrected"


def test_what_was_typed_outlives_the_point_and_is_saved_after_it(page, desk):
    incident_id = desk.one()
    review(page, desk, incident_id)
    fill(page, "killed_best", "6")
    click_map(page, "en")
    click(page.locator(".st-key-place button:visible"))
    said(page, "en", "place")
    assert stored(desk, incident_id)["killed_best"] != 6
    assert shown_incident(page) == incident_id
    expect(box(page, "killed_best")).to_have_value("6")
    press(page, "save")
    said(page, "en", "correct")
    assert stored(desk, incident_id)["killed_best"] == 6
    assert stored(desk, incident_id)["place_id"] is None


@IN_ARABIC
def test_a_place_of_the_gazetteer_by_its_name(page, desk, language):
    incident_id = desk.one()
    review(page, desk, incident_id, language)
    wanted = "C5119" if stored(desk, incident_id)["place_id"] != "C5119" else "C5104"
    place = load_gazetteer()[wanted]
    fill(page, "search", place.name_ar if language == "en" else place.name_en)
    choose(page, "place_id", place.name_ar, re.compile(re.escape(place.name_ar)))
    settled(page)
    press(page, "save")
    said(page, language, "correct")
    assert stored(desk, incident_id)["place_id"] == wanted


def test_a_spelling_is_learnt(page, desk, screenshot):
    incident_id = desk.one()
    review(page, desk, incident_id)
    click(page.locator(".st-key-learn summary"))
    expect(box(page, "spelling")).not_to_have_value("")
    fill(page, "spelling", "شحيلستان")
    page.locator(".st-key-do-learn button:visible").scroll_into_view_if_needed()
    screenshot(page)
    click(page.locator(".st-key-do-learn button:visible"))
    said(page, "en", "learn")
    names = {(item.place_id, item.name.text) for item in additions(desk.workspace).names}
    assert (stored(desk, incident_id)["place_id"], "شحيلستان") in names


@IN_ARABIC
def test_a_new_place_at_the_point_that_was_clicked(page, desk, screenshot, language):
    incident_id, name = desk.one(), {"en": "تل الزنبق البعيد", "ar": "خربة السوسن البعيدة"}[language]
    review(page, desk, incident_id, language)
    lat, lon = click_map(page, language)
    click(page.locator(".st-key-new-place summary"))
    fill(page, "new-ar", name)
    fill(page, "new-en", f"Tell of the test {language}")
    page.locator(".st-key-do-new-place button:visible").scroll_into_view_if_needed()
    screenshot(page)
    click(page.locator(".st-key-do-new-place button:visible"))
    said(page, language, "add_place")
    (place,) = [place for place in additions(desk.workspace).places if place.name_ar == name]
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=1e-4)
    press(page, "save")
    said(page, language, "correct")
    assert stored(desk, incident_id)["place_id"] == place.place_id


@IN_ENGLISH
def test_two_windows_that_change_one_incident(page, desk, screenshot, language):
    incident_id, t = desk.one(), load_texts(language)
    review(page, desk, incident_id, language)
    fill(page, "killed_best", "7")
    known = Vocabulary(load_lexicon().actors.keys(), load_lexicon().weapons, load_gazetteer())
    decisions.correct(desk.workspace, incident_id, {"killed_best": 9}, local_person(), known)
    press(page, "save")
    expect(page.get_by_text(t("review.conflict"))).to_be_visible()
    expect(page.locator(".f-unwritten")).to_contain_text("7")
    assert stored(desk, incident_id)["killed_best"] == 9
    expect(box(page, "killed_best")).to_have_value("9")
    screenshot(page)
    click(page.locator(".st-key-type-again button:visible"))
    expect(box(page, "killed_best")).to_have_value("7")
    press(page, "save")
    said(page, language, "correct")
    assert stored(desk, incident_id)["killed_best"] == 7


def test_what_is_typed_is_not_accepted_away(page, desk):
    incident_id = desk.one()
    another = str((stored(desk, incident_id)["killed_best"] or 0) + 3)  # what is there already is no correction
    review(page, desk, incident_id)
    fill(page, "killed_best", another)
    press(page, "accept")
    expect(page.get_by_text(load_texts("en")("review.unsaved"))).to_be_visible()
    assert stored(desk, incident_id)["review"] == "open"
    press(page, "next")
    page.wait_for_url(lambda url: incident_id not in url)
    press(page, "previous")
    expect(box(page, "killed_best")).to_have_value(another)


@IN_ENGLISH
def test_from_a_card_to_the_review_and_back(page, desk, screenshot, language):
    t = load_texts(language)
    frame, chosen = incident_frame(desk.workspace), Filter(actors=("isis",))
    page.goto(f"{desk.url}/?{urlencode({'lang': language, 'actor': 'isis'})}")
    first = apply_filter(frame, chosen, load_gazetteer()).iloc[0]
    card = page.locator(f".st-key-under-list-{first['incident_id']}")
    expect(card).to_be_visible()
    loaded(page)
    click(card.get_by_role("link", name=t("list.review"), exact=True))
    page.wait_for_url(re.compile("/review"))
    expect(page.locator(".f-incident")).to_be_visible()
    settled(page)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"actor": ["isis"], "lang": [language], "incident": [first["incident_id"]]}
    count = len(queue(apply_filter(incident_frame(desk.workspace), chosen, load_gazetteer())))
    expect(page.get_by_text(t("review.queue", n=count), exact=True)).to_be_visible()
    click(page.get_by_role("link", name=t("review.back"), exact=True))
    expect(page.get_by_role("dialog").locator(".f-report")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {
        "actor": ["isis"],
        "lang": [language],
        "open": [first["incident_id"]],
    }
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "open=" not in url)
    click(page.get_by_role("link", name=t("page.review"), exact=True).first)
    page.wait_for_url(re.compile(r"/review\?.*lang=" + language))


@IN_BOTH
def test_the_dialog_shows_every_report_of_an_incident(page, desk, screenshot, language):
    event_id = desk.several()
    page.goto(f"{desk.url}/?{urlencode({'lang': language, 'open': event_id})}")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".f-report")).to_be_visible()
    first = dialog.locator(".f-report").inner_text()
    reports = dialog.get_by_role("radio")
    expect(reports.nth(1)).to_be_visible()
    loaded(page)
    screenshot(page)
    click(reports.nth(1))
    expect(dialog.locator(".f-report")).not_to_have_text(first, use_inner_text=True)


def test_the_page_follows_the_language(page, desk):
    review(page, desk, desk.one(), "en")
    expect(page).to_have_title("Review · Furat")
    click(page.get_by_role("radio", name="العربية"))
    expect(page).to_have_title("مراجعة · فرات")
    expect(page.get_by_role("link", name=load_texts("ar")("page.explore"), exact=True)).to_be_visible()
    assert page.locator('[data-testid="stMain"]').evaluate("e => getComputedStyle(e).direction") == "rtl"
