"""The measurement of linking, and what it must not fall under."""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from extraction.pipeline import load_extractor, read_report
from extraction.types import Reading, Report
from furat.analysis.evaluation.labels import GoldIncident, LabelledDocument, read_gold
from furat.analysis.evaluation.links import LinkScore, evaluate_links, link_lines
from furat.cli.main import main
from furat.store.linking.compare import load_linker

GOLD = Path(__file__).resolve().parents[4] / "data" / "gold"

PRECISION, RECALL = 0.95, 0.85
"""The floor of linking by itself, on labelled values."""

READ_PRECISION, READ_RECALL = 0.9, 0.42
"""The floor end to end: a reading that misses an incident, or its day, misses every pair of it."""


@pytest.fixture(scope="module")
def extractor(gazetteer):
    return load_extractor(gazetteer)


@pytest.mark.parametrize("name", ["links", "links_blind"])
def test_floor(name, extractor, gazetteer):
    documents, faults = read_gold(GOLD / f"{name}.jsonl")
    assert faults == []
    read = partial(read_report, extractor=extractor)
    found = evaluate_links(documents, read, load_linker(extractor.lexicon), gazetteer)
    assert found.same >= 150
    assert found.hard >= found.same, "at least half of the pairs are hard negatives"
    assert found.labelled.precision >= PRECISION
    assert found.labelled.recall >= RECALL
    assert found.read.precision >= READ_PRECISION
    assert found.read.recall >= READ_RECALL


GOLD_INCIDENT = GoldIncident(
    sub_event_types=("Attack",),
    date_start=date(2021, 2, 16),
    date_end=date(2021, 2, 16),
    place_name_ar="الشحيل",
    place_kind="town",
    lat=35.1,
    lon=40.4,
    perpetrators=frozenset(),
    targets=frozenset({"sdf"}),
    killed=(2, 2),
    injured=(None, None),
    casualties_shared=False,
    optional=False,
    event="e1",
    evidence="نص",
)


def _documents(*incidents):
    return [
        LabelledDocument(Report(f"r{n}", "نص", published=date(2021, 2, 17)), (), (incident,))
        for n, incident in enumerate(incidents)
    ]


def _nothing(report):
    return Reading(report, (), ())


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, LinkScore(1, 0, 0)),
        ({"event": "e2"}, LinkScore(0, 1, 0)),
        ({"date_start": date(2021, 3, 16), "date_end": date(2021, 3, 16)}, LinkScore(0, 0, 1)),
        ({"date_start": date(2021, 3, 16), "date_end": date(2021, 3, 16), "event": "e2"}, LinkScore(0, 0, 0)),
        ({"optional": True}, LinkScore(0, 0, 0)),
        ({"event": None}, LinkScore(0, 0, 0)),
    ],
)
def test_counts(other, expected, extractor, gazetteer):
    documents = _documents(GOLD_INCIDENT, replace(GOLD_INCIDENT, **other))
    found = evaluate_links(documents, _nothing, load_linker(extractor.lexicon), gazetteer)
    assert found.labelled == expected
    assert found.read == LinkScore(0, 0, expected.right + expected.missed)
    assert found.hard == (expected.wrong or 0)


def test_a_score_over_nothing_is_none():
    assert (LinkScore(0, 0, 0).precision, LinkScore(0, 0, 0).recall) == (None, None)
    assert (LinkScore(3, 1, 2).precision, LinkScore(3, 1, 2).recall) == (0.75, 0.6)


def test_tables(extractor, gazetteer):
    found = evaluate_links(_documents(GOLD_INCIDENT), _nothing, load_linker(extractor.lexicon), gazetteer)
    assert "1 reports with 1 incidents: 0 pairs" in link_lines(found)[0]
    assert link_lines(found, markdown=True)[2].startswith("| linked by | precision")


class TestCommand:
    def test_labels_without_events(self, runner, tmp_path):
        record = {"id": "a", "text": "نص", "published": None, "places": [], "incidents": []}
        (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
        result = runner.invoke(main, ["evaluate", str(tmp_path / "gold.jsonl"), "--links"])
        assert (result.exit_code, "No label names an event" in result.stderr) == (1, True)

    def test_forms(self, runner, tmp_path):
        lines = (GOLD / "links.jsonl").read_text(encoding="utf-8").splitlines()[:6]
        (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
        words = ["evaluate", str(tmp_path / "gold.jsonl"), "--links"]
        assert "labelled values" in runner.invoke(main, words).stdout
        assert "| labelled values |" in runner.invoke(main, [*words, "--markdown"]).stdout
        assert json.loads(runner.invoke(main, [*words, "--json"]).stdout)["documents"] == 6
        errors = runner.invoke(main, [*words, "--errors"]).stdout
        assert "missed  " in errors or "wrong   " in errors or "1.000      1.000" in errors
