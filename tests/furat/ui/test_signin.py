"""Who may see a page: without sign-in this machine alone, with it members alone; in doubt nobody."""

import inspect
import os
from pathlib import Path

import builders
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from furat.errors import WorkspaceError
from furat.store.ingest import ingest
from furat.store.members import add_member, remove_member
from furat.store.people import Role, local_person
from furat.store.workspace import open_workspace
from furat.ui import session, shell, signin
from furat.ui.texts import load_texts

APP = Path(__file__).resolve().parents[3] / "app.py"
EN = load_texts("en")
SALMA = "salma@example.org"
AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "x" * 40,
    "client_id": "furat",
    "client_secret": "s3cret",
    "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
}


@pytest.fixture
def team(tmp_path, reads, monkeypatch):
    """A workspace with one incident and one admin, shown by the page; nothing in the environment but that."""
    for name in ("FURAT_SIGN_IN", "FURAT_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FURAT_WORKSPACE", str(tmp_path / "team"))
    monkeypatch.setattr(signin, "_NEEDED", ("authlib",))  # what the sign-in itself needs is the browser test's matter
    workspace = open_workspace(tmp_path / "team")
    reads(r1=[builders.incident("r1")])
    ingest(workspace, [builders.report("r1")], builders.extractor())
    add_member(workspace, SALMA, Role.ADMIN, local_person())
    yield workspace
    workspace.close()


@pytest.fixture
def show(team, monkeypatch):
    """Run the page for a visitor; ``closed`` says that nothing of the workspace may even be opened."""

    def run(*, auth=None, closed=False, **claims):
        if closed:
            monkeypatch.setattr(session, "workspace", _never)
        test = AppTest.from_file(str(APP), default_timeout=60)
        test.query_params["lang"] = "en"
        if auth is not None:
            test.secrets["auth"] = auth
        test.user = claims
        test.run()
        assert not test.exception
        return test

    return run


def _never(*_):
    raise AssertionError("the workspace was opened")


def said(test):
    """All that the page shows, as one text."""
    blocks = (test.error, test.subheader, test.button, test.markdown, test.info, test.warning)
    html = [element.proto.body for element in test.get("html")]
    return "\n".join([*(getattr(item, "label", None) or item.value for kind in blocks for item in kind), *html])


def shows_incidents(test):
    return EN("list.title", n=1) in said(test)


def test_without_sign_in_there_is_one_user(show):
    test = show()
    assert shows_incidents(test)
    assert EN("signin.out") not in said(test)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False, "email": SALMA},
        {"email": SALMA},
        {"is_logged_in": "true", "email": SALMA},
        {"is_logged_in": True},
        {"is_logged_in": True, "email": " "},
    ],
    ids=["nothing", "signed out", "no word", "a header", "no address", "an empty one"],
)
def test_who_is_not_signed_in_sees_the_sign_in_alone(show, claims):
    test = show(auth=AUTH, closed=True, **claims)
    assert [button.label for button in test.button] == [EN("signin.in")]
    assert not shows_incidents(test)


@pytest.mark.parametrize("verified", [{}, {"email_verified": True}, {"email_verified": "true"}])
def test_a_member_sees_incidents_name_and_role(show, verified):
    test = show(auth=AUTH, is_logged_in=True, email=SALMA.upper(), name="سلمى <b>", **verified)
    assert shows_incidents(test)
    assert EN("signin.as", name="سلمى &lt;b&gt;", role="admin") in said(test)


@pytest.mark.parametrize("verified", [False, "false", "no", 0, ""])
def test_an_address_that_is_not_verified_is_refused_unseen(show, verified):
    test = show(auth=AUTH, closed=True, is_logged_in=True, email=SALMA, email_verified=verified)
    assert EN("signin.unverified") in said(test)
    assert [button.label for button in test.button] == [EN("signin.out")]


def test_who_is_no_member_is_told_so_and_sees_nothing(show, monkeypatch):
    monkeypatch.setattr(session, "incidents", _never)
    test = show(auth=AUTH, is_logged_in=True, email="other@example.org", email_verified=True)
    assert EN("signin.stranger") in said(test)
    assert [button.label for button in test.button] == [EN("signin.out")]
    assert not shows_incidents(test)


