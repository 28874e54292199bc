"""``furat app``: who can reach the dashboard, and what it shows."""

import os
import socket
import subprocess
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.store.workspace import open_workspace

AUTH = f"""
[auth]
redirect_uri = "https://furat.example.org/oauth2callback"
cookie_secret = "{"x" * 40}"
client_id = "furat"
client_secret = "s3cret-of-the-client"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""
OPEN = ("--address", "0.0.0.0", "--allow-network")


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home folder without secrets, and nothing in the environment that says what to do."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("furat.cli.app.PROJECT_ROOT", tmp_path / "project")
    for name in ("FURAT_SIGN_IN", "FURAT_DATABASE", "FURAT_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def auth(home):
    (home / ".streamlit").mkdir(parents=True)
    path = home / ".streamlit" / "secrets.toml"
    path.write_text(AUTH, encoding="utf-8")
    return path


@pytest.fixture
def app(home, monkeypatch):
    """Start the dashboard with arguments; give the result and what would have been run (None: nothing)."""

    def start(*arguments):
        seen = SimpleNamespace(words=None, env={})

        def instead(words, **options):
            seen.words, seen.env = words, options["env"]
            return subprocess.CompletedProcess(words, 0)

        monkeypatch.setattr("furat.cli.app.subprocess.run", instead)
        seen.result = CliRunner().invoke(main, ["app", *map(str, arguments)])
        return seen

    return start


def hosts(words):
    return [word.partition("=")[2] for word in words if word.startswith("--server.allowedHosts=")]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_this_machine_needs_nothing_said(app, address):
    started = app("--samples", "--address", address)
    assert started.result.exit_code == 0, started.result.output
    assert f"--server.address={address}" in started.words
    assert "FURAT_SIGN_IN" not in started.env
    assert hosts(started.words) == []
    assert "Warning" not in started.result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--address", "0.0.0.0"), "--allow-network"),
        (("--address", "192.168.1.5"), "--allow-network"),
        (("--address", "::"), "--allow-network"),
        (("--host", "furat.example.org"), "--allow-network"),
        (("--address", "0.0.0.0", "--no-sign-in"), "--allow-network"),
        (OPEN, "--no-sign-in"),
        (("--host", "furat.example.org", "--allow-network"), "--no-sign-in"),
    ],
)
def test_the_network_is_refused_until_all_is_said(app, arguments, words):
    started = app("--samples", *arguments)
    assert (started.result.exit_code, started.words) == (1, None)
    assert words in started.result.stderr


def test_without_sign_in_by_word_with_a_warning(app):
    started = app("--samples", *OPEN, "--no-sign-in", "--host", "10.0.0.7")
    assert started.result.exit_code == 0, started.result.output
    assert "Warning: without sign-in everybody" in started.result.stderr
    assert started.result.stdout == ""
    assert started.env["FURAT_SIGN_IN"] == "none"
    assert hosts(started.words) == ["127.0.0.1", "localhost", "10.0.0.7", socket.gethostname()]


def test_with_sign_in_the_page_must_ask_for_it(app, auth):
    started = app("--samples", *OPEN)
    assert started.result.exit_code == 0, started.result.output
    assert started.env["FURAT_SIGN_IN"] == "required"
    assert "furat.example.org" in hosts(started.words)
    assert "Warning" not in started.result.stderr
    assert "s3cret" not in " ".join(started.words) + started.result.output


def test_behind_a_proxy_it_answers_to_its_public_name(app, auth):
    started = app("--samples")
    assert "--server.address=127.0.0.1" in started.words
    assert hosts(started.words) == ["127.0.0.1", "localhost", "furat.example.org"]


@pytest.mark.parametrize("arguments", [(), OPEN])
def test_sign_in_that_is_set_up_is_not_waived(app, auth, arguments):
    started = app("--samples", *arguments, "--no-sign-in")
    assert (started.result.exit_code, started.words) == (1, None)
    assert "contradicts" in started.result.stderr


def test_a_waiver_in_the_environment_is_no_word(app, monkeypatch):
    monkeypatch.setenv("FURAT_SIGN_IN", "none")
    assert app("--samples", *OPEN).words is None
    assert "FURAT_SIGN_IN" not in app("--samples").env


def test_sign_in_that_is_demanded_and_not_set_up(app, monkeypatch):
    monkeypatch.setenv("FURAT_SIGN_IN", "required")
    started = app("--samples")
    assert (started.result.exit_code, started.words) == (1, None)
    assert "there is no [auth]" in started.result.stderr


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("x" * 40, "short", "cookie_secret must have 32"), ("[auth]", "[auth", "cannot be read")],
)
def test_secrets_that_cannot_be_used(app, auth, old, new, words):
    auth.write_text(AUTH.replace(old, new), encoding="utf-8")
    started = app("--samples")
    assert (started.result.exit_code, started.words) == (1, None)
    assert words in started.result.stderr
    assert "s3cret" not in started.result.output


class TestDatabase:
    @pytest.fixture
    def url(self, tmp_path):
        made = f"sqlite:///{tmp_path / 'team.sqlite'}"
        open_workspace(url=made).close()
        return made

    @pytest.mark.parametrize("way", ["option", "environment"])
    def test_a_url_goes_by_the_environment(self, app, url, way, monkeypatch):
        if way == "environment":
            monkeypatch.setenv("FURAT_DATABASE", url)
        started = app(*(("--db", url) if way == "option" else ()))
        assert started.result.exit_code == 0, started.result.output
        assert started.env["FURAT_DATABASE"] == url
        assert "FURAT_WORKSPACE" not in started.env
        assert not any("sqlite" in word for word in started.words)

    def test_a_relative_file_is_the_same_one_for_the_page(self, app, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert app("--db", "sqlite:///here.sqlite").env["FURAT_DATABASE"] == f"sqlite:///{tmp_path / 'here.sqlite'}"

    @pytest.mark.parametrize("url", ["postgresql://u:s3cret@h:port/d", "postgresql:u:s3cret@h"])
    def test_a_url_that_is_none_is_not_repeated(self, app, url):
        started = app("--db", url)
        assert (started.result.exit_code, "cannot be read" in started.result.stderr) == (1, True)
        assert "s3cret" not in started.result.output

    @pytest.mark.parametrize("url", ["postgresql://u:s3cret@h/d", "postgresql://u@h/d?password=s3cret"])
    def test_a_password_on_the_command_line_is_refused_and_not_repeated(self, app, url):
        started = app("--db", url)
        assert (started.result.exit_code, started.words) == (1, None)
        assert "FURAT_DATABASE" in started.result.stderr
        assert "s3cret" not in started.result.output

    def test_a_database_that_cannot_be_reached_is_named_without_its_password(self, app, monkeypatch):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        monkeypatch.setenv("FURAT_DATABASE", f"postgresql://u:s3cret@127.0.0.1:{port}/d?sslpassword=s3cret")
        started = app()
        assert (started.result.exit_code, started.words) == (1, None)
        assert f"postgresql://u:***@127.0.0.1:{port}/d" in started.result.stderr
        assert "s3cret" not in started.result.output

    def test_what_is_said_outweighs_the_environment(self, app, url, workspace, monkeypatch):
        if workspace.folder is None:
            pytest.skip("the workspace of the test is no folder")
        monkeypatch.setenv("FURAT_DATABASE", url)
        assert app("--workspace", workspace.folder).env["FURAT_WORKSPACE"] == str(workspace.folder)
        assert "FURAT_DATABASE" not in app("--workspace", workspace.folder).env
        assert "FURAT_DATABASE" not in app("--samples").env

    @pytest.mark.parametrize("command", [("app",), ("people", "list")])
    def test_two_in_the_environment_are_one_too_many(self, home, url, tmp_path, monkeypatch, command):
        monkeypatch.setenv("FURAT_DATABASE", url)
        monkeypatch.setenv("FURAT_WORKSPACE", str(tmp_path))
        result = CliRunner().invoke(main, command)
        assert (result.exit_code, "Keep one of them" in result.stderr) == (1, True)

    def test_other_commands_take_it_too(self, home, url, monkeypatch):
        monkeypatch.setenv("FURAT_DATABASE", url)
        assert CliRunner().invoke(main, ["people", "add", "salma@example.org", "--role", "admin"]).exit_code == 0
        shown = CliRunner().invoke(main, ["people", "list", "--db", url], env={**os.environ, "FURAT_DATABASE": ""})
        assert "salma@example.org  admin" in shown.stdout
