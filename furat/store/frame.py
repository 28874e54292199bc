"""The table that maps, lists and exports stand on, and the reports behind it."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals
from sqlalchemy import Select, Text, cast, select

from extraction.record import INCIDENT_KEYS, LIST_KEYS
from extraction.types import Report
from furat.store.database import Workspace
from furat.store.linking.combine import combine
from furat.store.linking.groups import chunks
from furat.store.search import Level
from furat.store.tables import ACCEPTED, CORRECTED, OPEN, REJECTED, ReportedIncidentRow, ReportRow

FICTIONAL_FLAG = "fictional"
"""Flag on every incident of an invented report, so that no export of it can be taken for a real event."""

WORKSPACE_KEYS = ("event_id", "report_ids", "sources", "review")
"""Keys that only a workspace can add to a record: the incident that is told, the reports that tell it, their outlets,
and what people said of it."""

RECORD_KEYS = (*INCIDENT_KEYS, *WORKSPACE_KEYS)
"""Keys of a record from a workspace, in the order in which tables show them."""

TEXT_KEYS = ("evidence", "spans", "url")
"""Keys of a record that the frame leaves out, since a million texts would not fit into memory: see ``texts``."""

FRAME_COLUMNS = (
    *(key for key in RECORD_KEYS if key not in TEXT_KEYS),
    *("lead_id", "fictional", "corrected", "lost", "version"),
)
"""Columns of the frame: the keys of a record but for ``TEXT_KEYS``, then the reported incident that leads the incident,
whether it is invented, the values that a person corrected, whether newer rules no longer read it, and the version of
the row. ``report_ids`` is empty where ``report_id`` is the only one: a list for each row would take the most memory."""

_CATEGORIES = (
    "event_type sub_event_type place_id place_name_ar place_name_en place_kind admin1 admin2 admin3 pcode source review"
).split()
_DATES = ("date_start", "date_end", "published")
_INTEGERS = (
    "time_precision date_prec_ucdp geo_precision where_prec_ucdp killed_low killed_best killed_high injured_low "
    "injured_best injured_high evidence_start evidence_end version"
).split()
_NUMBERS = ("lat", "lon", "uncertainty_km", "confidence")
_TEXTS = ("incident_id", "report_id", "event_id", "lead_id")
_BOOLEANS = ("casualties_shared", "fictional", "lost")
LIST_COLUMNS = (*LIST_KEYS, "report_ids", "sources", "corrected")
_TEXTS_AT_ONCE = 2000  # records whose texts are held in memory
_CHUNK = 20_000  # rows that are plain Python values at one time


def incident_frame(workspace: Workspace, *, level: Level = "incident") -> pd.DataFrame:
    """Return one row an incident, newest first, undated ones last; rejected ones are left out.

    Columns are ``FRAME_COLUMNS``: dates ``datetime64``, counts and precisions ``Int64``, lists tuples of ids, names and
    types categoricals (a workspace has many incidents and few places). Missing values are NA, never 0 or "".

    Args:
        workspace: Where the incidents are kept.
        level: ``incident`` for one row an event, so that no death is counted twice, with what its reports say combined
            (``furat.store.linking.combine``); ``reported`` for one row for each report that tells it.
    """
    return _by_event(_reported(workspace)) if level == "incident" else _reported(workspace)


def frame_of_incidents(workspace: Workspace, ids: Iterable[str]) -> pd.DataFrame:
    """Return the same frame of incidents for some reported incidents alone, by id: all those of each incident."""
    parts = [_nothing()]
    with workspace.session() as session:
        for some in chunks(sorted(ids)):
            rows = session.execute(_query().where(ReportedIncidentRow.incident_id.in_(some))).all()
            parts.append(_typed(pd.DataFrame(rows, columns=list(_READ), dtype=object)))
    return _by_event(_stacked(parts))


def replaced(frame: pd.DataFrame, event_ids: Collection[str], by: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of incidents in which others stand in place of some, in the order of frames."""
    kept = frame[~frame["event_id"].isin(list(event_ids)).to_numpy(dtype=bool)]
    return _in_order(_stacked([kept, by]))


def _reported(workspace: Workspace) -> pd.DataFrame:
    with workspace.session() as session:
        result = session.execute(_query()).yield_per(_CHUNK)
        parts = [_typed(pd.DataFrame(rows, columns=list(_READ), dtype=object)) for rows in result.partitions()]
    return _stacked(parts or [_nothing()])


def _nothing() -> pd.DataFrame:
    return _typed(pd.DataFrame(columns=list(_READ), dtype=object))


_FROM_REPORT = frozenset({"source", "published", "fictional"})
_MADE = frozenset({"report_ids", "sources", "corrected", "lead_id"})  # of other columns
_READ = (*(key for key in FRAME_COLUMNS if key not in _MADE), "as_read")


