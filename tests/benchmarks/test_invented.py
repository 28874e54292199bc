"""Invented reports and workspaces: the same whenever they are made, fictional, and of the number asked for."""

import importlib.util
import sys
from datetime import date
from pathlib import Path

import pytest

from furat.store.frame import incident_frame, texts

FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "invented.py"


@pytest.fixture(scope="module")
def invented():
    spec = importlib.util.spec_from_file_location("invented", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["invented"]


def test_a_report_is_the_same_whenever_it_is_made(invented):
    assert list(invented.reports(3, 5, 2)) == list(invented.reports(0, 5, 2))[3:]


def test_each_report_tells_again_what_the_one_before_told(invented):
    one, other = invented.reports(0, 2, 10)
    again = [sentence for sentence in other.text.split(".") if sentence.split(" ")[-1] in one.text]
    assert len(again) >= invented.EVENTS_TOLD_AGAIN
    assert one.published == other.published == date(2012, 1, 2)
    assert one.fictional


def test_a_workspace_is_filled_once_and_each_incident_keeps_its_words(invented, tmp_path, monkeypatch):
    monkeypatch.setattr(invented, "READ", 3)
    workspace = invented.filled(tmp_path / "w", 100)
    frame = incident_frame(workspace)
    assert len(frame) == frame["event_id"].nunique() == 100
    told = texts(workspace, frame["lead_id"])
    assert all(told[row.lead_id].evidence for row in frame.itertuples())
    workspace.close()
    again = invented.filled(tmp_path / "w", 100)
    assert len(incident_frame(again)) == 100
    again.close()
