"""The gate: no score falls under its floor, on exactly the corpus that the floor was measured on."""

from functools import partial
from pathlib import Path

import pytest

from extraction.pipeline import load_extractor, read_report
from furat.analysis.evaluation.floors import corpus_sha256, faults, read_floors
from furat.analysis.evaluation.labels import read_gold
from furat.analysis.evaluation.measure import evaluate
from geo.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parents[2]
CORPORA = read_floors(Path(__file__).parent / "floors.yaml")


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.file)
def test_no_score_is_under_its_floor(corpus):
    path = ROOT / corpus.file
    documents, slips = read_gold(path)
    assert slips == []
    gazetteer = load_gazetteer()
    scores = evaluate(documents, partial(read_report, extractor=load_extractor(gazetteer)), gazetteer).scores
    found = faults(corpus, corpus_sha256(path), {name: score.value for name, score in scores.items()})
    assert not found, "\n".join(found)


def test_the_gate_stands_on_the_bundled_documents_and_never_on_those_held_out():
    files = {corpus.file for corpus in CORPORA}
    assert "data/gold/dev.jsonl" in files
    assert "data/gold/held_out.jsonl" not in files
    gated = {name for corpus in CORPORA for name in corpus.floors}
    assert {"toponym_f1", "resolution_accuracy"} <= gated


def test_no_document_stands_in_two_files_of_labels():
    read = [read_gold(path)[0] for path in sorted((ROOT / "data" / "gold").glob("*.jsonl"))]
    ids = [document.report.report_id for documents in read for document in documents]
    texts = [document.report.sha256 for documents in read for document in documents]
    assert len(set(ids)) == len(ids) == 122 + 161 + 136  # of the labels that came with Furat, and for linking
    assert len(set(texts)) == len(texts)
