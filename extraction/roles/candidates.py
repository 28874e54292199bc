"""The actors that may have a part in an event, and what the text says of each."""

from dataclasses import field
from itertools import pairwise

from extraction.actors import ActorMention
from extraction.document import within
from extraction.parties import Party
from extraction.roles.features import (
    actor_features,
    civil_features,
    free_features,
    harm_features,
    mention_features,
    nobody_features,
    order_features,
    party_features,
    standing_features,
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
    report, and bank and era of the event (who stood where)."""

    sub_type: str
    victims: frozenset[str]
    objects: frozenset[str]
    people: frozenset[str]
    tellings: tuple[Telling, ...]
    parties: list[Party]
    setting: str = ""


@dataclass(slots=True)
class Candidate:
    """An actor that may have a part in an event, its features, its nearest mention, whether it claims the event, whom
    the text lists beside it (قوات النظام والدفاع الوطني), the parts that grammar gives it, whether a verb tells that it
    was hurt, whether it did so to its own men, and its nearest scope, as an index.

    ``features`` say where it stands in the text, ``shared`` what it is and what the event is: sets that share no
    feature with each other nor with ``features``, so that a model can weigh each of them once for all events.
    """

    actor_id: str
    features: set[str]
    mention: ActorMention | None
    rank: int = 9
    claim: bool = False
    beside: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    befell: bool = False
    to_its_own: bool = False
    scope: int = -1
    shared: tuple[frozenset[str], ...] = ()

    def all_features(self) -> set[str]:
        """Return the features of every kind."""
        return self.features.union(*self.shared)


NOBODY = "-"
"""The id of the candidate that stands for a part which the text gives to nobody."""


def candidates(
    event: Event,
    views: list[tuple[ActorView, str]],
) -> list[Candidate]:
    """Return the actors of the passages that tell an event and of their neighbourhood, with their features.

    ``views`` are the actors of the report with the id that each stands for on the event's date and bank.
    Civilians are always a candidate: victims are often persons without a name for their group.
    """
    found: dict[str, Candidate] = {"civilians": Candidate("civilians", set(), None)}
    free = _add_parties(event, views, found)
    for number, telling in enumerate(event.tellings[:3]):
        order: list[str] = []  # of the actors in the segment
        for view, actor_id in views:
            if not (telling.sentence - 2 <= view.sentence <= telling.sentence + 1 or view.sentence <= 1):
                continue
            mention = view.mention
            scope, rank = _scope(view, telling)
            if number and scope != "seg":
                continue
            candidate = _candidate(found, actor_id, mention)
            candidate.scope = max(candidate.scope, _SCOPES.index(scope))
            candidate.features |= mention_features(
                mention.rule, view.markers, view.claims, mention.prefix, scope, event.sub_type
            )
            if scope == "seg":
                if actor_id not in order:
                    order.append(actor_id)
                candidate.features |= order_features(min(order.index(actor_id), 3), event.sub_type)
            if rank < candidate.rank or candidate.mention is None:
                candidate.mention, candidate.rank = mention, rank
            candidate.claim |= scope in ("seg", "next") and (view.claims or "claim" in view.markers)
    armed = sum("seg" in c.features and c.actor_id != "civilians" for c in found.values())
    for candidate in found.values():
        candidate.shared = _shared(candidate, event, armed, frozenset(free))
    return list(found.values())


def nobody(found: list[Candidate]) -> Candidate:
    """Return the candidate for a part that the text gives to nobody: what speaks for it are the kind of event, who was
    hurt, and what grammar found."""
    civilians = next(candidate for candidate in found if candidate.actor_id == "civilians")
    features = {"nobody", f"nobody|of {min(len(found), 4)}"}
    for candidate in found:
        features.update([f"nobody|some part {part}" for part in candidate.parts])
    return Candidate(NOBODY, features, None, shared=tuple(map(nobody_features, civilians.shared)))


def _candidate(found: dict[str, Candidate], actor_id: str, mention: ActorMention) -> Candidate:
    """Return the candidate for an actor, a new one with this mention if there is none."""
    candidate = found.get(actor_id)
    if candidate is None:
        candidate = found[actor_id] = Candidate(actor_id, set(), mention, 99)
    return candidate


def _add_parties(event: Event, views: list[tuple[ActorView, str]], found: dict[str, Candidate]) -> set[str]:
    """Give each candidate what grammar says of its groups; return what it says of groups of nobody named.

    Where a clause has a doer and somebody who suffers it, both are surer than either alone.
    """
    free: set[str] = set()
    for telling in event.tellings[:3]:
        told = [(party, party.part()) for party in within(event.parties, telling.first, telling.last)]
        whole = {"doer", "sufferer"} <= {part for _, part in told}
        for (one, _), (other, _) in pairwise(told):
            if one.actor is not None and other.actor is not None and _listed(one, other):
                ids = views[one.actor][1], views[other.actor][1]
                for (view, actor_id), actor in zip((views[one.actor], views[other.actor]), reversed(ids), strict=True):
                    _candidate(found, actor_id, view.mention).beside.add(actor)
        for party, part in told:
            features = party_features(party.governed, party.kind, party.head, part, event.sub_type)
            if whole and part in ("doer", "sufferer"):
                features |= {f"sure {part}"}
            if party.actor is not None:
                view, actor_id = views[party.actor]
                if not view.has_a_part:
                    continue  # في حي القصور الخاضع لسيطرة قوات النظام
                candidate = _candidate(found, actor_id, view.mention)
                _take(candidate, part, features)
                candidate.befell |= party.befell
                candidate.to_its_own |= party.by_its_own
                continue
            if party.head in _CIVIL:
                _take(found["civilians"], part, features)
            free |= unnamed_features(party.head, part)
    return free


def _take(candidate: Candidate, part: str, features: frozenset[str]) -> None:
    candidate.parts.add(part)
    candidate.features |= features


def _listed(one: Party, other: Party) -> bool:
    """Whether a party goes on with the one before it (قوات النظام والدفاع الوطني); two that fought are no list."""
    together = (one.governed, one.kind) == (other.governed, other.kind) and one.kind != "clash"
    heads = one.governed.startswith("head")  # رجال حزب الله ورجال الجيش يحررون: each begins its own phrase
    return together and one.last == other.first and (heads or one.begin == other.begin)


_CIVIL = frozenset(("person civilian", "person any", "thing civil", "thing official"))


def _scope(view: ActorView, telling: Telling) -> tuple[str, int]:
    """Say where a mention stands: in the segment, before or after it in the sentence, in a sentence nearby, or
    the lead."""
    first = view.mention.first
    if telling.first <= first < telling.last:
        return "seg", 0
    away = view.sentence - telling.sentence
    if away == 0:
        return ("before", 1) if first < telling.first else ("after", 2)
    return {1: ("next", 3), -1: ("prev", 2), -2: ("prev2", 4)}.get(away, ("lead", 5))


_STRONG = frozenset(
    ["seg", "before", "prev", "next"]
    + [f"seg|{m}" for m in ("agent", "patient", "belonging", "acting", "speaker", "claim")]
    + ["ord0", "ord1", "ord2"]
)
_SCOPES = ("lead", "prev2", "next", "prev", "after", "before", "seg", "none")
"""Where a mention can stand, the farthest first. The last, at -1, is for an actor that has no mention nearby."""


def _shared(candidate: Candidate, event: Event, armed: int, free: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return what holds of an actor in an event wherever it is named: ``armed`` actors are named beside it, ``free`` is
    what grammar says of groups of nobody named."""
    actor, sub_type = candidate.actor_id, event.sub_type
    best = _SCOPES[candidate.scope]
    standing = standing_features(actor, best, min(armed, 3), _STRONG & candidate.features)
    if actor == "civilians":
        hurt = civil_features(event.victims, event.objects, event.people, sub_type, min(armed, 2))
    else:
        hurt = harm_features(best, event.victims, event.objects)
    side = "civil" if actor == "civilians" else "seg" if "seg" in candidate.features else "out"
    return actor_features(actor, sub_type, event.setting), standing, hurt, free_features(side, free)
