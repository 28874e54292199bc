"""The actors that may have a part in an event, and what the text says of each."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from extraction.actors import ActorMention
from extraction.document import within
from extraction.parties import Party
from extraction.roles.features import (
    Clue,
    actor_clue,
    civil_clue,
    class_of,
    clue,
    free_clue,
    harm_clue,
    mention_clues,
    nobody_beside,
    nobody_clue,
    order_clue,
    party_clues,
    standing_clue,
    unnamed_features,
)
from extraction.triggers import Trigger
from extraction.values import dataclass
from extraction.views import ActorView


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage that tells an event: its tokens, its sentence, and its event words."""

    first: int
    last: int
    sentence: int
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What the model may know of an event beside the actors: its type, who was hurt, what was hit, the parties of the
    report, bank and era of the event (who stood where), and which sentences of the report are items of a list."""

    sub_type: str
    victims: frozenset[str]
    objects: frozenset[str]
    people: frozenset[str]
    tellings: tuple[Telling, ...]
    parties: list[Party]
    setting: str = ""
    items: frozenset[int] = frozenset()


@dataclass(slots=True)
class Candidate:
    """An actor that may have a part in an event, its clues, its nearest mention, whether it claims the event, whom the
    text lists beside it (قوات النظام والدفاع الوطني), the parts that grammar gives it, whether a verb tells that it was
    hurt, whether it did so to its own men, and its nearest scope, as an index of ``_SCOPES``.

    ``clues`` say where it stands in the text, ``standing`` what it is and what the event is wherever it stands; no two
    of them share a feature.
    """

    actor_id: str
    mention: ActorMention | None
    rank: int = 9
    clues: set[Clue] = field(default_factory=set)
    standing: Sequence[Clue] = ()
    claim: bool = False
    beside: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    befell: bool = False
    to_its_own: bool = False
    scope: int = -1

    @property
    def in_passage(self) -> bool:
        """Whether a passage that tells the event names it."""
        return self.scope == _IN_PASSAGE

    def all_features(self) -> set[str]:
        """Return the features of all clues."""
        return set().union(*self.clues, *self.standing)


NOBODY = "-"
"""The id of the candidate that stands for a part which the text gives to nobody."""

CIVILIANS = 0
"""The index of civilians, who are the first candidate of any event."""


def candidates(event: Event, views: list[ActorView], ids: Mapping[str, str]) -> list[Candidate]:
    """Return the actors of the passages that tell an event and of their neighbourhood, with their clues.

    ``views`` are the actors of the report, ``ids`` the actors that their keys stand for on the event's date and bank.
    Civilians are always a candidate, the first: victims are often persons without a name for their group.
    """
    found: dict[str, Candidate] = {"civilians": Candidate("civilians", None)}
    free = _add_parties(event, views, ids, found)
    for number, telling in enumerate(event.tellings[:3]):
        order: list[str] = []  # of the actors in the segment
        for view in views:
            if not (telling.sentence - 2 <= view.sentence <= telling.sentence + 1 or view.sentence <= 1):
                continue
            if view.sentence != telling.sentence and {view.sentence, telling.sentence} <= event.items:
                continue  # who is named in another item of the list has no part in this one
            scope = _scope(view, telling)
            if number and scope != _IN_PASSAGE:
                continue
            mention = view.mention
            actor_id = ids[mention.key]
            kind = class_of(actor_id)
            candidate = _candidate(found, actor_id, mention)
            if candidate.mention is None or _RANKS[scope] < candidate.rank:
                candidate.mention, candidate.rank = mention, _RANKS[scope]
            candidate.scope = max(candidate.scope, scope)
            candidate.clues |= mention_clues(
                mention.rule, view.markers, view.claims, mention.prefix, _SCOPES[scope], kind, event.sub_type
            )
            if scope == _IN_PASSAGE:
                if actor_id not in order:
                    order.append(actor_id)
                candidate.clues.add(order_clue(min(order.index(actor_id), 3), kind, event.sub_type))
            if view.claims or "claim" in view.markers:
                candidate.claim |= _SCOPES[scope] in ("seg", "next")
    armed = len([c for c in found.values() if c.in_passage and c.actor_id != "civilians"])
    for candidate in found.values():
        candidate.standing = _standing(candidate, event, armed, free)
    return list(found.values())


def nobody(found: list[Candidate]) -> Candidate:
    """Return the candidate for a part that the text gives to nobody: what speaks for it are the kind of event, who was
    hurt, and what grammar found."""
    parts = frozenset().union(*[candidate.parts for candidate in found])
    beside = list(map(nobody_beside, found[CIVILIANS].standing))
    return Candidate(NOBODY, None, clues={nobody_clue(min(len(found), 4), parts)}, standing=beside)


def _candidate(found: dict[str, Candidate], actor_id: str, mention: ActorMention) -> Candidate:
    """Return the candidate for an actor, a new one with this mention if there is none."""
    candidate = found.get(actor_id)
    if candidate is None:
        candidate = found[actor_id] = Candidate(actor_id, mention, 99)
    return candidate


def _add_parties(
    event: Event, views: list[ActorView], ids: Mapping[str, str], found: dict[str, Candidate]
) -> frozenset[str]:
    """Give each candidate what grammar says of its groups; return what it says of groups of nobody named.

    Where a clause has a doer and somebody who suffers it, both are surer than either alone.
    """
    free: set[str] = set()
    for telling in event.tellings[:3]:
        told = [(party, party.part()) for party in within(event.parties, telling.first, telling.last)]
        parts = [part for _, part in told]
        whole = "doer" in parts and "sufferer" in parts
        for (one, _), (other, _) in pairwise(told):
            if one.actor is not None and other.actor is not None and _listed(one, other):
                mentions = views[one.actor].mention, views[other.actor].mention
                for mention, partner in zip(mentions, reversed(mentions), strict=True):
                    _candidate(found, ids[mention.key], mention).beside |= {ids[partner.key]}
        for party, part in told:
            clues = party_clues(party.governed, party.kind, party.head, part, event.sub_type)
            if whole and part in ("doer", "sufferer"):
                clues |= {clue(f"sure {part}")}
            if party.actor is not None:
                view = views[party.actor]
                if not view.has_a_part:
                    continue  # في حي القصور الخاضع لسيطرة قوات النظام
                candidate = _candidate(found, ids[view.mention.key], view.mention)
                _take(candidate, part, clues)
                candidate.befell |= party.befell
                candidate.to_its_own |= party.by_its_own
                continue
            if party.head in _CIVIL:
                _take(found["civilians"], part, clues)
            free |= unnamed_features(party.head, part)
    return frozenset(free)


def _take(candidate: Candidate, part: str, clues: frozenset[Clue]) -> None:
    candidate.parts |= {part}
    candidate.clues |= clues


def _listed(one: Party, other: Party) -> bool:
    """Whether a party goes on with the one before it (قوات النظام والدفاع الوطني); two that fought are no list."""
    together = (one.governed, one.kind) == (other.governed, other.kind) and one.kind != "clash"
    heads = one.governed.startswith("head")  # رجال حزب الله ورجال الجيش يحررون: each begins its own phrase
    return together and one.last == other.first and (heads or one.begin == other.begin)


_CIVIL = frozenset(("person civilian", "person any", "thing civil", "thing official"))


_SCOPES = ("lead", "prev2", "next", "prev", "after", "before", "seg", "none")
"""Where a mention can stand, the farthest first. The last, at -1, is for an actor that has no mention nearby."""
_LEAD, _AFTER, _BEFORE, _IN_PASSAGE = map(_SCOPES.index, ("lead", "after", "before", "seg"))
_NEARBY = {1: _SCOPES.index("next"), -1: _SCOPES.index("prev"), -2: _SCOPES.index("prev2")}  # by sentences away
_RANKS = (5, 4, 3, 2, 2, 1, 0)
"""How near a scope is to the words that tell the event: of mentions that are as near, the first is taken."""


def _scope(view: ActorView, telling: Telling) -> int:
    """Say where a mention stands, as an index of ``_SCOPES``: in the segment, before or after it in the sentence, in a
    sentence nearby, or the lead."""
    first = view.mention.first
    if telling.first <= first < telling.last:
        return _IN_PASSAGE
    away = view.sentence - telling.sentence
    if away == 0:
        return _BEFORE if first < telling.first else _AFTER
    return _NEARBY.get(away, _LEAD)


def _standing(candidate: Candidate, event: Event, armed: int, free: frozenset[str]) -> list[Clue]:
    """Return what holds of an actor in an event wherever it is named: ``armed`` actors are named beside it, ``free`` is
    what grammar says of groups of nobody named."""
    actor, sub_type = candidate.actor_id, event.sub_type
    best = _SCOPES[candidate.scope]
    clues = [actor_clue(actor, sub_type, event.setting), standing_clue(actor, best, min(armed, 3))]
    if actor == "civilians":
        clues.append(civil_clue(event.victims, event.objects, event.people, sub_type, min(armed, 2)))
    elif event.victims or event.objects:
        clues.append(harm_clue(best, event.victims, event.objects))
    if free:
        side = "civil" if actor == "civilians" else "seg" if candidate.in_passage else "out"
        clues.append(free_clue(side, free))
    return clues
