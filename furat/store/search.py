"""Words in reports: which incidents hold them. What is searched is kept folded, beside the evidence it was made of."""

from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, select

from arabic.folding import fold_text
from furat.store.database import Workspace
from furat.store.tables import ReportedIncidentRow, SearchableRow

Level = Literal["incident", "reported"]

WordSearch = Callable[[str], frozenset[str]]
"""Returns the ids of the incidents whose evidence or title holds a folded word, or part of one."""


def folded(text: str) -> str:
    """Return a text as it is searched: one spelling of each letter, Latin letters small."""
    return fold_text(text).casefold()


def searchable(report_id: str, start: int, end: int, evidence: str, title: str | None) -> dict[str, Any]:
    """Return the values of the row under which the words of a passage are found."""
    return {"report_id": report_id, "start": start, "end": end, "words": folded(f"{evidence}\n{title or ''}")}


def word_search(workspace: Workspace, *, level: Level = "incident") -> WordSearch:
    """Return the search of a workspace as it is now; a word that was asked for before is not looked for again.

    Args:
        workspace: Where to search.
        level: ``incident`` for ids of incidents, ``reported`` for those of reported incidents.
    """
    known: dict[str, frozenset[str]] = {}
    row, text = ReportedIncidentRow, SearchableRow
    key = row.event_id if level == "incident" else row.incident_id

    def search(word: str) -> frozenset[str]:
        if word not in known:
            # An outer join keeps SQLite to this order: the texts are gone through once, and incidents looked up for
            # those that hold the word. The other way round takes ten times as long.
            query = (
                select(key)
                .select_from(text)
                .outerjoin(
                    row,
                    and_(
                        row.report_id == text.report_id,
                        row.evidence_start == text.start,
                        row.evidence_end == text.end,
                    ),
                )
                .where(_holds(workspace, word), key.is_not(None))
            )
            with workspace.session() as session:
                known[word] = frozenset(session.scalars(query))
        return known[word]

    return search


def _holds(workspace: Workspace, word: str) -> ColumnElement[bool]:
    """Whether a text holds a word, taken as it is: no sign in it is a pattern."""
    if workspace.engine.dialect.name == "sqlite":
        return func.instr(SearchableRow.words, word) > 0
    return func.strpos(SearchableRow.words, word) > 0
