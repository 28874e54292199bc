"""The figures of an evaluation as a table for the terminal, as Markdown for ``docs/accuracy.md``, and as JSON."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from furat.analysis.evaluation.failures import Failures, in_order
from furat.analysis.evaluation.measure import Evaluation
from furat.analysis.evaluation.scores import INCIDENT_SCORES, LEVEL, PLACE_SCORES, RESAMPLES, Score

LABELS = {
    "toponym_precision": "toponym precision",
    "toponym_recall": "toponym recall",
    "toponym_f1": "toponym F1",
    "resolution_accuracy": "resolution",
    "incident_precision": "incident precision",
    "incident_recall": "incident recall",
    "incident_f1": "incident F1",
    "strict_f1": "strict F1",
    "full_f1": "full F1",
    "event_type_accuracy": "event type",
    "sub_event_type_accuracy": "sub-event type",
    "date_accuracy": "date",
    "perpetrators_accuracy": "perpetrators",
    "targets_accuracy": "targets",
    "killed_accuracy": "killed",
    "injured_accuracy": "injured",
}
"""How each score is called in tables."""

_RIGHT = "share right"

NOT_LABELLED = "not labelled"
"""What stands for the scores of places where no document has its mentions labelled."""


def as_text(evaluation: Evaluation, failures: Failures | None = None) -> str:
    """Return the tables with aligned columns; that of the kinds of failure where it is given."""
    lines = [_summary(evaluation)]
    for title, rows in _score_tables(evaluation):
        lines += ["", title, *(_aligned(rows) if rows else [NOT_LABELLED])]
    lines += ["", *_aligned(_reliability_rows(evaluation)), *_calibration(evaluation)]
    if failures is not None:
        lines += ["", "Failures", *_aligned(_failure_rows(failures))]
    return "\n".join(lines)


def as_markdown(evaluation: Evaluation, failures: Failures | None = None) -> str:
    """Return the tables as Markdown; that of the kinds of failure where it is given."""
    lines = [_summary(evaluation)]
    for title, rows in _score_tables(evaluation):
        lines += ["", f"**{title}**", "", *(_piped(rows) if rows else [NOT_LABELLED])]
    lines += ["", "**Reliability**", "", *_piped(_reliability_rows(evaluation)), "", *_calibration(evaluation)]
    if failures is not None:
        lines += ["", "**Failures**", "", *_piped(_failure_rows(failures))]
    return "\n".join(lines)


def as_json(evaluation: Evaluation, *, errors: bool, failures: Failures | None = None) -> dict[str, Any]:
    """Return the figures with plain keys: the scores by name, the ends of their intervals under ``intervals``."""
    record: dict[str, Any] = {
        "documents": evaluation.documents,
        "documents_with_places": evaluation.place_documents,
        "gold_incidents": evaluation.gold_incidents,
        "predicted_incidents": evaluation.predicted_incidents,
        **{name: score.value for name, score in evaluation.scores.items()},
        "intervals": {name: [score.low, score.high] for name, score in evaluation.scores.items()},
        "reliability": asdict(evaluation.reliability),
    }
    if failures is not None:
        record["failures"] = [
            {"stage": stage, "failure": kind, "count": count} for stage, kind, count in in_order(failures)
        ]
    if errors:
        record["errors"] = [asdict(miss) for miss in evaluation.misses]
    return record


def error_lines(evaluation: Evaluation) -> Iterable[str]:
    """Yield each miss on a line of its own: document, field, what it is about, expected, got."""
    for miss in evaluation.misses:
        expected = "nothing" if miss.expected is None else miss.expected
        got = "nothing" if miss.got is None else miss.got
        yield f"{miss.report_id}: {miss.field}: {miss.about}: expected {expected}; got {got}"


def _summary(evaluation: Evaluation) -> str:
    return (
        f"{evaluation.documents} documents, {evaluation.gold_incidents} labelled incidents, "
        f"{evaluation.predicted_incidents} read. Intervals: {LEVEL:.0%}, {RESAMPLES} resamples of the documents."
    )


def _score_tables(evaluation: Evaluation) -> list[tuple[str, list[list[str]]]]:
    """Return the tables of scores with their titles; one without rows was not labelled."""
    labelled, places = evaluation.place_documents, "Places"
    if 0 < labelled < evaluation.documents:
        places += f", labelled in {labelled} of the documents"
    end_to_end = ("End to end", _score_rows(evaluation, INCIDENT_SCORES))
    return [(places, _score_rows(evaluation, PLACE_SCORES) if labelled else []), end_to_end]


def _score_rows(evaluation: Evaluation, names: Iterable[str]) -> list[list[str]]:
    rows = [[LABELS[name], *_shown(evaluation.scores[name])] for name in names]
    return [["measure", "score", "interval"], *rows]


def _shown(score: Score) -> list[str]:
    if score.value is None:
        return ["-", "-"]
    return [f"{score.value:.3f}", "-" if score.low is None else f"{score.low:.3f} to {score.high:.3f}"]


def _reliability_rows(evaluation: Evaluation) -> list[list[str]]:
    rows = [["confidence", "incidents", "mean stated", _RIGHT]]
    for one in evaluation.reliability.bins:
        rows.append([f"{one.low:.1f} to {one.high:.1f}", str(one.count), f"{one.stated:.3f}", f"{one.right:.3f}"])
    return rows


def _failure_rows(failures: Failures) -> list[list[str]]:
    rows = [[stage.replace("_", " "), kind, str(count)] for stage, kind, count in in_order(failures)]
    return [["stage", "failure", "count"], *rows]


def _calibration(evaluation: Evaluation) -> list[str]:
    error = evaluation.reliability.expected_calibration_error
    if error is None:
        return ["No incident was read, so that confidence cannot be checked."]
    return [f"Expected calibration error {error:.3f}. Right: event type, date and some actor agree with a label."]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _piped(rows: list[list[str]]) -> list[str]:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return [head, f"| {' | '.join('---' for _ in rows[0])} |", *body]
