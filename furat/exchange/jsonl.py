"""JSON Lines: one record a line, lists as lists; what programs read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO


def write_jsonl(records: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write one JSON object a line, Arabic as Arabic, and return their number.

    U+2028 and U+2029 are escaped: they are legal in JSON, but tools that split text at every Unicode line end would
    break a record in two.
    """
    written = 0
    for record in records:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        out.write(line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085") + "\n")
        written += 1
    return written
