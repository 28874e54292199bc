"""From what several reports say of one event to one incident, without hiding where they differ.

What a person corrected outweighs what was read. Else each value is taken from the reports that know it most exactly,
and of these from most of them; text and words stay those of one report, the leading one.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extraction.record import PLACE_KEYS

Row = Mapping[str, Any]
"""A reported incident as the frame holds it: the keys of the contract, None where unknown, dates as dates."""

DATE_KEYS = "date_start date_end time_precision date_prec_ucdp".split()
TYPE_KEYS = "event_type sub_event_type".split()

SOURCES_DISAGREE = "sources_disagree"
"""Flag: reports of one event differ in a count that none of them corrects, or name other perpetrators."""

TOLL_UPDATED = "toll_updated"
"""Flag: a later report raises the count, and the earlier ones are taken as overtaken."""

_UNIDENTIFIED = "unidentified_"
"""How the ids of actors begin whom nobody knows (``unidentified_gunmen``)."""

_DECIDED = ("corrected", "accepted")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of a count. ``low`` and ``high`` are inclusive; a high of None leaves it open."""

    low: int
    best: int | None
    high: int | None
    published: Any
    row: Row


@dataclass(frozen=True, slots=True)
class Count:
    """A count over several reports, and whether they disagree or a later one raised it."""

    low: int | None
    best: int | None
    high: int | None
    disagree: bool = False
    updated: bool = False


def combine(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the incident that several reported incidents tell, with the keys of ``rows``.

    The order of ``rows`` makes no difference.
    """
    ordered = sorted(rows, key=_rank)
    lead = ordered[0]
    made = dict(lead) | {"lead_id": lead["incident_id"]}
    made |= _most(ordered, TYPE_KEYS, lambda row: 0)
    made |= _most(ordered, PLACE_KEYS, lambda row: row["geo_precision"] or 9)
    made |= _most(ordered, DATE_KEYS, lambda row: row["time_precision"] or 9)
    for key in ("perpetrators", "targets", "claimed_by", "weapons"):
        made[key] = _joined(ordered, key)
    lacks = {flag for flag in lead["flags"] if flag.startswith("no_")}  # what another report may know
    flags = set(lead["flags"]) - {flag for flag in lacks if not all(flag in row["flags"] for row in ordered)}
    for what in ("killed", "injured"):
        count = combined_count(ordered, what)
        made |= {f"{what}_{end}": getattr(count, end) for end in ("low", "best", "high")}
        flags |= {TOLL_UPDATED} if count.updated else set()
        flags |= {SOURCES_DISAGREE} if count.disagree else set()
    if _disjoint(ordered, "perpetrators"):
        flags.add(SOURCES_DISAGREE)
    made["casualties_shared"] = all(row["casualties_shared"] for row in ordered)
    made["flags"] = tuple(sorted(flags))
    made["confidence"] = max(row["confidence"] for row in ordered)
    return made


def combined_count(rows: Sequence[Row], what: str) -> Count:
    """Return the count of ``killed`` or ``injured`` over the reports of one event.

    - A person's correction stands alone.
    - A vague claim ("at least 2") that an exact one satisfies is no other claim.
    - Where every later report says as much or more, the toll rose: the newest day counts.
    - Else the sources disagree: the least to the most, and the figure that most of them give.
    """
    told = [claim for row in rows if (claim := _claim(row, what)) is not None]
    if not told:
        return Count(None, None, None)
    keys = {f"{what}_{end}" for end in ("low", "best", "high")}
    corrected = [claim for claim in told if keys & set(claim.row.get("corrected") or ())]
    if corrected:
        return Count(corrected[0].low, corrected[0].best, corrected[0].high)
    exact = [claim for claim in told if claim.high is not None]
    claims = [claim for claim in told if claim.high is not None or not any(e.low >= claim.low for e in exact)] or told
    newest = _newest(claims)
    updated = len(newest) < len(claims) and any(claim.low != newest[0].low for claim in claims)
    if updated:
        claims = newest
    figures = Counter((claim.low, claim.best, claim.high) for claim in claims)
    if len(figures) == 1:
        return Count(*next(iter(figures)), updated=updated)
    high = None if any(claim.high is None for claim in claims) else max(claim.high or 0 for claim in claims)
    bests = Counter(claim.best for claim in claims if claim.best is not None)
    best = min(bests, key=lambda figure: (-bests[figure], figure)) if bests else None
    return Count(min(claim.low for claim in claims), best, high, disagree=True, updated=updated)


def claims(rows: Sequence[Row], what: str) -> list[Claim]:
    """Return what each report says of a count, in the order of publication: for a page that shows who says so."""
    told = [claim for row in rows if (claim := _claim(row, what)) is not None]
    return sorted(told, key=lambda claim: (claim.published is None, claim.published, claim.row["report_id"]))


def _claim(row: Row, what: str) -> Claim | None:
    low, best, high = (row[f"{what}_{end}"] for end in ("low", "best", "high"))
    if row["casualties_shared"] or (low is None and high is None):
        return None
    return Claim(0 if low is None else int(low), best, high, row["published"], row)


def _newest(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of the newest day where no earlier one says more; all of them where one does."""
    days = sorted({claim.published for claim in claims if claim.published is not None})
    if len(days) < 2 or any(claim.published is None for claim in claims):
        return list(claims)
    steps = [[claim.low for claim in claims if claim.published == day] for day in days]
    rises = all(max(before) <= min(after) for before, after in pairwise(steps))
    return [claim for claim in claims if claim.published == days[-1]] if rises else list(claims)


def _rank(row: Row) -> tuple[Any, ...]:
    """What a person decided first, then the surest reading; ties by publication and id, so that order plays no part."""
    state = _DECIDED.index(row["review"]) if row["review"] in _DECIDED else len(_DECIDED)
    published = row["published"]
    return state, -row["confidence"], published is None, str(published), row["report_id"], str(row["incident_id"])


def _most(rows: Sequence[Row], keys: Sequence[str], coarseness: Callable[[Row], int]) -> dict[str, Any]:
    """Return the values under ``keys`` of the row that knows them best: corrected, else most exact, else most told."""
    corrected = [row for row in rows if set(keys) & set(row.get("corrected") or ())]
    pool = corrected or rows
    finest = min(coarseness(row) for row in pool)
    pool = [row for row in pool if coarseness(row) == finest]
    votes: Counter[Hashable] = Counter(tuple(row[key] for key in keys[:2]) for row in pool)
    chosen = max(pool, key=lambda row: votes[tuple(row[key] for key in keys[:2])])  # the first of equals leads
    return {key: chosen[key] for key in keys}


def _joined(rows: Sequence[Row], key: str) -> tuple[str, ...]:
    corrected = [row for row in rows if key in (row.get("corrected") or ())]
    told = [corrected[0][key]] if corrected else _telling(rows, key)
    return tuple(dict.fromkeys(item for items in told for item in items))


def _telling(rows: Sequence[Row], key: str) -> list[Sequence[str]]:
    """Return the lists that name somebody; unknown gunmen alone say nothing beside a report that knows who it was."""
    named = [row[key] for row in rows if row[key]]
    known = [items for items in named if not all(item.startswith(_UNIDENTIFIED) for item in items)]
    return known or named


def _disjoint(rows: Sequence[Row], key: str) -> bool:
    """Whether two reports name nobody in common; a report that names nobody says nothing against the others."""
    if any(key in (row.get("corrected") or ()) for row in rows):
        return False
    named = [set(items) for items in _telling(rows, key)]
    return any(not one & other for at, one in enumerate(named) for other in named[at + 1 :])
