"""Cluster: from pairs that were linked to groups, each of which is one event.

People come first: what they joined is joined, what they separated is never in one group, whatever speaks for it. Two
incidents of one report are two events, since the reading has joined already what a report tells twice.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""Ids of two reported incidents, the lesser one first."""

SHARE_LINKED = 0.5
"""Least share of the pairs between two groups that must be linked before they are joined: one link alone would chain
event to event along a busy week."""


def pair(first: str, second: str) -> Pair:
    """Return two ids as a pair."""
    return (first, second) if first < second else (second, first)


@dataclass(slots=True)
class _Group:
    members: list[str]
    reports: set[str] = field(default_factory=set)


def clusters(
    members: Mapping[str, str], links: Mapping[Pair, float], joined: Collection[Pair], separated: Collection[Pair]
) -> list[list[str]]:
    """Return the groups of the members, each sorted, in the order of their first members.

    The same pairs give the same groups, in whatever order they come.

    Args:
        members: The report of each reported incident, by id.
        links: Pairs that the rules linked, with their scores.
        joined: Pairs that people put together.
        separated: Pairs that people put apart.
    """
    group = {member: _Group([member], {report}) for member, report in members.items()}
    apart = set(separated)
    linked = set(links) | set(joined)

    def join(first: _Group, second: _Group) -> None:
        first.members += second.members
        first.reports |= second.reports
        for member in second.members:
            group[member] = first

    for one, other in sorted(joined):
        if group[one] is not group[other] and not _any(group[one], group[other], apart):
            join(group[one], group[other])
    for one, other in sorted(links, key=lambda at: (-links[at], at)):
        first, second = group[one], group[other]
        if first is second or first.reports & second.reports or _any(first, second, apart):
            continue
        if _count(first, second, linked) >= SHARE_LINKED * len(first.members) * len(second.members):
            join(first, second)
    return sorted(sorted(found.members) for found in {id(found): found for found in group.values()}.values())


def leader(members: Iterable[str], events: Mapping[str, str]) -> str:
    """Return the member whose id the event bears: the one that most of them bear already, else the least.

    So an event keeps its id when a report joins it, and what leaves it takes another.
    """
    held = list(members)
    votes: dict[str, int] = {}
    for member in held:
        votes[events[member]] = votes.get(events[member], 0) + 1
    own = [event for event in votes if event in held]
    return min(own, key=lambda event: (-votes[event], event)) if own else min(held)


def _any(first: _Group, second: _Group, pairs: Collection[Pair]) -> bool:
    return bool(pairs) and any(pair(one, other) in pairs for one in first.members for other in second.members)


def _count(first: _Group, second: _Group, pairs: Collection[Pair]) -> int:
    return sum(pair(one, other) in pairs for one in first.members for other in second.members)
