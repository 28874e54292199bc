"""Reading labelled documents and comparing what was read with the labels, stage by stage."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extraction.types import Reading, Report
from furat.analysis.evaluation.found import FoundIncident, FoundMention, found_in
from furat.analysis.evaluation.incidents import Outcome, compare_incidents
from furat.analysis.evaluation.labels import LabelledDocument
from furat.analysis.evaluation.miss import Miss
from furat.analysis.evaluation.places import compare_places
from furat.analysis.evaluation.reliability import Reliability, reliability
from furat.analysis.evaluation.scores import PLACE_SCORES, Score, score_documents, total
from geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document: its counts, each miss, and how each stated confidence turned out. ``places`` says whether its
    mentions are labelled; where they are not, nothing is counted of them."""

    counts: Counter[str]
    misses: tuple[Miss, ...]
    outcomes: tuple[Outcome, ...]
    places: bool = True


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measurement of a set of documents. Counts leave out labels that are optional. ``place_documents`` are those
    whose mentions are labelled: the scores of places are over them alone."""

    documents: int
    place_documents: int
    gold_incidents: int
    predicted_incidents: int
    scores: dict[str, Score]
    reliability: Reliability
    misses: tuple[Miss, ...]


def compare(
    document: LabelledDocument, mentions: Sequence[FoundMention], incidents: Sequence[FoundIncident]
) -> Comparison:
    """Compare what was read of one document with its labels."""
    report_id = document.report.report_id
    counts, misses, outcomes = compare_incidents(report_id, document.incidents, incidents)
    if document.mentions is None:
        return Comparison(counts, tuple(misses), tuple(outcomes), places=False)
    place_counts, place_misses = compare_places(report_id, document.mentions, mentions)
    return Comparison(place_counts + counts, (*place_misses, *misses), tuple(outcomes))


def summarise(comparisons: Sequence[Comparison]) -> Evaluation:
    """Return the scores over documents that were compared."""
    counts = [comparison.counts for comparison in comparisons]
    whole = total(counts)
    labelled = [comparison.counts for comparison in comparisons if comparison.places]
    return Evaluation(
        len(comparisons),
        len(labelled),
        whole["tp"] + whole["fn"],
        whole["tp"] + whole["fp"],
        _scores(counts, labelled),
        reliability([outcome for comparison in comparisons for outcome in comparison.outcomes]),
        tuple(miss for comparison in comparisons for miss in comparison.misses),
    )


def _scores(counts: Sequence[Counter[str]], labelled: Sequence[Counter[str]]) -> dict[str, Score]:
    """Return the scores, those of places over the documents whose mentions are labelled."""
    scores = score_documents(counts)
    if len(labelled) < len(counts):
        measured = score_documents(labelled) if labelled else {}
        scores |= {name: measured.get(name, Score(None, None, None)) for name in PLACE_SCORES}
    return scores


def evaluate(
    documents: Iterable[LabelledDocument], read: Callable[[Report], Reading], gazetteer: Gazetteer
) -> Evaluation:
    """Read each document and compare the reading with the labels. ``read`` sees the report, never the labels."""
    return summarise([compare(document, *found_in(read(document.report), gazetteer)) for document in documents])
