"""The soak, small: its stages work, it tells what they took, and it fails where they take too much."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "benchmarks" / "soak.py"


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
