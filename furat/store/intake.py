"""Keeping many reports in parts: after each part somebody can look, or stop, and what was kept stays whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extraction.pipeline import Extractor
from extraction.types import Report
from furat.errors import ReviewError
from furat.store.database import Workspace
from furat.store.ingest import ingest
from furat.store.known import known
from furat.store.linking.compare import Linker
from furat.store.linking.groups import chunks
from furat.store.linking.link import link
from furat.store.people import Person

PART = 25
"""Reports in one part: a fraction of a second, so that a page that shows how far it is stays in motion."""


@dataclass(slots=True)
class Intake:
    """What came of keeping reports: the reports that are kept now, those that were there, and why others are not.

    ``incidents`` counts what the kept reports tell, ``moved`` those that joined an incident of another report.
    """

    kept: list[Report] = field(default_factory=list)
    known: int = 0
    incidents: int = 0
    moved: int = 0
    faults: list[str] = field(default_factory=list)
    done: int = 0


def take_in(
    workspace: Workspace,
    reports: Sequence[Report],
    extractor: Extractor,
    linker: Linker,
    *,
    by: Callable[[], Person | None],
    into: Intake,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[int]:
    """Keep reports in parts and link what is new, as ``furat ingest`` does; yield after each part how many are settled.

    Args:
        workspace: Where to keep them.
        reports: The reports.
        extractor: Reads them.
        linker: The weights of linking.
        by: Who keeps them, asked anew for each part: rights may be withdrawn meanwhile. None is nobody.
        into: Filled part by part.
        stopped: Asked before each part; when it says so, the rest is not kept, and what was kept is still linked.

    Raises:
        ReviewError: The person may not keep reports.
        WorkspaceError: The database cannot be written.
    """
    for part in chunks(reports[into.done :], PART):
        if stopped():
            break
        person = by()
        if person is None:
            raise ReviewError("Nobody is signed in who may keep reports. Sign in again.")
        before = known(workspace, part).texts
        summary = ingest(workspace, part, extractor, by=person)
        held = known(workspace, part).texts
        into.kept += [one for one in part if one.sha256 not in before and held.get(one.sha256) == one.report_id]
        into.known += summary.known
        into.incidents += summary.incidents
        into.faults += summary.faults
        into.done += len(part)
        yield into.done
    into.moved += link(workspace, linker).moved
