"""Floors rise by themselves and fall only when told to; another corpus is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.analysis.evaluation.floors import (
    GATED,
    MARGIN,
    Corpus,
    corpus_sha256,
    faults,
    read_floors,
    updated,
    write_floors,
)
from furat.errors import FloorsError

CORPUS = Corpus("gold.jsonl", "a" * 64, {"toponym_f1": 0.95, "resolution_accuracy": 0.9})
GOOD = {"toponym_f1": 0.96, "resolution_accuracy": 0.9, "incident_f1": 0.0, "killed_accuracy": None}


def test_scores_at_or_above_their_floors_pass():
    assert faults(CORPUS, "a" * 64, GOOD) == []


@pytest.mark.parametrize(
    ("sha256", "scores", "words"),
    [
        ("b" * 64, {}, "not the corpus"),
        ("a" * 64, {"toponym_f1": 0.9499}, "toponym_f1 is 0.9499, its floor 0.950"),
        ("a" * 64, {"resolution_accuracy": None}, "resolution_accuracy is not measured"),
    ],
)
def test_the_gate_fails(sha256, scores, words):
    (fault,) = faults(CORPUS, sha256, GOOD | scores)
    assert words in fault


def test_floors_rise_to_the_margin_and_stay_within_it():
    new = updated(CORPUS, "b" * 64, GOOD | {"toponym_f1": 0.9876, "incident_f1": 0.61, "full_f1": 0.004})
    assert new == Corpus("gold.jsonl", "b" * 64, {"toponym_f1": 0.977, "resolution_accuracy": 0.9, "incident_f1": 0.6})


def test_floors_fall_only_when_told_to():
    fallen = GOOD | {"toponym_f1": 0.93}
    with pytest.raises(FloorsError, match=r"toponym_f1 is 0\.9300.*\n.*--lower"):
        updated(CORPUS, "a" * 64, fallen)
    assert updated(CORPUS, "a" * 64, fallen, lower=True).floors == {"toponym_f1": 0.92, "resolution_accuracy": 0.9}


values = st.dictionaries(st.sampled_from(GATED), st.floats(0, 1))


@given(values, values)
def test_what_is_set_passes_and_never_falls_by_itself(first, second):
    before = updated(Corpus("gold.jsonl", "", {}), "a", first)
    assert faults(before, "a", first) == []
    assert all(first[name] - floor < MARGIN + 0.0011 for name, floor in before.floors.items())
    try:
        after = updated(before, "b", second)
    except FloorsError:
        assert faults(before, "a", second)
        after = updated(before, "b", second, lower=True)
    else:
        assert all(after.floors[name] >= floor for name, floor in before.floors.items())
    assert faults(after, "b", second) == []


def test_floors_come_back_as_they_were_written(tmp_path):
    write_floors(tmp_path / "floors.yaml", [CORPUS])
    assert read_floors(tmp_path / "floors.yaml") == [CORPUS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("corpora: [{file: a, sha256: b, floors: {nonsense: 1}}]", "no such score"),
        ("corpora: [{file: a, floors: {}}]", "has file, sha256 and floors"),
        ("corpora: 3", "cannot be read"),
        ("[", "cannot be read"),
        ("{}", "cannot be read"),
    ],
)
def test_a_file_that_is_no_floors(tmp_path, text, words):
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FloorsError, match=words):
        read_floors(path)


def test_line_ends_do_not_change_a_corpus_and_content_does(tmp_path):
    paths = [tmp_path / name for name in "abc"]
    for path, data in zip(paths, (b"1\n2\n", b"1\r\n2\r\n", b"1\n3\n"), strict=True):
        path.write_bytes(data)
    first, second, third = map(corpus_sha256, paths)
    assert first == second != third
