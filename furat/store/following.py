"""An incident frame brought up to what people decided since it was made, without reading a million rows anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Row, func, select

from furat.store.database import Workspace
from furat.store.frame import frame_of_incidents, replaced
from furat.store.linking.groups import component
from furat.store.review.audit import KEY_JOINER
from furat.store.tables import ChangeRow, LinkDecisionRow, MetaRow, ReportedIncidentRow

MOST_ACTS = 1000
"""More acts than this are rather read with all the rest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a database: its revision, and the last act of the trail."""

    revision: int
    last_act: int


def mark(workspace: Workspace) -> Mark:
    """Return the present moment of a database."""
    with workspace.session() as session:
        row = session.get(MetaRow, "revision")
        last = session.scalar(select(func.max(ChangeRow.change_id)))
        return Mark(int(row.value) if row else 0, last or 0)


def followed(workspace: Workspace, frame: pd.DataFrame, was: Mark, now: Mark) -> pd.DataFrame | None:
    """Return the frame of incidents of an earlier moment as it is now; None where more than decisions happened since.

    Each write raises the revision by one, and each decision is one write and one act: where both grew alike, nothing
    was kept, linked, read anew or removed in between.
    """
    acts = _acts_since(workspace, was)
    if len(acts) != now.revision - was.revision or not all(_changes_rows(act.after) for act in acts):
        return None
    touched = {key for act in acts for values in (act.before, act.after) for key in _keys(values)}
    if not touched:
        return frame
    with workspace.session() as session:
        members = component(session, touched)
    return replaced(frame, touched | members, frame_of_incidents(workspace, members))


def _acts_since(workspace: Workspace, was: Mark) -> Sequence[Row[Any]]:
    query = select(ChangeRow.before, ChangeRow.after).where(ChangeRow.change_id > was.last_act)
    with workspace.session() as session:
        return session.execute(query.limit(MOST_ACTS + 1)).all()


def _changes_rows(after: Mapping[str, Any]) -> bool:
    """Whether an act says which rows it changed; a purge and a restore do not, and one that was purged does no more."""
    return bool(after) and all(isinstance(rows, dict) for rows in after.values())


def _keys(values: Mapping[str, Any]) -> Iterable[str]:
    yield from values.get(str(ReportedIncidentRow.__tablename__), ())
    for pair in values.get(str(LinkDecisionRow.__tablename__), ()):
        yield from pair.split(KEY_JOINER)