def _query() -> Select[Any]:
    incident, report = ReportedIncidentRow, ReportRow
    columns = [getattr(report if key in _FROM_REPORT else incident, key).label(key) for key in _READ]
    for at, key in enumerate(_READ):
        if key in (*LIST_KEYS, "as_read"):
            columns[at] = cast(getattr(incident, key), Text).label(key)  # a few hundred lists, decoded once each
    return (
        select(*columns)
        .join(report, report.report_id == incident.report_id)
        .where(incident.review != REJECTED)
        .order_by(
            incident.date_start.is_(None),
            incident.date_start.desc(),
            incident.report_id,
            incident.evidence_start,
            incident.incident_id,
        )
    )


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    decoded: dict[str | None, tuple[str, ...]] = {None: ()}
    for key in LIST_KEYS:
        decoded |= {text: tuple(json.loads(text)) for text in frame[key].unique()}
        frame[key] = _objects([decoded[text] for text in frame[key]], frame)
    decoded |= {text: tuple(json.loads(text) or ()) for text in frame["as_read"].unique() if text is not None}
    frame["lead_id"] = frame["incident_id"]
    frame["corrected"] = _objects([decoded[text] for text in frame["as_read"]], frame)
    alone: dict[str | None, tuple[str, ...]] = {None: ()}
    frame["report_ids"] = _objects([()] * len(frame), frame)
    frame["sources"] = _objects([alone.setdefault(item, (item,)) for item in frame["source"]], frame)
    marked: dict[tuple[str, ...], tuple[str, ...]] = {}
    frame["flags"] = _objects(
        [
            marked.setdefault(flags, (*flags, FICTIONAL_FLAG)) if invented and FICTIONAL_FLAG not in flags else flags
            for flags, invented in zip(frame["flags"], frame["fictional"], strict=True)
        ],
        frame,
    )
    return _with_types(frame)


