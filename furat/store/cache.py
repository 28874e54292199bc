"""The incident frame on disk, to be read in a moment instead of made of a database for a minute.

It lies beside the database of a large workspace, readable by its owner alone, and is disposable: it says of which
moment of the database it is, and what cannot be read is made anew. It holds what the frame holds, so no text of a
report; a purge and a restore take it away.
"""

import json
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from furat.store.columns import coded
from furat.store.database import Workspace
from furat.store.following import Mark, followed, mark
from furat.store.frame import FRAME_COLUMNS, LIST_COLUMNS, incident_frame

logger = logging.getLogger(__name__)

LEAST_ROWS = 20_000
"""A smaller frame is read from the database in about a second, and no copy of it is worth its risk."""

_FOLDER, _NAME = "cache", "incidents.arrow"
_FORMAT = "1"
"""Grows with each change of what the files hold, columns apart."""


@dataclass(frozen=True, slots=True)
class Held:
    """A frame of incidents and the moment of the database that it shows."""

    frame: pd.DataFrame
    at: Mark


def held_frame(workspace: Workspace, before: Held | None = None) -> Held:
    """Return ``incident_frame(workspace)`` of the present moment, in the cheapest way there is.

    An earlier frame, given or found in the cache, is brought up to what people decided since; where more than that
    happened, all is read anew. A database on a server has no folder for a cache.

    Args:
        workspace: Where the incidents are kept.
        before: What this returned at an earlier moment.
    """
    now = mark(workspace)  # asked for first: a later write must not pass for this moment
    for held in (before, None):
        known = held or _read(workspace)
        if known is not None and known.at == now:
            return known
        frame = followed(workspace, known.frame, known.at, now) if known is not None else None
        if frame is not None:
            return Held(frame, now)
    made = Held(incident_frame(workspace), now)
    if len(made.frame) >= LEAST_ROWS:
        _write(workspace, made)
    return made


def drop_cache(folder: Path | None) -> None:
    """Take the cache of the workspace in a folder away."""
    if folder is not None and (folder / _FOLDER).is_dir():
        for file in (folder / _FOLDER).iterdir():
            file.unlink(missing_ok=True)


def _made_of() -> list[str]:
    return [_FORMAT, *FRAME_COLUMNS]


def _read(workspace: Workspace) -> Held | None:
    """Return what the cache holds; None where there is none, or one that is cut off or of another form."""
    if workspace.folder is None:
        return None
    try:
        with pa.memory_map(str(workspace.folder / _FOLDER / _NAME)) as source:
            table = pa.ipc.open_file(source).read_all()
        said = json.loads((table.schema.metadata or {}).get(b"furat", b"{}"))
        if said.get("made_of") != _made_of():
            return None
        columns = {key: _series(key, table.column(key)) for key in FRAME_COLUMNS}
        return Held(pd.DataFrame(columns, copy=False), Mark(**said["at"]))
    except FileNotFoundError:
        return None
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
        logger.warning("the cache is made anew, since it cannot be read: %s", error)
        return None


def _write(workspace: Workspace, held: Held) -> None:
    """Write a frame whole or not at all. A disk that is full costs nothing but the time of the next start."""
    if workspace.folder is None:
        return
    folder = workspace.folder / _FOLDER
    said = json.dumps({"made_of": _made_of(), "at": asdict(held.at)})
    arrays = {key: _array(key, held.frame[key]) for key in FRAME_COLUMNS}
    table = pa.table(arrays).replace_schema_metadata({b"furat": said.encode()})
    part = None
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".part-")  # 0600
        part = Path(name)
        with os.fdopen(handle, "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
        part.replace(folder / _NAME)
    except OSError as error:
        logger.warning("the cache cannot be written: %s", error)
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)  # what pandas means by "str"
_PANDAS_TYPES = {pa.int64(): pd.Int64Dtype(), pa.string(): _TEXT, pa.large_string(): _TEXT}


def _array(key: str, column: "pd.Series[Any]") -> Any:
    if key in LIST_COLUMNS or isinstance(column.dtype, pd.CategoricalDtype):
        found = coded(column)
        values = [json.dumps(value) for value in found.values] if key in LIST_COLUMNS else list(found.values)
        codes = pa.array(found.codes.astype(np.int32), mask=found.codes < 0)
        return pa.DictionaryArray.from_arrays(codes, pa.array(values, pa.string()))
    return pa.Array.from_pandas(column)


def _series(key: str, chunks: Any) -> "pd.Series[Any]":
    array = chunks.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], array.type)
    if not pa.types.is_dictionary(array.type):
        return pd.Series(array.to_pandas(types_mapper=_PANDAS_TYPES.get))
    codes = array.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    values = array.dictionary.to_pylist()
    if key in LIST_COLUMNS:
        lists = np.empty(len(values), dtype=object)
        lists[:] = [tuple(json.loads(value)) for value in values]
        return pd.Series(lists[codes], dtype=object)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(values, dtype="str")))
