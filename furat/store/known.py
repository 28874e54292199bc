"""Which of many reports a workspace knows already: asked before they are kept, some hundred in one question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from extraction.types import Report
from furat.store.database import Workspace
from furat.store.linking.groups import chunks
from furat.store.tables import ReportRow, TombstoneRow


@dataclass(frozen=True, slots=True)
class Known:
    """What a workspace holds of some reports.

    ``texts`` gives for the hash of a text the id of the report that has it, ``ids`` for a report id the hash of its
    text, ``purged`` for the hash of a text the day on which it was purged.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    purged: Mapping[str, date] = field(default_factory=dict)


def known(workspace: Workspace, reports: Iterable[Report]) -> Known:
    """Return what the workspace holds of these reports, by text and by id.

    The same questions that an ingest asks of each report, so that a page can answer them for a whole upload before
    anything is kept.
    """
    texts: dict[str, str] = {}
    ids: dict[str, str] = {}
    purged: dict[str, date] = {}
    with workspace.session() as session:
        for some in chunks(reports):
            hashes = [report.sha256 for report in some]
            for column, wanted in ((ReportRow.sha256, hashes), (ReportRow.report_id, [r.report_id for r in some])):
                for report_id, digest in session.execute(
                    select(ReportRow.report_id, ReportRow.sha256).where(column.in_(wanted))
                ):
                    texts[digest] = report_id
                    ids[report_id] = digest
            for digest, at in session.execute(
                select(TombstoneRow.sha256, TombstoneRow.at).where(TombstoneRow.sha256.in_(hashes))
            ):
                purged[digest] = at.date()
    return Known(texts, ids, purged)
