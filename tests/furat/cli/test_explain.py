import json

import builders
import pytest
from click.testing import CliRunner

from extraction.types import Rejected, Span
from furat.cli.main import main


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(main, ["explain", *map(str, arguments)])


@pytest.fixture
def inputs(tmp_path, reads):
    reads(a=[builders.incident("a", 0), builders.incident("a", 1)], b=[])
    path = tmp_path / "in.jsonl"
    records = [{"id": name, "text": builders.TEXT + name, "published": "2021-02-16"} for name in "ab"]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_reports_one_after_the_other(run, inputs):
    result = run(inputs)
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ") and line] == [
        "Report a · 2021-02-16",
        "Incident 1 of 2: Remote explosive/landmine/IED (Explosions/Remote violence)",
        "Incident 2 of 2: Remote explosive/landmine/IED (Explosions/Remote violence)",
        "Report b · 2021-02-16",
        "No incident was read.",
    ]


def test_json_is_one_object_a_line(run, inputs):
    records = [json.loads(line) for line in run(inputs, "--format", "json").stdout.splitlines()]
    assert [(record["report"]["report_id"], len(record["incidents"])) for record in records] == [("a", 2), ("b", 0)]
    assert [tuple(record) for record in records] == [("report", "incidents", "rejected", "places")] * 2
    (killed,) = [value for value in records[0]["incidents"][0]["values"] if value["field"] == "killed"]
    start, end = killed["quotes"][0]["start"], killed["quotes"][0]["end"]
    assert killed["quotes"][0]["words"] == records[0]["report"]["text"][start:end]


@pytest.mark.parametrize(("ids", "shown"), [(["b"], ["b"]), (["b", "a"], ["a", "b"])])
def test_only_some_reports(run, inputs, ids, shown):
    result = run(inputs, *(part for report_id in ids for part in ("--id", report_id)))
    heads = [line for line in result.stdout.splitlines() if line.startswith("Report ")]
    assert heads == [f"Report {report_id} · 2021-02-16" for report_id in shown]
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_id_that_no_report_has(run, inputs):
    result = run(inputs, "--id", "a", "--id", "nobody")
    assert "Report a" in result.stdout
    assert result.stderr == "nobody: no report of the input has this id. Check --id against the ids of the file.\n"
    assert result.exit_code == 1


def test_a_fault_of_the_input_is_told_and_the_rest_explained(run, inputs):
    inputs.write_text("not json\n" + inputs.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(inputs)
    assert "Report b" in result.stdout
    assert result.stderr.startswith(f"{inputs}:1: the line is not JSON")
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("given", "day"), [([], "day of publication not known"), (["--published", "2022-03-01"], "2022-03-01")]
)
def test_published(run, tmp_path, reads, given, day):
    (tmp_path / "a.txt").write_text(builders.TEXT, encoding="utf-8")
    assert run(tmp_path / "a.txt", *given).stdout.startswith(f"Report a · {day}\n")


def test_rejected_is_taken_from_the_reading(run, tmp_path, monkeypatch, reads):
    (tmp_path / "a.txt").write_text(builders.TEXT, encoding="utf-8")
    monkeypatch.setattr(
        "furat.cli.explain.read_report",
        lambda report, _: builders.Reading(report, (), (), (Rejected(Span(0, 6), "event", "told as plan"),)),
    )
    assert "  event: told as plan\n      «انفجرت» [0:6]\n" in run(tmp_path / "a.txt").stdout
