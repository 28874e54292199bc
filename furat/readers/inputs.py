"""Files and folders in any shape and encoding, to reports; what is wrong with an input comes out beside them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath, PurePosixPath

from extraction.types import Report
from furat.readers.encoding import decode
from furat.readers.fault import ReadFault, UnreadableError
from furat.readers.html import read_page
from furat.readers.records import RawReport, Row, clipped, csv_rows, jsonl_rows

__all__ = [
    "EARLIEST",
    "SUFFIXES",
    "Defaults",
    "Found",
    "ReadFault",
    "parse_published",
    "read_inputs",
    "read_pasted",
    "read_upload",
]

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".csv")
"""Endings of the files that are read; case does not matter."""

EARLIEST = date(1900, 1, 1)
"""The first day on which a report can have been published."""

_ID_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is taken for a report that does not say it itself."""

    published: date | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A report, and the file and line in which it stood; ``line`` is None where the file is one report."""

    report: Report
    file: str
    line: int | None = None


def read_inputs(paths: Sequence[Path], *, published: date | None = None, today: date) -> Iterator[Report | ReadFault]:
    """Read files, and folders with all that lies in them, in the order given; folders in order of their names.

    The text of a report is kept as published (spans count its code points); only a leading byte order mark goes.
    ``report_id`` is the record's ``id``; for a file that is one report its stem; else the first 16 hexadecimal digits
    of the text's SHA-256. The same id with the same text is yielded once, with another text it is a fault.

    Args:
        paths: Files of ``SUFFIXES``, or folders.
        published: Date of publication for reports that carry none.
        today: Reports from after this day are faults; the caller knows the clock.
    """
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for file in _files(path):
            if isinstance(file, ReadFault):
                yield file
                continue
            for item, line in _read_file(file, Defaults(published), today):
                if isinstance(item, ReadFault):
                    yield item
                    continue
                where = str(file) if line is None else f"{file}:{line}"
                if item.report_id not in seen:
                    seen[item.report_id] = (item.sha256, where)
                    yield item
                    continue
                digest, first = seen[item.report_id]
                if digest != item.sha256:
                    yield ReadFault(
                        str(file),
                        line,
                        f"the id {item.report_id} belongs already to another text, in {first}",
                        "Give one of the two another id",
                    )


def read_upload(name: str, data: bytes, *, defaults: Defaults, today: date) -> Iterator[Found | ReadFault]:
    """Read one file that came as bytes with a name: the same reports and ids as ``read_inputs`` gives for that file.

    Reports that stand twice are yielded twice: whoever uploads many files wants to be told.

    Args:
        name: The name that the sender gave it; its ending says how it is read, its stem may become an id. It may hold
            folders, and anything else.
        data: Its bytes.
        defaults: What is taken for reports that do not say it themselves.
        today: Reports from after this day are faults.
    """
    file = PurePosixPath(name.replace("\\", "/"))
    if file.suffix.casefold() not in SUFFIXES:
        yield _other_kind(name, file)
        return
    for item, line in _read_data(file, name, data, defaults, today):
        yield item if isinstance(item, ReadFault) else Found(item, name, line)


def read_pasted(text: str, *, defaults: Defaults, today: date) -> Found | ReadFault:
    """Read a text that somebody typed or pasted; its id is that of a file without a name, ``file`` is empty."""
    try:
        return Found(_report(RawReport(text), defaults, today), "")
    except UnreadableError as error:
        return error.at("")


def _files(path: Path) -> Iterator[Path | ReadFault]:
    if path.is_dir():
        unreadable: list[OSError] = []
        found = []
        for folder, folders, names in os.walk(path, onerror=unreadable.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [
                Path(folder, name)
                for name in sorted(names)
                if Path(name).suffix.casefold() in SUFFIXES and not name.startswith(".")
            ]
        for error in unreadable:
            yield ReadFault(
                str(error.filename), None, f"the folder cannot be read ({error.strerror})", "Check its permissions"
            )
        if not found and not unreadable:
            yield ReadFault(str(path), None, "the folder holds no report", f"Put files of {' '.join(SUFFIXES)} there")
        yield from sorted(found)
    elif not path.exists():
        yield ReadFault(str(path), None, "there is no such file or folder", "Check the path")
    elif path.suffix.casefold() not in SUFFIXES:
        yield _other_kind(str(path), path)
    else:
        yield path


def _other_kind(name: str, file: PurePath) -> ReadFault:
    kind = clipped(file.suffix)
    return ReadFault(
        name,
        None,
        f"files of the kind {kind or '(no ending)'} are not read",
        f"Give files of {' '.join(SUFFIXES)}",
        "kind_not_read" if kind else "no_kind",
        {"kind": kind, "kinds": " ".join(SUFFIXES)},
    )


def _read_file(file: Path, defaults: Defaults, today: date) -> Iterator[tuple[Report | ReadFault, int | None]]:
    """Yield the reports and faults of one file, each with the line on which it begins (None for a whole file)."""
    try:
        data = file.read_bytes()
    except OSError as error:
        yield (
            ReadFault(
                str(file),
                None,
                f"the file cannot be read ({error.strerror or error})",
                "Check that it is there for you",
            ),
            None,
        )
    else:
        yield from _read_data(file, str(file), data, defaults, today)


def _read_data(
    file: PurePath, name: str, data: bytes, defaults: Defaults, today: date
) -> Iterator[tuple[Report | ReadFault, int | None]]:
    """Yield the reports and faults in the bytes of a file; ``name`` is how faults name it."""
    rows = 0
    try:
        for line, raw in _rows(file, data):
            rows += 1
            if isinstance(raw, UnreadableError):
                yield raw.at(name, line), line
                continue
            try:
                yield _report(raw, defaults, today), line
            except UnreadableError as error:
                yield error.at(name, line), line
    except UnreadableError as error:
        yield error.at(name), None
    else:
        if not rows:
            fault = ReadFault(name, None, "the file holds no report", "Remove it, or put a report in", "no_report")
            yield fault, None


def _rows(file: PurePath, data: bytes) -> Iterator[Row | tuple[None, RawReport]]:
    suffix = file.suffix.casefold()
    if suffix == ".jsonl":
        yield from jsonl_rows(decode(data))
    elif suffix == ".csv":
        yield from csv_rows(decode(data))
    elif suffix == ".txt":
        yield None, RawReport(decode(data), _stem(file))
    else:
        page = read_page(data)
        yield (
            None,
            RawReport(page.text, _stem(file), page.published, source=page.source, url=page.url, title=page.title),
        )


def _stem(file: PurePath) -> str | None:
    """Return the stem as an id, or None where it cannot be one: a name that is not Unicode, too long, or odd."""
    stem = file.stem
    return stem if stem.isprintable() and len(stem) <= _ID_LENGTH else None


def _report(raw: RawReport, defaults: Defaults, today: date) -> Report:
    if not raw.text.strip():
        raise UnreadableError("the report is empty", "Remove it, or give it its text", key="report_empty")
    source = raw.source if (raw.source or "").strip() else defaults.source
    url = raw.url if (raw.url or "").strip() else defaults.url
    held = {"text": raw.text, "id": raw.id, "source": source, "url": url, "title": raw.title}
    for name, value in held.items():
        if "\x00" in (value or ""):
            raise UnreadableError(
                f"the {name} holds a NUL character", "Remove it; it is no part of any text", key="nul", name=name
            )
        if any("\ud800" <= char <= "\udfff" for char in value or ""):
            raise UnreadableError(
                f"the {name} holds half of a character (a lone surrogate)",
                "Export the text anew",
                key="half_character",
                name=name,
            )
    report_id = (raw.id or "").strip()
    if len(report_id) > _ID_LENGTH or not report_id.isprintable():
        raise UnreadableError(
            "the id cannot be one",
            f"Use up to {_ID_LENGTH} characters without line breaks, or leave it out",
            key="bad_id",
            limit=_ID_LENGTH,
        )
    if raw.published is not None and raw.published.strip():
        day: date | None = parse_published(raw.published, today=today)
    else:
        day = _plausible(defaults.published, today) if defaults.published is not None else None
    report = Report(report_id, raw.text, raw.title, day, source, url, raw.fictional)
    return report if report_id else _with_id(report, report.sha256[:16])


def _with_id(report: Report, report_id: str) -> Report:
    return Report(report_id, report.text, report.title, report.published, report.source, report.url, report.fictional)


def parse_published(value: str, *, today: date) -> date:
    """Read a date of publication: ISO 8601, a day or a moment (of which the day is kept).

    Raises:
        UnreadableError: It is no date, or one that cannot be: after ``today``, or before 1900.
    """
    text = value.strip()
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError as error:
        written = clipped(value)
        raise UnreadableError(
            f"{written!r} is no date", "Write the day of publication as YYYY-MM-DD", key="no_date", value=written
        ) from error
    return _plausible(day, today)


def _plausible(day: date, today: date) -> date:
    if day > today:
        raise UnreadableError(
            f"the date of publication {day} lies in the future",
            "Correct it, or leave it out",
            key="future",
            day=day,
        )
    if day < EARLIEST:
        raise UnreadableError(
            f"the date of publication {day} cannot be",
            "Correct it, or leave it out",
            key="too_early",
            day=day,
        )
    return day
