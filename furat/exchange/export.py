"""One way out for incidents, whoever asks: the dashboard's download and ``furat export`` write the same bytes."""

import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from extraction.record import INCIDENT_KEYS
from furat.errors import ExportError
from furat.exchange.csv import write_csv
from furat.exchange.geojson import AreaChoice, Shape, write_geojson
from furat.exchange.jsonl import write_jsonl
from furat.exchange.shareable import SHAREABLE_KEYS, shareable
from furat.store.database import Workspace
from furat.store.filters import Filter, describe
from furat.store.frame import RECORD_KEYS, records
from geo.gazetteer import Gazetteer

FORMATS = ("jsonl", "geojson", "csv")
"""Formats of incidents."""


def write_incidents(
    rows: Iterable[Mapping[str, Any]],
    out: TextIO,
    *,
    format: str,
    areas: AreaChoice = "polygon",
    shape: Shape | None = None,
    about: Mapping[str, Any] | None = None,
    excel: bool = False,
    columns: Sequence[str] = INCIDENT_KEYS,
) -> int:
    """Write incident records in a format and return their number.

    Args:
        rows: Records with the keys of ``columns``.
        out: A text stream opened with ``newline=""``.
        format: One of ``FORMATS``.
        areas: For GeoJSON, how incidents known only to an area are drawn.
        shape: For GeoJSON, the area of a place by its id.
        about: For GeoJSON, the filter that chose the records.
        excel: For CSV, a byte order mark at the beginning.
        columns: For CSV, the keys in their order: those of the contract, or ``RECORD_KEYS`` from a workspace.

    Raises:
        ExportError: There is no such format.
    """
    if format == "jsonl":
        return write_jsonl(rows, out)
    if format == "csv":
        return write_csv(rows, out, columns=columns, excel=excel)
    if format == "geojson":
        return write_geojson(rows, out, areas=areas, shape=shape, about=about)
    raise ExportError(f"There is no format {format!r}. Formats are {', '.join(FORMATS)}.")


def write_frame(
    frame: pd.DataFrame,
    f: Filter,
    workspace: Workspace,
    out: TextIO,
    *,
    format: str,
    areas: AreaChoice = "polygon",
    shape: Shape | None = None,
    excel: bool = False,
    coarse: Gazetteer | None = None,
    progress: Callable[[Iterable[dict[str, Any]]], Iterable[dict[str, Any]]] = iter,
) -> int:
    """Write a frame of ``workspace`` that ``f`` has been applied to, and return the number of incidents.

    Args:
        frame: The incidents.
        f: The filter that chose them.
        workspace: Where they are kept.
        out: A text stream opened with ``newline=""``.
        format: One of ``FORMATS``.
        areas: For GeoJSON, how incidents known only to an area are drawn.
        shape: For GeoJSON, the area of a place by its id.
        excel: For CSV, a byte order mark at the beginning.
        coarse: Makes the export safe to share: this gazetteer says in which sub-district a place lies. The filter is
            then not named, since it may name somebody.
        progress: Is given the records, and yields them.
    """
    rows = progress(records(frame, workspace))
    return write_incidents(
        rows if coarse is None else shareable(rows, coarse),
        out,
        format=format,
        areas=areas,
        shape=shape,
        about=describe(f) if coarse is None else {"safe_to_share": True},
        excel=excel,
        columns=RECORD_KEYS if coarse is None else SHAREABLE_KEYS,
    )


def export_text(frame: pd.DataFrame, f: Filter, workspace: Workspace, **options: Any) -> str:
    """Return what ``write_frame`` writes with the same options, as text: for a download."""
    out = io.StringIO(newline="")
    write_frame(frame, f, workspace, out, **options)
    return out.getvalue()


@contextmanager
def open_output(path: Path, *, private: bool = False) -> Iterator[TextIO]:
    """Open a file to write whole or not at all: it takes its name only when everything is written.

    The text is UTF-8 with line ends as written. A target that is no regular file (a pipe, a terminal) is written to
    as it is. With ``private`` a new file is readable by its owner alone (0600).

    Raises:
        ExportError: The file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="") as out:
                yield out
            return
        target = path.resolve()  # a link stays a link, and what it points at is replaced
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
        part = Path(name)
        try:
            with open(descriptor, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 - a descriptor, not a path
                yield out
                out.flush()
                os.fsync(out.fileno())
            part.chmod(_mode(target, private=private))
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(
            f"{path}: the file cannot be written ({error.strerror or error}). Choose another place with -o."
        ) from error


def _mode(target: Path, *, private: bool) -> int:
    """Return the mode that the file has, or that a new file would get here (mkstemp makes it private)."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    if private:
        return 0o600
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