def test_a_member_who_is_removed_is_out_at_the_next_run(show, team):
    test = show(auth=AUTH, is_logged_in=True, email=SALMA)
    assert shows_incidents(test)
    add_member(team, "karim@example.org", Role.ADMIN, local_person())
    remove_member(team, SALMA, local_person())
    test.run()
    assert EN("signin.stranger") in said(test)
    assert not shows_incidents(test)


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        "yes",
        {**AUTH, "cookie_secret": "short"},
        {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")},
    ],
    ids=["none", "empty", "no table", "a short secret", "no provider"],
)
def test_sign_in_that_cannot_be_used_lets_nobody_in(show, monkeypatch, auth):
    monkeypatch.setenv("FURAT_SIGN_IN", "required")
    test = show(auth=auth, closed=True, is_logged_in=True, email=SALMA)
    assert [error.value for error in test.error] == [EN("signin.setup")]
    assert "s3cret" not in said(test)


def test_what_sign_in_needs_and_is_not_installed(show, monkeypatch):
    monkeypatch.setattr(signin, "_NEEDED", ("no_such_module",))
    assert [error.value for error in show(auth=AUTH, closed=True).error] == [EN("signin.setup")]


def test_secrets_that_cannot_be_read_count_as_sign_in(show, monkeypatch, tmp_path):
    path = tmp_path / "secrets.toml"
    path.write_text("[auth", encoding="utf-8")
    found = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: [str(path)] if key == "secrets.files" else found(key))
    assert [error.value for error in show(closed=True).error] == [EN("signin.setup")]


@pytest.mark.parametrize(
    ("address", "hosts", "word", "shown"),
    [
        ("127.0.0.1", ["127.0.0.1", "localhost"], "", True),
        ("::1", [], "", True),
        ("0.0.0.0", ["127.0.0.1"], "", False),
        ("192.168.1.5", ["127.0.0.1"], "", False),
        (None, [], "", False),
        ("127.0.0.1", ["furat.example.org"], "", False),
        ("0.0.0.0", ["127.0.0.1"], "none", True),
    ],
)
def test_a_page_that_others_can_reach_shows_nothing_until_somebody_said_so(
    show, monkeypatch, address, hosts, word, shown
):
    found = st.get_option
    config = {"server.address": address, "server.allowedHosts": hosts}
    monkeypatch.setattr(st, "get_option", lambda key: config.get(key, found(key)) if key in config else found(key))
    monkeypatch.setenv("FURAT_SIGN_IN", word)
    test = show(closed=not shown)
    assert [error.value for error in test.error] == ([] if shown else [EN("signin.open")])
    assert shows_incidents(test) is shown


def test_several_providers_have_a_button_each(show):
    named = {key: AUTH[key] for key in ("client_id", "client_secret", "server_metadata_url")}
    shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
    test = show(auth={**shared, "work": named, "home": named}, closed=True)
    assert [button.label for button in test.button] == [EN("signin.with", name=name) for name in ("work", "home")]


@pytest.mark.parametrize("auth", [None, AUTH])
def test_why_a_workspace_cannot_be_opened_is_told_to_its_user_alone(show, monkeypatch, auth):
    def broken(_):
        raise WorkspaceError("postgresql://secret-server cannot be reached")

    monkeypatch.setattr(session, "workspace", broken)
    test = show(auth=auth, is_logged_in=True, email=SALMA)
    assert ("secret" in said(test)) is (auth is None)


def test_two_names_of_a_workspace_are_an_error(show, monkeypatch):
    monkeypatch.setenv("FURAT_DATABASE", "sqlite:///other.sqlite")
    assert "Keep one of them" in said(show()).replace("\\", "")


def test_a_database_is_shown_by_its_url(show, team, monkeypatch):
    monkeypatch.setenv("FURAT_DATABASE", f"sqlite:///{Path(os.environ['FURAT_WORKSPACE']) / 'furat.sqlite'}")
    monkeypatch.delenv("FURAT_WORKSPACE")
    assert shows_incidents(show())


PAGES = sorted(path for path in (APP.parent / "furat" / "ui" / "pages").glob("*.py") if path.stem != "__init__")


def _steps(source, *calls):
    return [source.find(call) for call in calls]


def test_who_is_looking_is_asked_before_anything_is_read():
    source = inspect.getsource(shell.enter)
    steps = _steps(
        source, "signin.admitted(", "session.workspace(", "signin.current_person(", "session.incidents(", "names("
    )
    assert steps[0] > -1
    assert steps == sorted(steps)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_page_enters_by_the_same_door(page):
    source = page.read_text(encoding="utf-8")
    begin = source.index("def page() -> None:")
    body = source[begin : source.index("\n\n\n", begin)]
    assert body.count("shell.enter(") == 1
    assert _steps(body, "session.", "signin.") == [-1, -1], "nothing is opened beside it"
