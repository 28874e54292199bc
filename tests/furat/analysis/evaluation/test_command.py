"""``furat evaluate`` on the real rules: a small labelled file, so that each figure can be counted by hand."""

import json

import pytest
from click.testing import CliRunner

from furat.cli.main import main

TEXT = "قال مراسلنا إن هدوءاً ساد اليوم بلدة الشحيل ثم مدينة الميادين."


def label(name, kind, lat, lon, **changes):
    start = TEXT.index(name)
    return {"start": start, "end": start + len(name), "surface": name, "name_ar": name, "kind": kind, "lat": lat,
            "lon": lon, "optional": False} | changes  # fmt: skip


SHUHAYL = label("الشحيل", "town", 35.0921, 40.45428)
MAYADIN = label("الميادين", "city", 35.01667, 40.45)


def document(report_id, *places, incidents=()):
    return {"id": report_id, "text": TEXT, "published": "2021-02-16", "places": list(places),
            "incidents": list(incidents)}  # fmt: skip


INCIDENT = {"sub_event_types": ["Sexual violence"], "date_start": "2019-01-01", "date_end": "2019-01-01",
            "place_name_ar": "الشحيل", "place_kind": "town", "lat": 35.0921, "lon": 40.45428}  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    documents = [
        document("g1", SHUHAYL, MAYADIN),
        document("g2", SHUHAYL, MAYADIN | {"lat": 36.5, "name_ar": "مكان آخر"}),
        document("g3", SHUHAYL, MAYADIN, label("مراسلنا", "town", 35.0, 40.0), incidents=[INCIDENT]),
    ]
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in documents), encoding="utf-8")
    return path


def run(*arguments, code=0):
    result = CliRunner().invoke(main, ["evaluate", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def test_figures_as_json(gold):
    record = json.loads(run(gold, "--json").stdout)
    assert (record["documents"], record["gold_incidents"]) == (3, 1)
    assert record["toponym_precision"] == 1
    assert record["toponym_recall"] == 6 / 7
    assert record["resolution_accuracy"] == 5 / 6
    assert record["incident_recall"] == 0
    low, high = record["intervals"]["toponym_recall"]
    assert low < 6 / 7 < high
    assert "errors" not in record
    assert set(record["reliability"]) == {"bins", "expected_calibration_error"}


def test_errors_name_document_field_expected_and_got(gold):
    output = run(gold, "--errors").stdout
    assert "g2: resolution: الميادين: expected مكان آخر (city) 36.5,40.45; got الميادين (city)" in output
    assert "g3: place: 4-11: expected مراسلنا; got nothing" in output
    assert "g3: incident: الشحيل: expected Sexual violence, 2019-01-01, by none on none; got nothing" in output
    assert "g1" not in output
    record = json.loads(run(gold, "--errors", "--json").stdout)
    assert {"report_id": "g3", "field": "place", "about": "4-11", "expected": "مراسلنا", "got": None} in record[
        "errors"
    ]


def test_tables_for_the_terminal_and_as_markdown(gold):
    text = run(gold).stdout
    assert "toponym recall     0.857  0.667 to 1.000" in text
    assert "3 documents, 1 labelled incidents" in text
    markdown = run(gold, "--markdown").stdout
    assert "| toponym recall | 0.857 | 0.667 to 1.000 |" in markdown
    assert "| measure | score | interval |\n| --- | --- | --- |" in markdown
    assert "| confidence | incidents | mean stated | share right |" in markdown


def unlabelled(report_id, **changes):
    return {key: value for key, value in document(report_id, **changes).items() if key != "places"}


def add_lines(path, *documents):
    lines = [json.dumps(one, ensure_ascii=False) for one in documents]
    path.write_text("\n".join([path.read_text(encoding="utf-8"), *lines]) if path.exists() else "\n".join(lines))


def test_places_are_measured_over_the_documents_that_have_them_labelled(gold):
    before = json.loads(run(gold, "--json").stdout)
    add_lines(gold, *(unlabelled(f"u{number}", incidents=[INCIDENT]) for number in range(4)))
    after = json.loads(run(gold, "--json", "--errors", "--failures").stdout)
    assert (after["documents"], after["documents_with_places"]) == (7, 3)
    for name in ("toponym_precision", "toponym_recall", "toponym_f1", "resolution_accuracy"):
        assert (after[name], after["intervals"][name]) == (before[name], before["intervals"][name])
    assert after["gold_incidents"] == 5
    assert {miss["report_id"] for miss in after["errors"] if miss["field"] in ("place", "resolution")} == {"g2", "g3"}
    places = [row for row in after["failures"] if row["stage"] == "place"]
    assert sum(row["count"] for row in places) == 2
    assert "Places, labelled in 3 of the documents" in run(gold).stdout


def test_places_that_nobody_labelled_are_not_measured(tmp_path):
    path = tmp_path / "u.jsonl"
    add_lines(path, unlabelled("u1", incidents=[INCIDENT]))
    record = json.loads(run(path, "--json", "--failures").stdout)
    assert (record["toponym_f1"], record["intervals"]["toponym_recall"]) == (None, [None, None])
    assert record["incident_recall"] == 0
    assert [row["stage"] for row in record["failures"]] == ["incident not read"]
    assert "Places\nnot labelled\n" in run(path).stdout
    assert "**Places**\n\nnot labelled\n" in run(path, "--markdown").stdout


def ids_measured(*arguments):
    return json.loads(run(*arguments, "--json").stdout)["documents"]


def test_only_and_exclude(gold, tmp_path):
    assert ids_measured(gold, "--only", "g1") == 1
    assert ids_measured(gold, "--only", "g1,g2", "--only", "g3") == 3
    assert ids_measured(gold, "--exclude", "g1, g9") == 2
    assert ids_measured(gold, "--only", "g1,g2", "--exclude", "g1") == 1
    plain = tmp_path / "out.txt"
    plain.write_text("g1\ng3\n", encoding="utf-8")
    assert ids_measured(gold, "--exclude", plain) == 1
    labelled = tmp_path / "held.jsonl"
    labelled.write_text(json.dumps(document("g2")), encoding="utf-8")
    assert ids_measured(gold, "--exclude", labelled, "--exclude", "g1") == 1


def test_choices_that_leave_nothing_or_do_not_exist_are_errors(gold):
    assert "No such document: g7" in run(gold, "--only", "g7,g1", code=1).stderr
    assert "No document is left" in run(gold, "--exclude", gold, code=1).stderr
    assert "choose one" in run(gold, "--json", "--markdown", code=2).stderr
    assert "does not exist" in run("nowhere.jsonl", code=2).stderr


def test_a_faulty_label_is_named_and_the_rest_is_measured(gold):
    gold.write_text(gold.read_text(encoding="utf-8") + '\n{"id": "g4"}\n', encoding="utf-8")
    result = run(gold, "--json", code=1)
    assert f"{gold}:4: the document: text is missing or empty." in result.stderr
    assert json.loads(result.stdout)["documents"] == 3
