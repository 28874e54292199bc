"""The measure is a true one: the scan finds names as words, and a ratio under the least is a failure."""

import importlib.util
import json
from pathlib import Path

import pytest

from geo.gazetteer import load_gazetteer

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "bench_reading.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_reading", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def automaton(bench):
    return bench.dictionary(load_gazetteer())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في الشحيل أمس", True),
        ("وبالشحيل", True),
        ("الشحيلي", False),
        ("زالشحيل", False),
        ("الشحيل", True),
        ("الشُّحيـل", True),
    ],
)
def test_the_scan_finds_words_and_words_behind_proclitics(bench, automaton, text, found):
    assert ("C5119" in {place_id for _, _, place_id in bench.scan(text, automaton)}) is found


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("5", 1)])
def test_a_ratio_under_the_least_is_a_failure(bench, tmp_path, capsys, least, code):
    reports = tmp_path / "reports.jsonl"
    reports.write_text(json.dumps({"id": "a", "text": "هجوم في بلدة الشحيل"}), encoding="utf-8")
    assert bench.main([str(reports), "--rounds", "1", "--least", least]) == code
    assert "characters/s" in capsys.readouterr().out


def test_a_missing_file_is_named(bench, tmp_path, capsys):
    assert bench.main([str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
