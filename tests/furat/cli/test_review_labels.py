"""``furat review labels``: a file that ``furat evaluate`` takes, and what is said beside it."""

import json
import stat

import builders
import pytest
from click.testing import CliRunner

from furat.cli.main import main
from furat.store.ingest import ingest
from furat.store.people import Person, Role
from furat.store.review import decisions
from furat.store.workspace import open_workspace

EDITOR = Person("سلمى", Role.EDITOR)


def run(*arguments, code=0):
    result = CliRunner().invoke(main, [str(item) for item in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(tmp_path, reads):
    """Three reports: one accepted, one that waits, one accepted that has no place."""
    folder = tmp_path / "w"
    opened = open_workspace(folder)
    reads(r1=[builders.incident("r1")], r2=[builders.incident("r2")], r3=[builders.incident("r3", place=None)])
    ingest(opened, [builders.report(f"r{n}") for n in (1, 2, 3)], builders.extractor())
    decisions.accept(opened, "r1-i0", EDITOR)
    decisions.accept(opened, "r3-i0", EDITOR)
    opened.close()
    return folder


def test_the_file_is_measured_and_readable_by_its_owner_alone(folder, tmp_path):
    path = tmp_path / "labels.jsonl"
    result = run("review", "labels", "-o", path, "--workspace", folder)
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "r3: left out, since its incident r3-i0 has no place, which a label must have. "
        "Correct its place, or reject it.",
        "1 reports written, 1 wait for decisions.",
        "What was written holds the full texts of the reports: keep it as safe as the workspace.",
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shown = run("evaluate", path).stdout
    assert "1 documents, 1 labelled incidents" in shown
    assert "Places\nnot labelled\n" in shown
    assert json.loads(run("evaluate", path, "--json").stdout)["toponym_f1"] is None


def test_standard_output_and_one_report(folder):
    result = run("review", "labels", "--workspace", folder, "--report", "r1")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["r1"]
    assert "1 reports written, 0 wait" in result.stderr
    result = run("review", "labels", "--workspace", folder, "--report", "r2")
    assert (result.stdout, result.stderr) == ("", "0 reports written, 1 wait for decisions.\n")
    assert "no report 'r9'" in run("review", "labels", "--workspace", folder, "--report", "r9", code=1).stderr
