"""The tables of docs/accuracy.md are what their commands print, and the documents set aside stay aside."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("write_accuracy", ROOT / "scripts" / "write_accuracy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXT = """before
<!-- table: furat one --markdown -->
old
<!-- end -->
between
<!-- table, held out: furat two --markdown -->
kept
<!-- end -->
<!-- table: python scripts/x.py -->
<!-- end -->
after
"""


def test_each_table_becomes_what_its_command_prints(script):
    new, stale = script.renewed(TEXT, lambda command: f"| {command} |\n", held_out=False)
    assert stale == ["furat one --markdown", "python scripts/x.py"]
    assert "-->\n\n| furat one --markdown |\n\n<!-- end -->\nbetween" in new
    assert "-->\n\n```\n| python scripts/x.py |\n```\n\n<!-- end -->\nafter" in new
    assert "two --markdown -->\nkept\n<!-- end -->" in new


def test_twice_is_once(script):
    once, _ = script.renewed(TEXT, lambda command: command, held_out=True)
    assert script.renewed(once, lambda command: command, held_out=True) == (once, [])


def test_what_is_set_aside_is_not_run_unless_asked(script):
    asked = []

    def run(command):
        asked.append(command)
        return ""

    script.renewed(TEXT, run, held_out=False)
    assert "furat two --markdown" not in asked
    script.renewed(TEXT, run, held_out=True)
    assert "furat two --markdown" in asked


def test_the_page_has_its_tables_and_sets_the_held_out_apart(script):
    asked = []

    def run(command):
        asked.append(command)
        return ""

    script.renewed(PAGE, run, held_out=False)
    assert {"python scripts/train_models.py"} < set(asked)
    assert [command for command in asked if "held_out" in command] == []
    script.renewed(PAGE, run, held_out=True)
    assert [command for command in asked if "held_out" in command] == [
        "furat evaluate data/gold/held_out.jsonl --markdown"
    ]


def test_every_command_is_shown_to_the_reader(script):
    for match in script._TABLE.finditer(PAGE):
        assert f"`{match['command']}`" in PAGE
        assert match["body"].strip(), f"the table of {match['command']} is empty; run make accuracy"


@pytest.mark.parametrize("command", ["rm -rf x", "python -c 1", "furat-other x", "python"])
def test_other_commands_are_refused(script, command):
    with pytest.raises(script.CommandError, match="is no command of this project"):
        script.run(command)


def test_a_command_that_fails_is_named_with_what_it_said(script):
    with pytest.raises(
        script.CommandError, match=r"(?s)furat evaluate nowhere\.jsonl: failed\.\n.*nowhere.* does not exist"
    ):
        script.run("furat evaluate nowhere.jsonl")


def test_check_writes_nothing_and_says_what_is_stale(tmp_path):
    folder = tmp_path / "scripts"
    folder.mkdir()
    (tmp_path / "docs").mkdir()
    text = (ROOT / "scripts" / "write_accuracy.py").read_text(encoding="utf-8")
    (folder / "write_accuracy.py").write_text(text, encoding="utf-8")
    (folder / "say.py").write_text("print('قسد')", encoding="utf-8")
    page = tmp_path / "docs" / "accuracy.md"
    page.write_text("<!-- table: python scripts/say.py -->\n<!-- end -->\n", encoding="utf-8")
    script = [sys.executable, str(folder / "write_accuracy.py")]
    stale = subprocess.run([*script, "--check"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (stale.returncode, stale.stdout) == (1, "stale: python scripts/say.py\n")
    assert "قسد" not in page.read_text(encoding="utf-8")
    assert subprocess.run(script, capture_output=True, check=False).returncode == 0
    assert "```\nقسد\n```" in page.read_text(encoding="utf-8")
    assert subprocess.run([*script, "--check"], capture_output=True, check=False).returncode == 0
