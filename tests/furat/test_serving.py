"""Where the dashboard answers, and whether sign-in is set up: in doubt it is wanted."""

import re
import tomllib
from pathlib import Path

import pytest

from furat import serving
from furat.errors import ServingError

SECRET = "x" * 40
WHOLE = {
    "redirect_uri": "https://furat.example.org/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "furat",
    "client_secret": "s",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("127.1", False),
        ("unix:///run/furat.sock", False),
        ("*", False),
        ("", False),
        (None, False),
    ],
)
def test_what_is_this_machine_alone(host, own):
    assert serving.is_loopback(host) is own


@pytest.mark.parametrize(
    ("address", "hosts", "is_open"),
    [
        ("127.0.0.1", [], False),
        ("127.0.0.1", ["127.0.0.1", "localhost"], False),
        ("127.0.0.1", ["localhost", "furat.example.org"], True),
        ("0.0.0.0", ["127.0.0.1"], True),
        (None, [], True),
    ],
)
def test_who_can_reach_it(address, hosts, is_open):
    assert serving.open_to_others(address, hosts) is is_open


@pytest.mark.parametrize(
    ("word", "required", "waived"),
    [
        (None, False, False),
        ("", False, False),
        ("required", True, False),
        (" Required ", True, False),
        ("none", False, True),
        ("no", True, False),
        ("0", True, False),
    ],
)
def test_a_word_that_is_not_known_demands_sign_in(word, required, waived):
    environment = {} if word is None else {"FURAT_SIGN_IN": word}
    assert (serving.sign_in_required(environment), serving.sign_in_waived(environment)) == (required, waived)


def secrets(folder, text):
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_section_is_found_and_the_later_folder_wins(tmp_path):
    one = secrets(tmp_path / "one", '[auth]\nclient_id = "one"')
    two = secrets(tmp_path / "two", '[auth]\nclient_id = "two"')
    three = secrets(tmp_path / "three", 'other = "x"')
    assert serving.auth_section([tmp_path / "none", three]) is None
    assert serving.auth_section([one, two, three]) == {"client_id": "two"}


@pytest.mark.parametrize("text", ["[auth", "auth = {", '[auth]\nclient_secret = "s3cret'])
def test_a_file_that_cannot_be_read_is_an_error_that_repeats_nothing_of_it(tmp_path, text):
    with pytest.raises(ServingError, match="cannot be read") as raised:
        serving.auth_section([secrets(tmp_path, text)])
    assert "s3cret" not in str(raised.value)


def test_a_section_that_is_none_is_one_that_is_not_whole(tmp_path):
    section = serving.auth_section([secrets(tmp_path, 'auth = "yes"')])
    assert section == {}
    assert serving.faults(section)


def without(*keys):
    return {key: value for key, value in WHOLE.items() if key not in keys}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (without("redirect_uri"), "redirect_uri"),
        ({**WHOLE, "redirect_uri": "https://furat.example.org/"}, "redirect_uri"),
        (without("cookie_secret"), "cookie_secret"),
        ({**WHOLE, "cookie_secret": "short"}, "cookie_secret must have 32"),
        (without("server_metadata_url"), "no identity provider"),
        (without("client_id"), "auth has no client_id"),
        ({**without("client_id", "server_metadata_url"), "work": {"server_metadata_url": "https://x"}}, "work has no"),
    ],
)
def test_what_is_wrong_is_named_without_its_value(section, words):
    found = "; ".join(serving.faults(section))
    assert words in found
    assert not any(value in found for key, value in section.items() if isinstance(value, str) and len(value) > 1)


def test_a_whole_section_has_no_faults():
    assert serving.faults(WHOLE) == []
    assert serving.public_name(WHOLE) == "furat.example.org"


def test_providers_with_and_without_a_name():
    named = {key: WHOLE[key] for key in ("client_id", "client_secret", "server_metadata_url")}
    shared = {key: WHOLE[key] for key in ("redirect_uri", "cookie_secret")}
    assert serving.providers(WHOLE | {"client_kwargs": {"prompt": "login"}}) == (None,)
    assert serving.providers(shared | {"work": named, "home": named}) == ("work", "home")
    assert serving.faults(shared | {"work": named}) == []


def test_the_example_of_the_docs_is_whole_but_for_its_cookie_secret():
    """Who copies it unchanged would have a secret that everybody knows."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "team.md").read_text(encoding="utf-8")
    example = re.search(r"^```\n(\[auth\].*?)^```", page, re.MULTILINE | re.DOTALL).group(1)
    (fault,) = serving.faults(tomllib.loads(example)["auth"])
    assert "cookie_secret" in fault
