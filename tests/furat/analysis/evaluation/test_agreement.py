"""Our figures equal those of the scorer with which the labels came, to the last bit.

``reference_scores.json`` holds what that scorer says of invented labels and readings, by seed. Where it lies beside the
project it is asked itself, on the labelled documents as well.
"""

import importlib.util
import json
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import invent  # noqa: E402

from furat.analysis.evaluation.found import found_incident, found_mention  # noqa: E402
from furat.analysis.evaluation.labels import read_gold  # noqa: E402
from furat.analysis.evaluation.measure import compare, summarise  # noqa: E402

ROOT = HERE.parents[3]
DEV = ROOT / "data" / "gold" / "dev.jsonl"
SHARED = ROOT.parent / "shared" / "gold"
RECORDED = json.loads((HERE / "reference_scores.json").read_text(encoding="utf-8"))


def ours(path, incidents, places):
    documents, faults = read_gold(path)
    assert faults == []
    by_incident, by_place = defaultdict(list), defaultdict(list)
    for record in incidents:
        by_incident[record["report_id"]].append(found_incident(record))
    for record in places:
        by_place[record["report_id"]].append(found_mention(record))
    return summarise(
        [compare(one, by_place[one.report.report_id], by_incident[one.report.report_id]) for one in documents]
    )


def figures(evaluation):
    counts = {key: getattr(evaluation, key) for key in ("documents", "gold_incidents", "predicted_incidents")}
    return counts | {name: score.value for name, score in evaluation.scores.items()}


def theirs(golds, incidents, places):
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score(golds, incidents, places)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.mark.parametrize("seed", sorted(RECORDED, key=int))
def test_figures_equal_those_recorded_from_the_reference_scorer(seed, tmp_path):
    golds = invent.gold_documents(int(seed))
    path = invent.write_lines(tmp_path / "gold.jsonl", golds)
    assert figures(ours(path, *invent.disturbed(golds, int(seed)))) == RECORDED[seed]


@pytest.mark.parametrize("seed", range(4))
def test_disturbed_labels_of_the_bundled_documents(seed):
    """A reading made from the labels scores as the disturbance is: whole without one, lower with one."""
    golds = lines(DEV)
    calm = figures(ours(DEV, *perfect(golds)))
    assert {name for name, value in calm.items() if isinstance(value, float)} <= set(RECORDED["0"])
    assert all(value == 1.0 for value in calm.values() if isinstance(value, float))
    assert calm["predicted_incidents"] == calm["gold_incidents"] > 0
    readings = invent.disturbed(golds, seed)
    evaluation = ours(DEV, *readings)
    assert 0.3 < evaluation.scores["incident_f1"].value < 0.95
    if SHARED.is_dir():
        assert figures(evaluation) == theirs(golds, *readings)
        whole = SHARED / "dev.jsonl"
        readings = invent.disturbed(lines(whole), seed)
        assert figures(ours(whole, *readings)) == theirs(lines(whole), *readings)


def perfect(golds):
    incidents = [
        label | {"report_id": gold["id"], "sub_event_type": label["sub_event_types"][0], "confidence": 1.0}
        for gold in golds
        for label in gold["incidents"]
        if not label["optional"]
    ]
    places = [label | {"report_id": gold["id"]} for gold in golds for label in gold["places"] if not label["optional"]]
    return incidents, places


@pytest.mark.parametrize("seed", range(8))
def test_each_error_that_is_counted_is_listed_once(seed, tmp_path):
    golds = invent.gold_documents(seed)
    path = invent.write_lines(tmp_path / "gold.jsonl", golds)
    documents, _ = read_gold(path)
    incidents, places = invent.disturbed(golds, seed)
    for document in documents:
        report_id = document.report.report_id
        found = [found_incident(record) for record in incidents if record["report_id"] == report_id]
        mentions = [found_mention(record) for record in places if record["report_id"] == report_id]
        comparison = compare(document, mentions, found)
        counts = comparison.counts
        listed = [miss.field for miss in comparison.misses]
        assert listed.count("incident") == counts["fp"] + counts["fn"]
        assert listed.count("place") == counts["place_fp"] + counts["place_fn"]
        assert listed.count("resolution") == counts["resolved_of"] - counts["resolved"]
        for name in ("event_type", "date", "perpetrators", "targets", "killed", "injured", "sub_event_type"):
            assert listed.count(name) == counts[f"{name}_of"] - counts[name]
        assert {miss.report_id for miss in comparison.misses} <= {report_id}
        assert all(asdict(miss)["expected"] != asdict(miss)["got"] for miss in comparison.misses)
        assert sum(outcome.right for outcome in comparison.outcomes) == counts["strict"]
        assert len(comparison.outcomes) == counts["tp"] + counts["fp"]
