"""Sign-in as people meet it: members come in, others are told so, and nothing of the workspace reaches them."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from provider import signed_in_dashboard

from furat.store.frame import incident_frame, texts
from furat.store.members import add_member, remove_member
from furat.store.people import Role, local_person
from furat.store.workspace import open_workspace, samples_workspace
from furat.ui.texts import load_texts

EN = load_texts("en")
SALMA, KARIM = "salma@example.org", "karim@example.org"


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The samples in a workspace whose one member is Salma, and the words of its incidents."""
    folder = tmp_path_factory.mktemp("team")
    workspace = samples_workspace(folder / "samples")
    add_member(workspace, SALMA, Role.EDITOR, local_person())
    told = texts(workspace, incident_frame(workspace)["lead_id"]).values()
    words = [one.evidence.encode() for one in told if len(one.evidence) > 20]
    workspace.close()
    assert words
    return SimpleNamespace(folder=folder, workspace=folder / "samples", words=words)


@pytest.fixture(scope="module")
def team(samples, dashboard):
    """A dashboard with sign-in, and the provider behind it."""
    with signed_in_dashboard(dashboard, samples.folder, samples.workspace) as (url, provider, record):
        yield SimpleNamespace(url=f"{url}/?lang=en", provider=provider, record=record)
        assert record.read_text() == ""


@pytest.fixture
def sent(visit):
    """All that the dashboard sent to the page, frame by frame."""
    frames = []

    def watch(websocket):
        websocket.on("framereceived", lambda data: frames.append(data if isinstance(data, bytes) else data.encode()))

    visit.page.on("websocket", watch)
    yield frames
    assert visit.blocked == []


def sign_in(page, team, **claims):
    team.provider.claims = claims
    page.goto(team.url)
    page.get_by_role("button", name=EN("signin.in"), exact=True).click()


def told(frames, samples):
    """The words of incidents that reached the page."""
    everything = b"".join(frames)
    return [words for words in samples.words if words in everything]


def map_of(page):
    return page.locator('iframe[title="streamlit_folium.st_folium"]')


def test_a_member_signs_in_sees_map_and_name_and_signs_out(visit, team, samples, sent):
    page = visit.page
    page.goto(team.url)
    expect(page.get_by_role("heading", name=EN("signin.title"))).to_be_visible()
    assert told(sent, samples) == []
    sign_in(page, team, email=SALMA.title(), email_verified=True, name="Salma")
    expect(page.get_by_text(EN("signin.as", name="Salma", role="editor"))).to_be_visible()
    expect(map_of(page).content_frame.locator("path.furat-point").first).to_be_visible()
    assert told(sent, samples)
    sent.clear()
    page.get_by_role("button", name=EN("signin.out")).click()
    expect(page.get_by_role("button", name=EN("signin.in"), exact=True)).to_be_visible()
    expect(map_of(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name=EN("signin.in"), exact=True)).to_be_visible()
    assert told(sent, samples) == []


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        ({"email": KARIM, "email_verified": True, "name": "Salma"}, "signin.stranger"),
        ({"email": SALMA, "email_verified": False}, "signin.unverified"),
        ({"email": SALMA, "email_verified": "false"}, "signin.unverified"),
    ],
    ids=["no member", "not verified", "not verified, in letters"],
)
def test_others_are_told_so_and_no_incident_reaches_them(visit, team, samples, sent, claims, key):
    page = visit.page
    sign_in(page, team, **claims)
    expect(page.get_by_text(EN(key))).to_be_visible()
    expect(page.get_by_text(claims["email"])).to_be_visible()
    expect(map_of(page)).to_have_count(0)
    assert told(sent, samples) == []
    page.get_by_role("button", name=EN("signin.out")).click()
    expect(page.get_by_role("button", name=EN("signin.in"), exact=True)).to_be_visible()


def test_who_is_removed_while_looking_is_out_with_the_next_click(visit, team, samples, sent):
    page, workspace = visit.page, open_workspace(samples.workspace)
    add_member(workspace, KARIM, Role.VIEWER, local_person())
    sign_in(page, team, email=KARIM, email_verified=True, name="Karim")
    expect(map_of(page)).to_have_count(1)
    remove_member(workspace, KARIM, local_person(), sign_in=False)
    workspace.close()
    page.get_by_role("radio", name="العربية").click()
    expect(page.get_by_text(load_texts("ar")("signin.stranger"))).to_be_visible()
    expect(map_of(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("options", "word", "shown"),
    [
        (("--server.address=0.0.0.0",), "", False),
        (("--server.allowedHosts=127.0.0.1", "--server.allowedHosts=furat.example.org"), "", False),
        (("--server.address=0.0.0.0",), "none", True),
    ],
    ids=["all addresses", "another name", "said in words"],
)
def test_a_dashboard_that_others_can_reach_shows_nothing_unasked(
    visit, samples, sent, dashboard, tmp_path, options, word, shown
):
    page = visit.page
    variables = {"FURAT_WORKSPACE": str(samples.workspace), "FURAT_SIGN_IN": word}
    with dashboard(tmp_path, *options, **variables) as (port, record):
        page.goto(f"http://127.0.0.1:{port}/?lang=en")
        if shown:
            expect(map_of(page)).to_have_count(1)
        else:
            expect(page.get_by_text(EN("signin.open")[:60])).to_be_visible()
            expect(map_of(page)).to_have_count(0)
        assert bool(told(sent, samples)) is shown
        assert record.read_text() == ""
