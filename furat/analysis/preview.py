"""What would be kept: pasted text and uploaded files read, told apart from what is known, and nothing of it stored.

A page shows this before anybody decides to keep anything. The work is done in steps, because an upload may hold
thousands of reports: between two steps the page can say how far it is, and its reader can stop it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

import pandas as pd

from extraction.pipeline import Extractor, read_report
from extraction.record import LIST_KEYS, incident_record
from extraction.types import Report, ReportedIncident
from furat.errors import StoreError
from furat.readers.fault import ReadFault
from furat.readers.inputs import Defaults, Found, read_pasted, read_upload
from furat.store.database import Workspace
from furat.store.ingest import check_reading
from furat.store.known import Known, known
from furat.store.linking.groups import chunks
from furat.store.tables import OPEN

logger = logging.getLogger(__name__)

MEGABYTE = 1024**2

PASTED_LETTERS = 50_000
"""Letters of a pasted text, about twenty-five pages: over more, browsers stand still while they draw the box."""

UPLOADED_FILES, UPLOADED_BYTES = 500, 50 * MEGABYTE
"""Files of one upload, and their bytes together."""

REPORT_BYTES = 2 * MEGABYTE
"""Bytes of the text of one report in UTF-8: the time of reading grows with the square of what a single report names."""

REPORTS = 20_000
"""Reports of one upload: a table of tiny rows must not fill the memory of the server."""

LISTED = 1000
"""Faults and duplicates that are held one by one; beyond them they are counted."""

PART_LETTERS = 15_000
"""Letters of a report that are shown at a time."""

_TOGETHER = 200  # reports in one question to the store, and between two steps while a file is opened
_BACK = 300  # letters within which a part is cut between words

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to be read: a pasted text, files, or both, and what holds where they say nothing.

    The address of ``defaults`` belongs to the pasted text alone: files have addresses of their own.
    """

    pasted: str = ""
    uploads: tuple[Upload, ...] = ()
    defaults: Defaults = field(default_factory=Defaults)


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: the ``stage`` (``open`` the files, ``read`` the reports), and what is next in hand."""

    stage: str
    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A report that is new, with the incidents that the rules read in it; empty where it tells none."""

    found: Found
    incidents: tuple[ReportedIncident, ...]

    @property
    def report(self) -> Report:
        """The report."""
        return self.found.report

    @property
    def wants_date(self) -> bool:
        """Whether a day of publication might date what has no date yet."""
        return self.report.published is None and any(incident.date is None for incident in self.incidents)


@dataclass(frozen=True, slots=True)
class Double:
    """A text that is there already: as the report ``other`` of the workspace (``kept``), or earlier in this upload."""

    file: str
    line: int | None
    report_id: str
    other: str
    kept: bool


@dataclass(slots=True)
class Listed(Generic[_Item]):
    """A list that holds its first items and counts the rest."""

    items: list[_Item] = field(default_factory=list)
    total: int = 0

    def add(self, item: _Item) -> None:
        """Add an item."""
        self.total += 1
        if len(self.items) < LISTED:
            self.items.append(item)


@dataclass(slots=True)
class Preview:
    """What was read so far: new reports, duplicates, and faults with their causes."""

    read: list[ReadItem] = field(default_factory=list)
    doubles: Listed[Double] = field(default_factory=Listed)
    faults: Listed[ReadFault] = field(default_factory=Listed)

    @property
    def incidents(self) -> int:
        """Number of incidents that the new reports tell."""
        return sum(len(item.incidents) for item in self.read)

    @property
    def silent(self) -> int:
        """Number of new reports that tell no incident."""
        return sum(not item.incidents for item in self.read)

    @property
    def is_empty(self) -> bool:
        """Whether nothing came of it at all."""
        return not (self.read or self.doubles.total or self.faults.total)


def limit_passed(letters: int, sizes: Sequence[int]) -> str | None:
    """Return which limit is passed by a text of so many letters and files of these sizes in bytes, if any is.

    ``nothing`` is one, too: there is neither a text nor a file.
    """
    if not letters and not sizes:
        return "nothing"
    if letters > PASTED_LETTERS:
        return "letters"
    if len(sizes) > UPLOADED_FILES:
        return "files"
    return "bytes" if sum(sizes) > UPLOADED_BYTES else None


def read_through(
    asked: Asked, workspace: Workspace, extractor: Extractor, into: Preview, *, today: date
) -> Iterator[Step]:
    """Read all that was asked, step by step; nothing is written anywhere but ``into``.

    Args:
        asked: Text and files.
        workspace: Says what is known already.
        extractor: Reads the reports.
        into: Filled between the steps, so that what was read before a stop is not lost.
        today: Reports from after this day are faults.
    """
    founds: list[Found] = []
    for name, item in _opened(asked, today):
        if isinstance(item, Step):
            yield item
        elif isinstance(item, ReadFault):
            into.faults.add(item)
        elif len(founds) < REPORTS:
            founds.append(item)
        else:
            into.faults.add(_too_many(name))
            break
    seen_texts: dict[str, str] = {}
    seen_ids: dict[str, str] = {}
    done, total = 0, len(founds)
    for some in chunks(founds, _TOGETHER):
        held = known(workspace, (found.report for found in some))
        for found in some:
            yield Step("read", found.report.report_id, done, total)
            _take(found, held, seen_texts, seen_ids, extractor, into)
            done += 1
    yield Step("read", "", total, total)


