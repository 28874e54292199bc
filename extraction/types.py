"""The values that extraction passes from one step to the next; all frozen, all free of behaviour that needs data."""

import hashlib
from datetime import date

from extraction.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in the raw text of a report."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Report:
    """A text as it was published. ``published`` is None when unknown: relative dates then stay unresolved."""

    report_id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    fictional: bool = False

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits: the identity of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym may stand for, with a score of 0 to 1 and the reasons for it."""

    place_id: str
    name: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A recognised toponym and what it was resolved to.

    ``span`` leaves out proclitics and head nouns. ``place_id`` is None for a place that the gazetteer lacks (it was
    recognised by its cue, such as بلدة); ``role`` says whether it can be a scene (``scene``) or is something else
    (``organisation``, ``origin``, ``media``, ``government`` ...). ``relation`` is the spatial phrase before it
    (``near``, ``outskirts``, ``desert``, ``between`` ...), if any.
    """

    span: Span
    surface: str
    rule: str
    place_id: str | None
    score: float
    candidates: tuple[Candidate, ...] = ()
    cue: str | None = None
    role: str = "scene"
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Casualties as UCDP writes them. ``best`` is n for "n" and for "at least n", None for a vague number."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class EventDate:
    """Inclusive dates of an event. ``time_precision`` is ACLED's (1 day, 2 week, 3 month or longer)
    and ``date_prec_ucdp`` UCDP's (1 day, 2 two to six days, 3 week, 4 month, 5 longer)."""

    start: date
    end: date
    time_precision: int
    date_prec_ucdp: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where an incident happened. ``geo_precision`` is ACLED's (1 exact, 2 near, 3 area), ``where_prec_ucdp`` UCDP's
    (1 exact, 2 near, 3 second-order unit, 4 first-order unit, 5 region, 6 country); coordinates WGS 84 or None."""

    place_id: str | None
    name_ar: str
    name_en: str | None
    kind: str | None
    lat: float | None
    lon: float | None
    geo_precision: int | None
    where_prec_ucdp: int | None
    uncertainty_km: float | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    pcode: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say one value: the field they fill, where they stand, and the rule that read them."""

    field: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class ReportedIncident:
    """What one report says of one event at one place. Absent values are None or empty, never guessed.

    ``evidence_span`` is the sentence (or clause) that tells it; ``evidence`` holds a span and rule for each value.
    ``casualties_shared`` is True where one count covers several incidents; then the estimates are None.
    """

    incident_id: str
    report_id: str
    event_type: str
    sub_event_type: str
    date: EventDate | None
    location: Location | None
    perpetrators: tuple[str, ...]
    targets: tuple[str, ...]
    claimed_by: tuple[str, ...]
    killed: Estimate | None
    injured: Estimate | None
    casualties_shared: bool
    weapons: tuple[str, ...]
    evidence_span: Span
    evidence: tuple[Evidence, ...]
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that was considered and not taken, with the reason: shown by ``furat explain``."""

    span: Span
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report yields."""

    report: Report
    places: tuple[PlaceMention, ...]
    incidents: tuple[ReportedIncident, ...]
    rejected: tuple[Rejected, ...] = ()
