"""From mentions to reported incidents: one draft a scene, tellings joined, drafts finished.

The steps follow how a careful reader goes: sentence by sentence; in each, segments of one scene; in each segment
the event,
its date, its casualties and its actors; sentences without a place continue the event told before.
"""

from collections.abc import Sequence

from extraction.linking.confidence import LEAST
from extraction.linking.draft import Draft, Material, State
from extraction.linking.finish import finish
from extraction.linking.joining import joined, without_summaries
from extraction.linking.telling import read_sentence
from extraction.linking.timing import date_the_undated
from extraction.types import Rejected, ReportedIncident


def draft_incidents(material: Material) -> tuple[list[Draft], list[Rejected]]:
    """Link the mentions of a report into drafts: scenes with their event, date and casualties, tellings joined."""
    state = State()
    for sentence in material.document.sentences:
        read_sentence(material, sentence, state)
    drafts = joined(material, state.drafts, state)
    drafts = without_summaries(material, drafts, state)
    date_the_undated(material, drafts)
    return drafts, state.rejected


def reported(material: Material, drafts: Sequence[Draft]) -> tuple[tuple[ReportedIncident, ...], list[Rejected]]:
    """Return the incidents of the drafts of a report, and those of them that are most likely none.

    A note of a line or two that gives no day is news all the same: of such a note all are reported.
    """
    finished = [finish(material, draft, drafts) for draft in drafts]
    note = len(material.document.words) <= _NOTE and not any(draft.start for draft in drafts)
    least = 0.0 if note else LEAST
    likely = tuple(item.incident for item in finished if item.there >= least)
    unlikely = [item.incident for item in finished if item.there < least]
    return likely, [Rejected(i.evidence_span, i.sub_event_type, "most likely no incident") for i in unlikely]


_NOTE = 40  # words


def assemble(material: Material) -> tuple[tuple[ReportedIncident, ...], tuple[Rejected, ...]]:
    """Link the mentions of a report into incidents; also return what was considered and not taken, with the reason."""
    drafts, rejected = draft_incidents(material)
    incidents, unlikely = reported(material, drafts)
    return incidents, (*rejected, *unlikely)
