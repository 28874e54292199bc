"""``furat people``: the list of those who may sign in."""

import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.store.members import members
from furat.store.people import Role, local_person
from furat.store.review.audit import history


@pytest.fixture
def run(workspace, address, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("FURAT_SIGN_IN", "FURAT_DATABASE", "FURAT_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    where = ("--db", address["url"]) if "url" in address else ("--workspace", str(address["folder"]))
    return lambda *arguments: CliRunner().invoke(main, ["people", *arguments, *where])


def listed(workspace):
    return {member.email: member.role for member in members(workspace)}


def test_add_list_and_remove(run, workspace):
    assert run("add", "Salma@Example.org", "--role", "admin").stdout == "salma@example.org may sign in as admin\n"
    assert run("add", "karim@example.org").stdout == "karim@example.org may sign in as viewer\n"
    lines = run("list").stdout.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["karim@example.org", "viewer", "since"],
        ["salma@example.org", "admin", "since"],
    ]
    assert run("add", "karim@example.org", "--role", "editor").exit_code == 0
    assert listed(workspace) == {"salma@example.org": Role.ADMIN, "karim@example.org": Role.EDITOR}
    assert run("remove", "KARIM@example.org").stdout == "karim@example.org may no longer sign in\n"
    assert list(listed(workspace)) == ["salma@example.org"]
    assert {(act.act, act.who) for act in history(workspace)} == {("member", local_person().name)}


def test_an_empty_list_says_what_to_do(run):
    result = run("list")
    assert (result.exit_code, result.stdout, "furat people add" in result.stderr) == (0, "", True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "salma"), 1, "no e-mail address"),
        (("add", "salma@example.org", "--role", "owner"), 2, "owner"),
        (("remove", "salma@example.org"), 1, "is no member"),
    ],
)
def test_a_clear_error(run, arguments, code, words):
    result = run(*arguments)
    assert (result.exit_code, words in result.stderr) == (code, True)


@pytest.mark.parametrize("arguments", [("remove", "salma@example.org"), ("add", "salma@example.org")])
@pytest.mark.parametrize(("word", "code"), [("required", 1), ("", 0)])
def test_the_last_admin_stays_while_people_sign_in(run, workspace, monkeypatch, arguments, word, code):
    run("add", "salma@example.org", "--role", "admin")
    monkeypatch.setenv("FURAT_SIGN_IN", word)
    result = run(*arguments)
    assert (result.exit_code, "last admin" in result.stderr) == (code, bool(code))
    assert (listed(workspace).get("salma@example.org") is Role.ADMIN) is bool(code)


def test_listing_makes_no_workspace(tmp_path):
    result = CliRunner().invoke(main, ["people", "list", "--workspace", str(tmp_path / "none")])
    assert (result.exit_code, "there is no workspace" in result.stderr) == (1, True)
    assert not (tmp_path / "none").exists()
