"""From mentions to reported incidents: one draft a scene, tellings joined, drafts finished.

The steps follow how a careful reader goes: sentence by sentence; in each, segments of one scene; in each segment
the event,
its date, its casualties and its actors; sentences without a place continue the event told before.
"""

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


def assemble(material: Material) -> tuple[tuple[ReportedIncident, ...], tuple[Rejected, ...]]:
    """Link the mentions of a report into incidents; also return what was considered and not taken, with the reason."""
    drafts, rejected = draft_incidents(material)
    return tuple(finish(material, draft) for draft in drafts), tuple(rejected)
