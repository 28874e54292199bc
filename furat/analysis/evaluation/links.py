"""How well reports that tell one event are linked, on documents whose incidents are labelled with their event."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from extraction.record import incident_record
from extraction.types import Reading, Report
from furat.analysis.evaluation.found import found_in
from furat.analysis.evaluation.labels import GoldIncident, LabelledDocument
from furat.analysis.evaluation.matching import incident_weight, pair_up, sphere_km
from furat.store.linking.account import Account, account, details
from furat.store.linking.block import candidates
from furat.store.linking.cluster import Pair, clusters, pair
from furat.store.linking.compare import Linker
from geo.gazetteer import Gazetteer
from geo.place import AREA_KINDS

HARD_KM, HARD_DAYS = 10.0, 7
"""Two events this near to each other are easily taken for one: a hard negative."""

_AREA_KM = 25.0  # radius of a labelled area: labels give its kind and its label point


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Pairs of incidents of different reports: right, wrong and missed links. A score over nothing is None."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of the links that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The share of the pairs of one event that are linked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class LinkEvaluation:
    """The measurement: on labelled values, which asks of linking alone, and on what the rules read, which asks of all.

    In the second, a labelled incident that was not read counts as missed in every pair that it belongs to.
    """

    documents: int
    incidents: int
    same: int
    hard: int
    labelled: LinkScore
    read: LinkScore
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An account of a labelled incident: under the key of the label, with the event that the label names."""

    account: Account
    event: str
    gold: GoldIncident


def evaluate_links(
    documents: Sequence[LabelledDocument],
    read: Callable[[Report], Reading],
    linker: Linker,
    gazetteer: Gazetteer,
) -> LinkEvaluation:
    """Link the incidents of labelled documents, once by their labels and once as they are read; compare the pairs."""
    told = labelled_accounts(documents, linker)
    same, hard = set(), 0
    for one, other in combinations(told, 2):
        if one.account.report_id == other.account.report_id:
            continue
        if one.event == other.event:
            same.add(pair(one.account.incident_id, other.account.incident_id))
        else:
            hard += _is_hard(one.gold, other.gold)
    by_labels = linked_pairs([item.account for item in told], linker)
    by_reading = linked_pairs([item.account for item in read_accounts(documents, read, linker, gazetteer)], linker)
    return LinkEvaluation(
        len(documents),
        len(told),
        len(same),
        hard,
        _score(by_labels, same),
        _score(by_reading, same),
        tuple(sorted(f"{one} {other}" for one, other in by_labels - same)),
        tuple(sorted(f"{one} {other}" for one, other in same - by_labels)),
    )


def linked_pairs(accounts: Sequence[Account], linker: Linker) -> set[Pair]:
    """Return the pairs of accounts that end in one event: block, compare, cluster, as the store does it."""
    links = {}
    for one, other in candidates(accounts):
        score, _ = linker.score(one, other)
        if score >= linker.threshold:
            links[pair(one.incident_id, other.incident_id)] = score
    groups = clusters({told.incident_id: told.report_id for told in accounts}, links, (), ())
    return {pair(one, other) for group in groups for one, other in combinations(group, 2)}


def labelled_accounts(documents: Iterable[LabelledDocument], linker: Linker) -> list[Told]:
    """Return the accounts that the labels give; incidents that are optional or name no event are left out."""
    return [
        Told(_labelled(key, document, gold, linker), gold.event or "", gold)
        for document in documents
        for key, gold in _labels(document).items()
    ]


def read_accounts(
    documents: Iterable[LabelledDocument], read: Callable[[Report], Reading], linker: Linker, gazetteer: Gazetteer
) -> list[Told]:
    """Return the accounts that are read of the same incidents; what was read beyond the labels is left out, since
    nobody said which event it belongs to."""
    told = []
    for document in documents:
        reading = read(document.report)
        labels = list(_labels(document).items())
        _, found = found_in(reading, gazetteer)
        for number, at in pair_up([gold for _, gold in labels], found, incident_weight):
            key, gold = labels[number]
            incident = reading.incidents[at]
            row = incident_record(incident, document.report) | {"incident_id": key}
            row["date_start"] = incident.date.start if incident.date else None
            row["date_end"] = incident.date.end if incident.date else None
            told.append(Told(account(row, document.report.published, linker.known_words), gold.event or "", gold))
    return told


def _labels(document: LabelledDocument) -> dict[str, GoldIncident]:
    return {
        f"{document.report.report_id}#{number}": gold
        for number, gold in enumerate(document.incidents)
        if gold.event is not None and not gold.optional
    }


def _labelled(key: str, document: LabelledDocument, gold: GoldIncident, linker: Linker) -> Account:
    area = gold.place_kind in AREA_KINDS
    return Account(
        incident_id=key,
        report_id=document.report.report_id,
        published=document.report.published,
        sub_event_types=frozenset(gold.sub_event_types),
        start=gold.date_start,
        end=gold.date_end,
        place=gold.place_name_ar,
        lat=gold.lat,
        lon=gold.lon,
        reach_km=_AREA_KM if area else 0.0,
        perpetrators=gold.perpetrators,
        targets=gold.targets,
        killed=gold.killed,
        injured=gold.injured,
        details=details(gold.evidence or "", linker.known_words),
    )


def link_lines(evaluation: LinkEvaluation, *, markdown: bool = False) -> list[str]:
    """Return the table of a measurement, line by line."""
    e = evaluation
    head = (
        f"{e.documents} reports with {e.incidents} incidents: {e.same} pairs of one event, "
        f"{e.hard} hard pairs of two (within {HARD_KM:.0f} km and {HARD_DAYS} days)"
    )
    rows: list[tuple[str, ...]] = [("linked by", "precision", "recall", "right", "wrong", "missed")]
    for name, score in (("labelled values", e.labelled), ("values as read", e.read)):
        figures = ("–" if value is None else f"{value:.3f}" for value in (score.precision, score.recall))
        rows.append((name, *figures, str(score.right), str(score.wrong), str(score.missed)))
    if markdown:
        body = [f"| {' | '.join(row)} |" for row in rows]
        return [head, "", body[0], "| --- |" + " --- |" * 5, *body[1:]]
    return [head, "", *(f"{row[0]:<17}" + "".join(f"{cell:>11}" for cell in row[1:]) for row in rows)]


def _score(found: set[Pair], same: set[Pair]) -> LinkScore:
    return LinkScore(len(found & same), len(found - same), len(same - found))


def _is_hard(one: GoldIncident, other: GoldIncident) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    if one.date_start is None or one.date_end is None or other.date_start is None or other.date_end is None:
        return False
    apart = max((one.date_start - other.date_end).days, (other.date_start - one.date_end).days)
    return apart <= HARD_DAYS and sphere_km(one.lat, one.lon, other.lat, other.lon) <= HARD_KM
