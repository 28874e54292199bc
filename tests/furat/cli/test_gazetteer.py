"""The commands print what the checks and the search find, and their exit codes tell it to scripts."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from furat.cli.gazetteer import gazetteer
from geo.gazetteer import DEFAULT_FOLDER, load_gazetteer


def run(*arguments: str) -> Result:
    return CliRunner().invoke(gazetteer, list(arguments), catch_exceptions=False)


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(DEFAULT_FOLDER, folder)
    path = folder / "places.csv"
    text = path.read_text(encoding="utf-8")
    assert "C5119,town,SY090102" in text
    path.write_text(text.replace("C5119,town,SY090102", "C5119,town,SY0999"), encoding="utf-8")
    (folder / "adm3.geojson").write_text("{", encoding="utf-8")
    return folder


def test_check_counts_what_is_there() -> None:
    result = run("check")
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    places = load_gazetteer()
    assert first == f"{len(places)} places, no faults. Version {places.version}."
    assert [line.split(":")[0] for line in rest] == [
        "By kind",
        "By coordinate quality",
        "Names by language",
        "Arabic names by kind",
        "By file",
    ]
    town_count = sum(place.kind == "town" for place in places)
    assert f" town {town_count}," in rest[0]
    assert int(rest[-1].split("places.csv ")[1].split(",")[0]) + int(
        rest[-1].split("places_airwars.csv ")[1].split(",")[0]
    ) == len(places)


def test_check_prints_every_fault_and_exits_1(spoiled: Path) -> None:
    result = run("check", "--folder", str(spoiled))
    assert result.exit_code == 1
    assert "adm3.geojson: is not readable as GeoJSON" in result.stdout
    assert "the parent SY0999 of C5119 is missing. Cure: correct parent_id" in result.stdout
    assert result.stderr == "2 faults\n"


def test_check_of_an_empty_folder_names_the_files(tmp_path: Path) -> None:
    result = run("check", "--folder", str(tmp_path))
    assert result.exit_code == 1
    for file in ("places.csv", "names.csv", "regions.csv", "adm1.geojson", "rivers.geojson"):
        assert f"{file}: " in result.stdout


@pytest.mark.parametrize("name", ["الشحيل", "Shuhayl", "C5119"])
def test_search_shows_a_candidate_with_score_and_reasons(name: str) -> None:
    result = run("search", name)
    assert result.exit_code == 0
    head, first, *_ = result.stdout.splitlines()
    assert head.split() == "score id kind English in lat, lon quality Arabic reasons".split()
    assert first.startswith("1.00   C5119")
    for words in ("الشحيل", "Basira subdistrict < Deir-ez-Zor district", "35.09210, 40.45428", "surveyed, 1.5 km"):
        assert words in first


def test_search_as_json_has_the_whole_candidate() -> None:
    records = json.loads(run("search", "ضمان", "--format", "json", "--limit", "1").stdout)
    assert len(records) == 1
    assert records[0]["place_id"] == "C5108"
    assert records[0]["score"] == 1.0
    assert "also an ordinary word: in texts it needs context" in records[0]["reasons"]
    assert (records[0]["admin1"], records[0]["admin3"], records[0]["pcode"]) == ("Deir-ez-Zor", "Basira", "C5108")


@pytest.mark.parametrize(("output", "shown"), [("table", ""), ("json", "[]\n")])
def test_search_without_a_match_exits_1_and_says_so(output: str, shown: str) -> None:
    result = run("search", "xyzzy", "--format", output)
    assert result.exit_code == 1
    assert result.stdout == shown
    assert "No place is named like 'xyzzy'" in result.stderr


def test_search_in_a_faulty_gazetteer_names_file_line_and_cure(spoiled: Path) -> None:
    result = run("search", "الشحيل", "--folder", str(spoiled))
    assert result.exit_code == 1
    assert "places.csv, line " in result.stderr
    assert "Cure: " in result.stderr
