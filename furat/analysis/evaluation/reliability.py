"""Whether stated confidence means something: of the incidents stated with 0.8, are about 80 in 100 right?"""

from collections.abc import Sequence
from dataclasses import dataclass

from furat.analysis.evaluation.incidents import Outcome

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents with a stated confidence in ``[low, high)`` (the last bin holds 1 too)."""

    low: float
    high: float
    count: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold an incident, and the expected calibration error (None where there is no incident).

    Right means matched to a label with event type, date and some actor right, the scorer's ``strict``; incidents that
    were matched to an optional label are left out. The expected calibration error is the mean distance between stated
    confidence and share right over the bins, weighted by their counts.
    """

    bins: tuple[Bin, ...]
    expected_calibration_error: float | None


def reliability(outcomes: Sequence[Outcome]) -> Reliability:
    """Sort outcomes into ten bins of equal width."""
    bins = []
    for number in range(BINS):
        inside = [outcome for outcome in outcomes if min(int(outcome.confidence * BINS), BINS - 1) == number]
        if inside:
            stated = sum(outcome.confidence for outcome in inside) / len(inside)
            right = sum(outcome.right for outcome in inside) / len(inside)
            bins.append(Bin(number / BINS, (number + 1) / BINS, len(inside), stated, right))
    if not bins:
        return Reliability((), None)
    error = sum(one.count * abs(one.stated - one.right) for one in bins) / len(outcomes)
    return Reliability(tuple(bins), error)
