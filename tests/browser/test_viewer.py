"""A viewer, signed in: sees card, reports and review as others do, and can neither decide nor keep anything."""

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, click, settled
from playwright.sync_api import expect
from provider import signed_in_dashboard

from extraction.pipeline import load_extractor
from extraction.types import Report
from furat.store.frame import incident_frame, reports
from furat.store.ingest import ingest
from furat.store.members import add_member
from furat.store.people import Role, local_person
from furat.store.review.audit import history
from furat.store.workspace import open_workspace
from furat.ui.pages.review import KEYS
from furat.ui.texts import load_texts
from geo.gazetteer import load_gazetteer

VIEWER = "zaer@example.org"
TOLD = "انفجرت عبوة ناسفة في بلدة {} يوم 16 شباط 2021، وقتل عنصران من قسد."


@pytest.fixture(scope="module")
def desk(tmp_path_factory, dashboard):
    """A dashboard with sign-in on a workspace of one report, whose one member is a viewer."""
    folder = tmp_path_factory.mktemp("viewer")
    workspace = open_workspace(folder / "own")
    kept = Report("one", TOLD.format("الشحيل"))
    assert ingest(workspace, [kept], load_extractor(load_gazetteer())).faults == []
    add_member(workspace, VIEWER, Role.VIEWER, local_person(), sign_in=False)
    (incident_id,) = incident_frame(workspace)["incident_id"]
    with signed_in_dashboard(dashboard, folder, folder / "own") as (url, provider, record):
        provider.claims = {"email": VIEWER, "email_verified": True}
        yield SimpleNamespace(url=url, workspace=workspace, incident_id=incident_id)
        assert record.read_text() == ""
    workspace.close()


@pytest.fixture
def signed_in(visit, desk):
    """Open a page of the dashboard, signing in on the way."""

    def opened(language: str, path: str = "", **query: str):
        address = f"{desk.url}/{path}?{urlencode({'lang': language, **query})}"
        visit.page.goto(address)
        click(visit.page.get_by_role("button", name=load_texts(language)("signin.in"), exact=True))
        visit.page.locator(".st-key-signed-in").wait_for()
        visit.page.goto(address)
        return visit.page

    yield opened
    assert visit.blocked == []
    assert [one.report_id for one in reports(desk.workspace)] == ["one"]
    assert history(desk.workspace, desk.incident_id) == []


@IN_ENGLISH
def test_in_the_card(signed_in, desk, screenshot, language):
    t, page = load_texts(language), signed_in(language, open=desk.incident_id)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".f-report")).to_be_visible()
    expect(dialog.get_by_role("link", name=t("list.review"), exact=True)).to_be_visible()
    for name in ("accept", "reject"):
        expect(dialog.locator(f".st-key-card-{name}")).to_have_count(0)
    expect(dialog.get_by_role("link", name=t("incident.correct"), exact=True)).to_have_count(0)
    screenshot(page)


@IN_ARABIC
def test_on_the_reports_page(signed_in, screenshot, language):
    t, page = load_texts(language), signed_in(language, "reports")
    expect(page.get_by_text(t("reports.viewer"))).to_be_visible()
    settled(page)
    page.locator("textarea").fill(TOLD.format("ذيبان"))
    click(page.locator(".st-key-read button:visible"))
    expect(page.locator(".f-card")).to_be_visible()
    expect(page.locator(".st-key-keep button:visible")).to_be_disabled()
    screenshot(page)


@IN_BOTH
def test_in_review(signed_in, desk, screenshot, language):
    t, page = load_texts(language), signed_in(language, "review", incident=desk.incident_id)
    expect(page.locator(".f-report").first).to_be_visible()
    expect(page.get_by_text(t("review.viewer"))).to_be_visible()
    settled(page)
    for name in ("accept", "save", "reject", "undo"):
        expect(page.locator(f".st-key-{name} button:visible")).to_be_disabled()
        page.keyboard.press(KEYS[name])
    expect(page.locator('[class*="st-key-rv-killed_best-"] input').first).to_be_disabled()
    settled(page)
    screenshot(page)
