"""``furat gazetteer learn``, ``forget``, ``add`` and ``added``, and the commands that read with what was added."""

import csv
import io
import json
import shutil

import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.store.people import local_person
from furat.store.review.audit import history, undo
from furat.store.workspace import open_workspace
from geo.check import check_gazetteer
from geo.gazetteer import DEFAULT_FOLDER
from geo.tables import NAME_COLUMNS, PLACE_COLUMNS

TEXT = "قتل عنصران من قسد بانفجار عبوة ناسفة أمس في عرزالة، وفق مصدر محلي."
ADD = ["add", "عرزالة", "--name-en", "Arzalah", "--kind", "village", "--parent", "ناحية البصيرة", "--lat", "35.1",
       "--lon", "40.5"]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    open_workspace(tmp_path / "w").close()
    return tmp_path / "w"


@pytest.fixture
def run(folder):
    def invoke(*arguments, code=0):
        result = CliRunner().invoke(main, [*map(str, arguments), "--workspace", str(folder)])
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def gazetteer_command(run):
    return lambda *arguments, code=0: run("gazetteer", *arguments, code=code)


@pytest.fixture
def report(tmp_path):
    def write(report_id):
        path = tmp_path / f"{report_id}.jsonl"
        path.write_text(json.dumps({"id": report_id, "text": f"{TEXT} {report_id}", "published": "2021-02-16"}))
        return path

    return write


def acts(folder):
    opened = open_workspace(folder)
    try:
        return [(item.change_id, item.act, item.who, item.why) for item in history(opened)]
    finally:
        opened.close()


def test_a_taught_spelling_is_read_filtered_and_explained_at_once(run, gazetteer_command, folder, report):
    run("ingest", report("r0"))
    result = gazetteer_command("learn", "عرزالة", "الشحيل", "--why", "هكذا يكتبها المراسل")
    assert result.stdout == "act 1: عرزالة is a name of C5119 (الشحيل, Shiheil)\n"
    assert acts(folder) == [(1, "learn", local_person().name, "هكذا يكتبها المراسل")]
    run("ingest", report("r1"))
    found = run("export", "--format", "jsonl", "--place", "عرزالة").stdout.splitlines()
    assert [(json.loads(line)["report_id"], json.loads(line)["place_id"]) for line in found] == [("r1", "C5119")]
    assert "C5119" in run("explain", report("r1")).stdout
    plain = CliRunner().invoke(main, ["explain", str(report("r1"))])
    assert "C5119" not in plain.stdout
    assert "C5119" in gazetteer_command("search", "عرزالة").stdout
    assert "C5119" not in CliRunner().invoke(main, ["gazetteer", "search", "عرزالة"]).stdout


def test_an_added_place_is_read_and_filtered_at_once(run, gazetteer_command, report):
    assert "added local-arzalah in SY090102" in gazetteer_command(*ADD).stdout
    run("ingest", report("r1"))
    for place in ("local-arzalah", "Arzalah", "SY090102"):
        (line,) = run("export", "--format", "jsonl", "--place", place).stdout.splitlines()
        record = json.loads(line)
        assert (record["place_id"], record["admin3"], record["lat"]) == ("local-arzalah", "Basira", 35.1)


def test_forget(run, gazetteer_command, report):
    gazetteer_command("learn", "عرزالة", "C5119")
    assert gazetteer_command("forget", "عَرزالة", "الشحيل").stdout.startswith("act 2: ")
    run("ingest", report("r1"))
    assert run("export", "--format", "jsonl").stdout == ""


def test_added_as_a_table(gazetteer_command, folder):
    assert gazetteer_command("added").stderr == "Nothing was added here.\n"
    gazetteer_command(*ADD, "--note", "من خريطة")
    gazetteer_command("learn", "عرزيلة", "local-arzalah", "--use", "cue")
    gazetteer_command("learn", "Esh-Shuhayyil", "C5119", "--language", "en")
    assert gazetteer_command("added").stdout.splitlines() == [
        "place  local-arzalah  village in SY090102  35.10000, 40.50000, 2 km  Arzalah",
        "name   local-arzalah  ar official any  عرزالة",
        "name   local-arzalah  en official any  Arzalah",
        "name   C5119  en alias any  Esh-Shuhayyil",
        "name   local-arzalah  ar alias cue  عرزيلة",
    ]
    opened = open_workspace(folder)
    undo(opened, 1, local_person())
    opened.close()
    assert gazetteer_command("added").stdout.splitlines() == [
        "name   C5119  en alias any  Esh-Shuhayyil",
        "name   local-arzalah  ar alias cue  عرزيلة  (its place is gone)",
    ]
    assert "no longer" in gazetteer_command("forget", "عرزيلة", "local-arzalah").stdout


def test_added_as_the_tables_of_the_gazetteer(gazetteer_command):
    gazetteer_command(*ADD, "--note", "=1+1", "--uncertainty-km", "0.5")
    (place,) = csv.DictReader(io.StringIO(gazetteer_command("added", "--format", "csv", "--of", "places").stdout))
    assert tuple(place) == PLACE_COLUMNS
    assert (place["place_id"], place["uncertainty_km"], place["note"]) == ("local-arzalah", "0.5", "'=1+1")
    names = list(csv.DictReader(io.StringIO(gazetteer_command("added", "--format", "csv", "--of", "names").stdout)))
    assert tuple(names[0]) == NAME_COLUMNS
    assert [(name["text"], name["kind"]) for name in names] == [("عرزالة", "official"), ("Arzalah", "official")]
    both = gazetteer_command("added", "--format", "csv").stdout
    assert both.count("place_id,") == 2


def test_what_was_added_passes_the_check_of_the_tables(gazetteer_command, tmp_path):
    """So that it can be offered to the project as it is."""
    gazetteer_command(*ADD)
    gazetteer_command("learn", "عرزيلة", "local-arzalah")
    tables = tmp_path / "tables"
    shutil.copytree(DEFAULT_FOLDER, tables)
    for what in ("places", "names"):
        lines = gazetteer_command("added", "--format", "csv", "--of", what).stdout.splitlines()[1:]
        with (tables / f"{what}.csv").open("a", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
    assert check_gazetteer(tables) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["learn", "عرزالة", "مكان لا يوجد"], "No place is called"),
        (["learn", "ذيبان", "C5119"], "--homonym"),
        (["forget", "الشحيل", "C5119"], "Nobody taught"),
        ([*ADD[:-1], "35.1"], "latitude first"),
    ],
)
def test_an_error_is_one_line_and_nothing_is_written(gazetteer_command, folder, arguments, message):
    result = gazetteer_command(*arguments, code=1)
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert acts(folder) == []


def test_a_workspace_that_is_not_there_is_not_made(tmp_path):
    result = CliRunner().invoke(main, ["gazetteer", "learn", "عرزالة", "C5119", "--workspace", str(tmp_path / "no")])
    assert result.exit_code == 1
    assert "there is no workspace" in result.stderr
    assert not (tmp_path / "no").exists()
