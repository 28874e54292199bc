"""Records made flat, for tables and GeoJSON properties: lists joined by ``;``, each span and candidate as one word."""

from collections.abc import Mapping
from typing import Any

Cell = str | int | float | bool | None

SEPARATOR = ";"


def flatten(record: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the record with every list joined by ``;``.

    A span becomes ``field:start:end:rule``, a candidate ``place_id:score``. An empty list becomes "", and None stays:
    "no weapon is named" and "unknown" are not the same.
    """
    return {key: _cell(value) for key, value in record.items()}


def _cell(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return SEPARATOR.join(_item(item) for item in value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a record holds a value that no format can write: {type(value).__name__}")


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    keys = ("field", "start", "end", "rule") if "field" in item else ("place_id", "score")
    return ":".join(str(item[key]) for key in keys)
