"""``furat export`` writes maps: whole files, in both languages, also to a pipe."""

from xml.etree import ElementTree

import builders
import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.exchange.handout import MAPS

CANARY = "كناري"


@pytest.fixture
def run(address, workspace, keep):
    keep(builders.report(CANARY, source=CANARY), builders.incident(CANARY, 0), builders.incident(CANARY, 1, None))
    where = ["--db", address["url"]] if "url" in address else ["--workspace", str(address["folder"])]

    def invoke(*arguments):
        return CliRunner().invoke(main, ["export", *map(str, arguments), *where])

    return invoke


@pytest.mark.parametrize("format", MAPS)
def test_a_file_equals_standard_output(run, tmp_path, format):
    shown = run("--format", format)
    assert shown.exit_code == 0, shown.stderr
    assert run("--format", format, "-o", tmp_path / "map").exit_code == 0
    assert (tmp_path / "map").read_bytes() == shown.stdout_bytes


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Place: Shiheil · الشحيل"), ("ar", "المكان: الشحيل · Shiheil")],
)
def test_the_map_is_in_the_language_asked_for(run, language, words):
    made = run("--format", "html", "--language", language, "--place", "الشحيل").stdout
    assert f'<html lang="{language}"' in made
    assert words in made


def test_actors_have_their_names(run):
    made = run("--format", "svg", "--actor", "sdf", "--actor", "no-such-actor").stdout_bytes
    described = ElementTree.fromstring(made).findtext("{http://www.w3.org/2000/svg}desc")
    assert "Syrian Democratic Forces" in described
    assert "no-such-actor" in described


def test_a_png_has_the_dots_asked_for(run):
    few, many = (run("--format", "png", "--dpi", dpi).stdout_bytes for dpi in (72, 144))
    widths = [int.from_bytes(made[16:20], "big") for made in (few, many)]
    assert widths == [842, 1684]


@pytest.mark.parametrize("format", MAPS)
def test_safe_to_share_holds_neither_source_nor_filter(run, format):
    result = run("--format", format, "--safe-to-share", "--source", CANARY)
    assert result.exit_code == 0
    assert CANARY.encode() not in result.stdout_bytes
    assert CANARY.encode() in run("--format", "html", "--source", CANARY).stdout_bytes


@pytest.mark.parametrize("options", [("--language", "fr"), ("--dpi", "9"), ("--format", "gif")])
def test_what_cannot_be_is_refused_before_anything_is_done(run, options):
    assert run("--format", "png", *options).exit_code == 2
