"""Scores from counts, their intervals, and the table of stated confidence."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.analysis.evaluation.incidents import Outcome
from furat.analysis.evaluation.measure import Comparison, summarise
from furat.analysis.evaluation.reliability import reliability
from furat.analysis.evaluation.scores import INCIDENT_SCORES, PLACE_SCORES, score_documents, total


def counts(**values):
    return Counter(values)


def test_scores_by_hand():
    scores = score_documents([counts(tp=3, fp=1, fn=2, strict=2, full=1, date=2, date_of=3)])
    value = {name: score.value for name, score in scores.items()}
    assert value["incident_precision"] == 3 / 4
    assert value["incident_recall"] == 3 / 5
    assert value["incident_f1"] == pytest.approx(6 / 9)
    assert value["strict_f1"] == pytest.approx(4 / 9)  # the pair that is wrong counts as one too many and one missed
    assert value["full_f1"] == pytest.approx(2 / 9)
    assert value["date_accuracy"] == 2 / 3
    assert value["killed_accuracy"] is None
    assert value["toponym_f1"] == 0.0
    assert set(scores) == {*PLACE_SCORES, *INCIDENT_SCORES}


def test_nothing_to_measure_is_none_or_zero_and_raises_nothing():
    scores = score_documents([])
    assert scores["resolution_accuracy"] == scores["date_accuracy"]
    assert (scores["date_accuracy"].value, scores["date_accuracy"].low) == (None, None)
    assert scores["incident_f1"].value == 0


def test_like_documents_leave_no_doubt_and_unlike_ones_do():
    same = score_documents([counts(tp=3, fp=1, fn=1)] * 20)["incident_f1"]
    assert same.low == same.value == same.high == 0.75
    mixed = score_documents([counts(tp=4), counts(fn=2, fp=2)] * 10)["incident_f1"]
    assert mixed.low < mixed.value < mixed.high
    assert 0.4 < mixed.low < mixed.high < 0.9


def test_the_interval_is_that_of_a_plain_bootstrap():
    rng = np.random.default_rng(7)
    tp, fn = rng.integers(0, 6, 40), rng.integers(0, 4, 40)
    got = score_documents([counts(tp=int(a), fn=int(b)) for a, b in zip(tp, fn, strict=True)])["incident_recall"]
    draws = rng.integers(0, 40, (4000, 40))
    recalls = [tp[draw].sum() / (tp[draw].sum() + fn[draw].sum()) for draw in draws]
    assert (got.low, got.high) == pytest.approx(np.quantile(recalls, [0.025, 0.975]), abs=0.015)


def test_documents_without_labelled_mentions_do_not_widen_the_intervals_of_places():
    labelled = [Comparison(counts(place_tp=n % 5, place_fn=n % 3, tp=1), (), ()) for n in range(30)]
    others = [Comparison(counts(tp=1), (), (), places=False)] * 30
    alone, both = summarise(labelled), summarise([*labelled, *others])
    assert {name: both.scores[name] for name in PLACE_SCORES} == {name: alone.scores[name] for name in PLACE_SCORES}
    assert (both.documents, both.place_documents, both.gold_incidents) == (60, 30, 60)


documents = st.lists(
    st.fixed_dictionaries({key: st.integers(0, 9) for key in ("tp", "fp", "fn")}).map(Counter), max_size=12
)


@given(documents)
def test_intervals_repeat_and_stay_between_0_and_1(some):
    first, second = score_documents(some), score_documents(some)
    assert first == second
    for score in first.values():
        for end in (score.value, score.low, score.high):
            assert end is None or 0 <= end <= 1
    assert total(some)["tp"] == sum(document["tp"] for document in some)


def test_reliability_by_hand():
    outcomes = [Outcome(0.95, True), Outcome(1.0, True), Outcome(0.9, False), Outcome(0.2, False), Outcome(0.24, True)]
    table = reliability(outcomes)
    assert [(one.low, one.count) for one in table.bins] == [(0.2, 2), (0.9, 3)]
    assert [one.right for one in table.bins] == pytest.approx([1 / 2, 2 / 3])
    assert [one.stated for one in table.bins] == pytest.approx([0.22, 0.95])
    assert table.expected_calibration_error == pytest.approx((2 * 0.28 + 3 * (0.95 - 2 / 3)) / 5)


def test_reliability_of_nothing():
    assert reliability([]).bins == ()
    assert reliability([]).expected_calibration_error is None


@given(st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1))
def test_every_outcome_falls_into_one_bin(outcomes):
    table = reliability(outcomes)
    assert sum(one.count for one in table.bins) == len(outcomes)
    assert sum(one.count * one.right for one in table.bins) == pytest.approx(sum(o.right for o in outcomes))
    assert 0 <= table.expected_calibration_error <= 1
