"""Both settings are set indeed, and both are measured."""

import importlib.util
import json
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "bench_keeping.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_keeping", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_are_measured(bench, tmp_path, capsys, monkeypatch):
    reports = tmp_path / "reports.jsonl"
    reports.write_text(json.dumps({"id": "a", "text": "انفجرت عبوة ناسفة في بلدة الشحيل"}), encoding="utf-8")
    found, accept = [], bench.decisions.accept

    def accept_and_look(workspace, *arguments, **named):
        with workspace.engine.connect() as connection:
            found.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
        return accept(workspace, *arguments, **named)

    monkeypatch.setattr(bench.decisions, "accept", accept_and_look)
    assert bench.main([str(reports), "--rounds", "1", "--folder", str(tmp_path)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["NORMAL", "FULL"]
    assert found == [1, 2, 1, 2]  # as SQLite numbers them
    assert [item.name for item in tmp_path.iterdir()] == ["reports.jsonl"]


def test_a_missing_file_is_named(bench, tmp_path, capsys):
    assert bench.main([str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
