"""The soak, small: its stages work, it tells what they took, and it fails where they take too much."""

import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "benchmarks" / "soak.py"


@pytest.fixture(scope="module")
def soak():
    spec = importlib.util.spec_from_file_location("soak", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["soak"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["soak"]


def test_a_report_is_the_same_whenever_it_is_made(soak):
    assert list(soak.reports(3, 5, 2)) == list(soak.reports(0, 5, 2))[3:]


def test_each_report_tells_again_what_the_one_before_told(soak):
    one, other = soak.reports(0, 2, 10)
    again = [sentence for sentence in other.text.split(".") if sentence.split(" ")[-1] in one.text]
    assert len(again) >= soak.EVENTS_TOLD_AGAIN
    assert one.published == other.published == date(2012, 1, 2)
    assert one.fictional


@pytest.mark.parametrize(("limit", "code"), [("8", 0), ("0.01", 1)])
def test_stages(tmp_path, limit, code):
    words = ["--incidents", "160", "--processes", "2", "--limit", limit, "--folder", tmp_path / "w"]
    ended = subprocess.run(
        [sys.executable, FILE, *words], capture_output=True, text=True, check=False, cwd=ROOT, timeout=300
    )
    assert ended.returncode == code, ended.stderr
    rows = [line.split(" ")[1] for line in ended.stdout.splitlines() if line.startswith("| ")]
    assert rows == ["stage", "---", "keep", "link", "filter"]
    assert "10 reports" in ended.stdout
    assert ("Too much memory" in ended.stderr) == bool(code)
