"""The script raises floors, refuses to lower them, and writes nothing when it refuses."""

import importlib.util
import json
from pathlib import Path

import pytest
import yaml

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "set_floors.py"
TEXT = "وصل وفد إلى بلدة الشحيل، ثم زار مدينة الميادين."


def document(report_id, *surfaces):
    places = [
        {"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "surface": name, "name_ar": name,
         "kind": "town", "lat": None, "lon": None, "optional": False}
        for name in surfaces
    ]  # fmt: skip
    return {"id": report_id, "text": TEXT, "published": None, "places": places, "incidents": []}


@pytest.fixture
def script(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("set_floors", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.yaml")
    return module


def floors(folder):
    (corpus,) = yaml.safe_load((folder / "floors.yaml").read_text(encoding="utf-8"))["corpora"]
    return corpus["floors"]


def test_floors_are_set_kept_and_lowered_on_demand(script, tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(document("a", "الشحيل", "الميادين")), encoding="utf-8")
    assert script.main(["--add", str(gold)]) == 0
    assert floors(tmp_path) == {"toponym_f1": 0.99}
    assert "toponym_f1               1.0000   floor 0.990   (was none)" in capsys.readouterr().out

    gold.write_text(json.dumps(document("a", "الشحيل", "الميادين", "وفد")), encoding="utf-8")
    before = (tmp_path / "floors.yaml").read_bytes()
    assert script.main([]) == 1
    assert "toponym_f1 is 0.8000, its floor 0.990" in capsys.readouterr().err
    assert (tmp_path / "floors.yaml").read_bytes() == before

    assert script.main(["--lower"]) == 0
    assert floors(tmp_path) == {"toponym_f1": 0.79}
    assert script.main([]) == 0
    assert "was" not in capsys.readouterr().out.split("floor 0.790")[-1]


def test_a_slip_in_the_labels_is_an_error(script, tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}", encoding="utf-8")
    assert script.main(["--add", str(gold)]) == 1
    assert f"{gold}:1: " in capsys.readouterr().err
