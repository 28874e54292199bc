"""Which event each reported incident tells, worked out anew from the links and from what people said of them.

The event of a reported incident is never set by hand: it follows from ``links`` and ``link_decisions``, so that taking
either back restores what was before.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from furat.store.linking.cluster import Pair, clusters, leader
from furat.store.tables import LinkDecisionRow, LinkRow, ReportedIncidentRow

_Item = TypeVar("_Item")

_CHUNK = 400  # ids in one query: SQLite takes a limited number of values


def chunks(items: Iterable[_Item], size: int = _CHUNK) -> Iterator[Sequence[_Item]]:
    """Yield the items in lists of ``size``."""
    held: list[_Item] = []
    for item in items:
        held.append(item)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def regroup(session: Session, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the reported incidents around ``ids`` their events anew; return what changed: the old and the new event.

    Around them lies whatever links, decisions or a shared event tie to them, directly or through others.
    """
    members, links, joined, separated = _component(session, set(ids))
    found = clusters({key: report for key, (report, _) in members.items()}, links, joined, separated)
    events = {key: event for key, (_, event) in members.items()}
    changed: dict[str, tuple[str, str]] = {}
    for group in found:
        event = leader(group, events)
        changed |= {member: (events[member], event) for member in group if events[member] != event}
    for event in {new for _, new in changed.values()}:
        moved = [member for member, (_, new) in changed.items() if new == event]
        for some in chunks(moved):
            session.execute(
                update(ReportedIncidentRow)
                .where(ReportedIncidentRow.incident_id.in_(some))
                .values(event_id=event)
                .execution_options(synchronize_session="fetch")
            )
    return changed


def component(session: Session, ids: Iterable[str]) -> set[str]:
    """Return the reported incidents around ``ids``: what ``regroup`` looks at, those that are there among them."""
    return set(_component(session, set(ids))[0])


def _component(
    session: Session, start: set[str]
) -> tuple[dict[str, tuple[str, str]], dict[Pair, float], set[Pair], set[Pair]]:
    """Return report and event of every incident within reach, and the links and decisions between them."""
    row = ReportedIncidentRow
    members: dict[str, tuple[str, str]] = {}
    links: dict[Pair, float] = {}
    decisions: dict[Pair, bool] = {}
    waiting = start
    while waiting:
        found: set[str] = set()
        events: set[str] = set()
        for some in chunks(sorted(waiting)):
            for key, report, event in session.execute(
                select(row.incident_id, row.report_id, row.event_id).where(row.incident_id.in_(some))
            ):
                members[key] = report, event
                events.add(event)
            for link in session.execute(
                select(LinkRow.first_id, LinkRow.second_id, LinkRow.score).where(
                    or_(LinkRow.first_id.in_(some), LinkRow.second_id.in_(some))
                )
            ):
                links[link.first_id, link.second_id] = link.score
                found |= {link.first_id, link.second_id}
            for word in session.execute(
                select(LinkDecisionRow.first_id, LinkDecisionRow.second_id, LinkDecisionRow.together).where(
                    or_(LinkDecisionRow.first_id.in_(some), LinkDecisionRow.second_id.in_(some))
                )
            ):
                decisions[word.first_id, word.second_id] = word.together
                found |= {word.first_id, word.second_id} if word.together else set()
        for some in chunks(sorted(events)):
            found |= set(session.scalars(select(row.incident_id).where(row.event_id.in_(some))))
        waiting = found - members.keys()
    inside = {at: word for at, word in decisions.items() if members.keys() >= set(at)}
    return (
        members,
        links,
        {at for at, together in inside.items() if together},
        {at for at, together in inside.items() if not together},
    )