def _with_types(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the types of its columns; made anew, since a column put into the old frame would keep all
    the plain values of that alive."""
    return pd.DataFrame({key: _typed_column(key, frame[key]) for key in FRAME_COLUMNS}, copy=False)


def _typed_column(key: str, column: "pd.Series[Any]") -> "pd.Series[Any]":
    if key in _CATEGORIES:
        return column.astype("str").astype("category")
    if key in _DATES:
        return pd.to_datetime(column).astype("datetime64[s]")
    if key in _INTEGERS:
        return column.astype("Int64")
    if key in _NUMBERS:
        return column.astype("float64")
    if key in _BOOLEANS:
        return column.astype("bool")
    if key in _TEXTS:
        return column.astype("str")
    return column


def _objects(values: list[Any], frame: pd.DataFrame) -> pd.Series:
    return pd.Series(values, index=frame.index, dtype=object)


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put frames one below the other, column by column, and use them up: there is never all of it twice.

    Categoricals stay such, over the values of all parts.
    """
    if len(parts) == 1:
        return parts[0]
    made: dict[str, pd.Series[Any]] = {}
    for key in FRAME_COLUMNS:
        columns = [part.pop(key) for part in parts]
        if key in _CATEGORIES:
            values = union_categoricals(columns, sort_categories=True).categories
            columns = [column.cat.set_categories(values) for column in columns]
        made[key] = pd.concat(columns, ignore_index=True)
    return pd.DataFrame(made, copy=False)


def _by_event(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event: that of its one report, or what its reports say combined."""
    several = frame["event_id"].duplicated(keep=False).to_numpy(dtype=bool)
    if not several.any():
        return frame
    return _in_order(_stacked([frame[~several], *_combined(frame[several])]))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame newest first, undated ones last, then by report and place in it."""
    order = frame[["date_start", "report_id", "evidence_start", "incident_id"]].sort_values(
        ["date_start", "report_id", "evidence_start", "incident_id"],
        ascending=[False, True, True, True],
        na_position="last",
    )
    return frame.loc[order.index].reset_index(drop=True)


def _combined(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the incidents that several reports tell; some thousand rows at a time are plain Python values."""
    frame = frame.sort_values("event_id", kind="stable", ignore_index=True)
    begins = np.flatnonzero((frame["event_id"] != frame["event_id"].shift()).to_numpy(dtype=bool))
    wanted = np.searchsorted(begins, np.arange(0, len(frame), _CHUNK))  # a piece ends where an incident ends
    for first, last in pairwise([*np.unique(begins[wanted[wanted < len(begins)]]), len(frame)]):
        part = frame.iloc[first:last]
        columns = {key: _values(part, key) for key in FRAME_COLUMNS}
        groups: dict[str, list[dict[str, Any]]] = {}
        for values in zip(*columns.values(), strict=True):
            row = dict(zip(columns, values, strict=True))
            groups.setdefault(row["event_id"], []).append(row)
        events = [_event(event_id, rows) for event_id, rows in groups.items()]
        yield _with_types(pd.DataFrame(events, columns=list(FRAME_COLUMNS), dtype=object))


def _event(event_id: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    rows.sort(key=lambda row: (row["published"] is None, row["published"], row["report_id"]))
    made = combine(rows) | {"incident_id": event_id}
    reports = tuple(dict.fromkeys(row["report_id"] for row in rows))
    made["report_ids"] = reports if len(reports) > 1 else ()
    made["sources"] = tuple(dict.fromkeys(row["source"] for row in rows if row["source"] is not None))
    made["corrected"] = tuple(dict.fromkeys(key for row in rows for key in row["corrected"]))
    made["review"] = combined_review(row["review"] for row in rows)
    made["lost"] = any(row["lost"] for row in rows)
    return made


def all_reports(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Return the ids of all reports that tell each incident, as tuples."""
    pairs = zip(frame["report_ids"], frame["report_id"], strict=True)
    return pd.Series([several or (one,) for several, one in pairs], index=frame.index, dtype=object)


def combined_review(states: Iterable[str]) -> str:
    """Return the state of an incident by those of its reports: open as long as any waits, else what people did."""
    found = set(states)
    return OPEN if OPEN in found else CORRECTED if CORRECTED in found else ACCEPTED


def _values(frame: pd.DataFrame, key: str) -> list[Any]:
    """Return a column as plain Python values: dates, numbers, None."""
    column = frame[key]
    if key in LIST_COLUMNS:
        return list(column)
    if key in _DATES:
        return [None if pd.isna(value) else value.date() for value in column]
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def records(frame: pd.DataFrame, workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield the rows as records (``RECORD_KEYS``; ISO dates, lists, None), ready for an export."""
    light = [key for key in RECORD_KEYS if key not in TEXT_KEYS]
    for first in range(0, len(frame), _TEXTS_AT_ONCE):
        part = frame.iloc[first : first + _TEXTS_AT_ONCE]
        told = texts(workspace, part["lead_id"])
        columns = [_plain(part, key) for key in light]
        for lead_id, *values in zip(part["lead_id"], *columns, strict=True):
            if lead_id not in told:  # purged a moment ago: what is gone is not exported
                continue
            record = dict(zip(light, values, strict=True)) | told[lead_id].record()
            yield {key: record[key] for key in RECORD_KEYS}


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a reported incident: its evidence, the spans of its values, and the report's address and title."""

    evidence: str
    spans: list[dict[str, Any]]
    url: str | None
    title: str | None

    def record(self) -> dict[str, Any]:
        """Return the values of ``TEXT_KEYS``."""
        return {key: getattr(self, key) for key in TEXT_KEYS}


def texts(workspace: Workspace, lead_ids: Iterable[str]) -> dict[str, Told]:
    """Return the words of reported incidents by id: of a page of them, or of a part of an export."""
    row, report = ReportedIncidentRow, ReportRow
    found: dict[str, Told] = {}
    with workspace.session() as session:
        for some in chunks(lead_ids):
            query = (
                select(row.incident_id, row.evidence, row.spans, report.url, report.title)
                .join(report, report.report_id == row.report_id)
                .where(row.incident_id.in_(some))
            )
            for key, evidence, spans, url, title in session.execute(query):
                found[key] = Told(evidence, spans, url, title)
    return found


def _plain(frame: pd.DataFrame, key: str) -> Iterable[Any]:
    if key == "report_ids":
        return map(list, all_reports(frame))
    if key in LIST_COLUMNS:
        return map(list, frame[key])
    if key in _DATES:
        return (None if pd.isna(value) else value.date().isoformat() for value in frame[key])
    return _values(frame, key)


def report(workspace: Workspace, report_id: str) -> Report | None:
    """Return a report as it was published, or None when there is none of that id."""
    with workspace.session() as session:
        row = session.get(ReportRow, report_id)
        return None if row is None else report_of(row)


def reports(workspace: Workspace) -> list[Report]:
    """Return all reports, newest first, undated ones last."""
    with workspace.session() as session:
        rows = session.scalars(select(ReportRow)).all()
        kept = [report_of(row) for row in rows]
    return sorted(kept, key=lambda item: (-(item.published or date.min).toordinal(), item.report_id))


def report_of(row: ReportRow) -> Report:
    """Return the report of a row."""
    return Report(
        report_id=row.report_id,
        text=row.text,
        title=row.title,
        published=row.published,
        source=row.source,
        url=row.url,
        fictional=row.fictional,
    )
