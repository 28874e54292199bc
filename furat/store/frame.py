"""The table that maps, lists and exports stand on, and the reports behind it."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Text, cast, select

from extraction.record import INCIDENT_KEYS, LIST_KEYS
from extraction.types import Report
from furat.store.database import Workspace
from furat.store.tables import ReportedIncidentRow, ReportRow

Level = Literal["incident", "reported"]

FICTIONAL_FLAG = "fictional"
"""Flag on every incident of an invented report, so that no export of it can be taken for a real event."""

FRAME_COLUMNS = (*INCIDENT_KEYS, "title", "fictional")
"""Columns of the frame: the keys of the contract, then the title of the report and whether it is invented."""

_CATEGORIES = (
    "event_type sub_event_type place_id place_name_ar place_name_en place_kind admin1 admin2 admin3 pcode source"
).split()
_DATES = ("date_start", "date_end", "published")
_INTEGERS = (
    "time_precision date_prec_ucdp geo_precision where_prec_ucdp killed_low killed_best killed_high injured_low "
    "injured_best injured_high evidence_start evidence_end"
).split()
_NUMBERS = ("lat", "lon", "uncertainty_km", "confidence")
_TEXTS = ("incident_id", "report_id", "url", "evidence", "title")


def incident_frame(workspace: Workspace, *, level: Level = "incident") -> pd.DataFrame:
    """Return one row an incident, newest first, undated ones last.

    Columns are ``FRAME_COLUMNS``: dates ``datetime64``, counts and precisions ``Int64``, lists tuples of ids, names and
    types categoricals (a workspace has many incidents and few places). Missing values are NA, never 0 or "".

    Args:
        workspace: Where the incidents are kept.
        level: ``incident`` for one row an event, so that no death is counted twice; ``reported`` for one row for each
            report that tells it. Until reports are linked the two are the same.
    """
    incident, report = ReportedIncidentRow, ReportRow
    from_report = {"source", "url", "published", "title", "fictional"}
    columns = [getattr(report if key in from_report else incident, key).label(key) for key in FRAME_COLUMNS]
    for at, key in enumerate(FRAME_COLUMNS):
        if key in LIST_KEYS:
            columns[at] = cast(getattr(incident, key), Text).label(key)  # a few hundred lists, decoded once each
    if level == "incident":
        columns[0] = incident.event_id.label("incident_id")
    query = (
        select(*columns)
        .join(report, report.report_id == incident.report_id)
        .order_by(
            incident.date_start.is_(None),
            incident.date_start.desc(),
            incident.report_id,
            incident.evidence_start,
            incident.incident_id,
        )
    )
    with workspace.session() as session:
        rows = session.execute(query).all()
    return _typed(pd.DataFrame(rows, columns=list(FRAME_COLUMNS), dtype=object))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    for key in _CATEGORIES:
        frame[key] = frame[key].astype("str").astype("category")
    for key in _DATES:
        frame[key] = pd.to_datetime(frame[key]).astype("datetime64[s]")
    for key in _INTEGERS:
        frame[key] = frame[key].astype("Int64")
    for key in _NUMBERS:
        frame[key] = frame[key].astype("float64")
    for key in ("casualties_shared", "fictional"):
        frame[key] = frame[key].astype("bool")
    for key in _TEXTS:
        frame[key] = frame[key].astype("str")
    for key in LIST_KEYS:
        decoded = {text: tuple(json.loads(text)) for text in frame[key].unique()}
        frame[key] = pd.Series([decoded[text] for text in frame[key]], index=frame.index, dtype=object)
    marked: dict[tuple[str, ...], tuple[str, ...]] = {}
    frame["flags"] = pd.Series(
        [
            marked.setdefault(flags, (*flags, FICTIONAL_FLAG)) if invented and FICTIONAL_FLAG not in flags else flags
            for flags, invented in zip(frame["flags"], frame["fictional"], strict=True)
        ],
        index=frame.index,
        dtype=object,
    )
    return frame


def records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows as the contract's records (``INCIDENT_KEYS``; ISO dates, lists, None), ready for an export."""
    columns = [_plain(frame, key) for key in INCIDENT_KEYS]
    for values in zip(*columns, strict=True):
        yield dict(zip(INCIDENT_KEYS, values, strict=True))


def _plain(frame: pd.DataFrame, key: str) -> list[Any]:
    column = frame[key]
    if key in LIST_KEYS:
        return [list(value) for value in column]
    if key == "spans":
        return list(column)
    if key in _DATES:
        return [None if pd.isna(value) else value.date().isoformat() for value in column]
    return column.astype(object).where(column.notna(), None).tolist()


def report(workspace: Workspace, report_id: str) -> Report | None:
    """Return a report as it was published, or None when there is none of that id."""
    with workspace.session() as session:
        row = session.get(ReportRow, report_id)
        return None if row is None else _report(row)


def reports(workspace: Workspace) -> list[Report]:
    """Return all reports, newest first, undated ones last."""
    with workspace.session() as session:
        rows = session.scalars(select(ReportRow)).all()
        kept = [_report(row) for row in rows]
    return sorted(kept, key=lambda item: (-(item.published or date.min).toordinal(), item.report_id))


def _report(row: ReportRow) -> Report:
    return Report(
        report_id=row.report_id,
        text=row.text,
        title=row.title,
        published=row.published,
        source=row.source,
        url=row.url,
        fictional=row.fictional,
    )
