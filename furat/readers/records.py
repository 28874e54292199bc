"""Reports in tables: JSON Lines and CSV, row by row, with the line on which each begins."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from furat.readers.fault import UnreadableError

COLUMNS = ("id", "text", "published", "source", "url", "title", "fictional")
"""Keys of a JSONL record and columns of a CSV file; ``text`` is required, others may be missing, more are ignored."""

_YES = {"true", "yes", "1"}
_NO = {"false", "no", "0", ""}
_LONGEST_QUOTE = 100


@dataclass(frozen=True, slots=True)
class RawReport:
    """A row as it was read: values that are not checked against each other yet."""

    text: str
    id: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    fictional: bool = False


Row = tuple[int, RawReport | UnreadableError]


def clipped(value: str) -> str:
    """Return a stranger's value for a message: a megabyte of it would say no more than its beginning."""
    return value if len(value) <= _LONGEST_QUOTE else f"{value[:_LONGEST_QUOTE]}…"


def jsonl_rows(text: str) -> Iterator[Row]:
    """Yield line number and report of each line that is not blank.

    Lines end at line feeds only: a JSON string may hold U+2028 and its like as they are.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, _from_json(line)
        except UnreadableError as error:
            yield number, error


def _from_json(line: str) -> RawReport:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"the line is not JSON ({error.msg} at column {error.colno})",
            "Write one JSON object a line",
            key="not_json_at",
            column=error.colno,
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "the line is not JSON that can be read", "Write one JSON object a line", key="not_json"
        ) from error
    if not isinstance(record, dict):
        raise UnreadableError(
            f"the line is JSON but not an object (it begins with {line.strip()[:1]})",
            'Write one object a line: {"id": ..., "text": ...}',
            key="not_object",
        )
    if record.get("text") is None:
        raise UnreadableError("the record has no text", 'Give it a key "text"', key="no_text")
    values = {key: record[key] for key in COLUMNS if record.get(key) is not None}
    if isinstance(values.get("id"), int) and not isinstance(values["id"], bool):
        values["id"] = str(values["id"])
    for key, value in values.items():
        wanted = bool if key == "fictional" else str
        if not isinstance(value, wanted):
            name = "true or false" if wanted is bool else "text"
            raise UnreadableError(
                f'the value of "{key}" is not {name}',
                f'Write "{key}" as {name}',
                key="not_bool" if wanted is bool else "not_words",
                name=key,
            )
    return RawReport(**values)


def csv_rows(text: str) -> Iterator[Row]:
    """Yield line number and report of each row; commas, semicolons (Excel in many countries) and tabs part cells.

    Raises:
        UnreadableError: The table has no header with a column ``text``, or is no CSV from some line on.
    """
    # One cell may hold a whole article; the limit of the csv module is for the whole process and only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if header is None:
                    header = _header(cells)
                else:
                    yield line, _from_cells(header, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(
            f"the table cannot be read from here on ({error})",
            "Put cells that hold quotes or line breaks in quotes",
            key="table_broken",
            line=line,
        ) from error
    if header is None:
        header_line = ",".join(COLUMNS[:6])
        raise UnreadableError(
            "the table is empty", f"Begin it with a header: {header_line}", key="table_empty", header=header_line
        )


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    if "text" not in names:
        has, wanted = clipped(", ".join(names)), ",".join(COLUMNS[:6])
        raise UnreadableError(
            f"the table has no column text (it has {has})",
            f"Name the columns in the first row: {wanted}",
            key="no_text_column",
            line=1,
            names=has,
            header=wanted,
        )
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if twice:
        raise UnreadableError(
            f"the column {twice[0]} stands twice in the table",
            "Rename one of them",
            key="column_twice",
            line=1,
            name=twice[0],
        )
    return names


def _from_cells(header: list[str], cells: list[str]) -> RawReport | UnreadableError:
    if len(cells) > len(header):
        return UnreadableError(
            f"the row has {len(cells)} cells, the header {len(header)}",
            "Put a cell that holds a comma in quotes",
            key="too_many_cells",
            cells=len(cells),
            columns=len(header),
        )
    values: Mapping[str, Any] = dict(zip(header, cells, strict=False))
    kept = {key: values[key] for key in COLUMNS if key != "fictional" and (values.get(key) or "").strip()}
    said = (values.get("fictional") or "").strip().casefold()
    if said not in _YES | _NO:
        return UnreadableError(
            "the value of fictional is not true or false", "Write true or false, or leave it empty", key="not_yes_or_no"
        )
    return RawReport(text=kept.pop("text", ""), fictional=said in _YES, **kept)