def _opened(asked: Asked, today: date) -> Iterator[tuple[str, Step | Found | ReadFault]]:
    total = len(asked.uploads)
    if asked.pasted.strip():
        yield "", read_pasted(asked.pasted, defaults=asked.defaults, today=today)
    for number, upload in enumerate(asked.uploads):
        step = Step("open", upload.name, number, total)
        yield upload.name, step
        defaults = replace(asked.defaults, url=None)
        for count, item in enumerate(read_upload(upload.name, upload.data, defaults=defaults, today=today), 1):
            yield upload.name, item
            if count % _TOGETHER == 0:
                yield upload.name, step


def _take(
    found: Found,
    held: Known,
    seen_texts: dict[str, str],
    seen_ids: dict[str, str],
    extractor: Extractor,
    into: Preview,
) -> None:
    """Put a report where it belongs: among the duplicates, the faults, or those that are read."""
    report, digest = found.report, found.report.sha256
    other = held.texts.get(digest) or seen_texts.get(digest)
    if other is not None:
        into.doubles.add(Double(found.file, found.line, report.report_id, other, digest in held.texts))
        return
    fault = _refused(found, digest, held, seen_ids)
    if fault is None:
        seen_texts[digest], seen_ids[report.report_id] = report.report_id, digest
        fault = _read(found, extractor, into)
    if fault is not None:
        into.faults.add(fault)


def _refused(found: Found, digest: str, held: Known, seen_ids: Mapping[str, str]) -> ReadFault | None:
    """Return why a report cannot be kept, if it cannot."""
    report = found.report
    if digest in held.purged:
        day = held.purged[digest].isoformat()
        return _fault(found, f"this text was purged on {day}", "Leave it out", "purged", day=held.purged[digest])
    if report.report_id in held.ids:
        return _fault(
            found,
            f"the id {report.report_id} belongs to another text in the workspace",
            "Rename the file, or give the record another id",
            "id_kept",
            id=report.report_id,
        )
    if report.report_id in seen_ids:
        return _fault(
            found,
            f"the id {report.report_id} belongs to another text in this upload",
            "Rename the file, or give the record another id",
            "id_twice",
            id=report.report_id,
        )
    size = len(report.text.encode("utf-8", "surrogatepass"))
    if size > REPORT_BYTES:
        return _fault(
            found,
            f"the report has {size / MEGABYTE:.1f} MB, {REPORT_BYTES // MEGABYTE} MB of one report are read here",
            "Cut it into the reports that it holds, or keep it with: furat ingest PATH",
            "too_long",
            size=f"{size / MEGABYTE:.1f}",
            limit=REPORT_BYTES // MEGABYTE,
        )
    return None


def _read(found: Found, extractor: Extractor, into: Preview) -> ReadFault | None:
    report = found.report
    try:
        reading = read_report(report, extractor)
        check_reading(reading)
    except StoreError as error:
        return _fault(found, str(error), "Please report it", "rules")
    except Exception as error:
        # One report on which the rules break must not take the others with it. Its words stay out of the log.
        logger.error("the rules failed on report %s: %s", report.report_id, type(error).__name__)
        return _fault(found, f"the rules failed on it ({type(error).__name__})", "Please report it", "rules")
    into.read.append(ReadItem(found, reading.incidents))
    return None


def _fault(found: Found, what: str, cure: str, key: str, **values: object) -> ReadFault:
    return ReadFault(found.file, found.line, what, cure, key, values)


def _too_many(name: str) -> ReadFault:
    return ReadFault(
        name,
        None,
        f"the upload holds more than {REPORTS} reports, and the rest was not read",
        "Keep these, then upload the rest, or use: furat ingest PATH",
        "too_many",
        {"limit": REPORTS},
    )


def keepable(item: ReadItem, workspace: Workspace) -> bool:
    """Whether the workspace takes a report: one of samples takes fictional reports only, any other real ones only."""
    return item.report.fictional == workspace.fictional


def card_rows(item: ReadItem) -> list[dict[str, Any]]:
    """Return the incidents of a report as cards and facts take them: like rows of the frame, with their words."""
    return [_card_row(incident, item.report) for incident in item.incidents]


def _card_row(incident: ReportedIncident, report: Report) -> dict[str, Any]:
    record: dict[str, Any] = incident_record(incident, report)
    row = record | {key: tuple(record[key]) for key in LIST_KEYS}
    for key in ("date_start", "date_end", "published"):
        row[key] = pd.NaT if record[key] is None else pd.Timestamp(record[key])
    return row | {"report_ids": (), "review": OPEN}


def cuts(text: str, size: int = PART_LETTERS) -> list[int]:
    """Return where a long text is cut into parts, from 0 to its end: between words where there is a gap to cut at."""
    found = [0]
    while len(text) - found[-1] > size:
        end = found[-1] + size
        gap = max(text.rfind(sign, end - min(_BACK, size // 2), end) for sign in "\n ")
        found.append(end if gap < 0 else gap + 1)
    return [*found, len(text)]


def passages_within(item: ReadItem, start: int, end: int) -> list[tuple[int, int]]:
    """Return the passages that tell incidents and touch the letters ``[start, end)``, counted from ``start``."""
    spans = {incident.evidence_span for incident in item.incidents}
    return [
        (max(span.start, start) - start, min(span.end, end) - start)
        for span in sorted(spans)
        if span.start < end and start < span.end
    ]


def marks_within(item: ReadItem, start: int, end: int) -> list[dict[str, Any]]:
    """Return the spans of all values of a report that touch the letters ``[start, end)``, counted from ``start``."""
    return [
        {
            "field": evidence.field,
            "start": max(evidence.span.start, start) - start,
            "end": min(evidence.span.end, end) - start,
            "rule": evidence.rule,
        }
        for incident in item.incidents
        for evidence in incident.evidence
        if evidence.span.start < end and start < evidence.span.end
    ]
