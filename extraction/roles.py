"""Who did it and who was hit: a small linear model over rule-made features weighs every pair of actors of an event.

Hand-ordered rules (markers such as على يد and ضد, what grammar makes of a party, what an actor mostly does) stopped
gaining; as features of one model of perpetrator and target together, learnt on the labelled documents by
``scripts/train_models.py``, they beat the same rules in document-level cross-validation (docs/accuracy.md). The weights
are a readable file, ``data/models/roles.json``.
"""

import math
from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache
from itertools import pairwise, repeat
from pathlib import Path

from extraction.actors import ActorMention
from extraction.participants import Party
from extraction.triggers import Trigger
from extraction.values import dataclass
from extraction.views import ActorView
from extraction.weights import read_models


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
    parties: tuple[Party, ...] = ()
    setting: str = ""


@dataclass(slots=True)
class Candidate:
    """An actor that may have a part in an event, its features, its nearest mention, whether it claims the event, and
    whom the text lists beside it (قوات النظام والدفاع الوطني)."""

    actor_id: str
    features: set[str]
    mention: ActorMention | None
    rank: int = 9
    claim: bool = False
    beside: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Weights by feature: of a perpetrator, of a target, and of the two together. ``enough`` is the chance from which
    an actor is taken that is not the likeliest answer: beside another, or where nobody is likelier by a little."""

    perpetrator: dict[str, float]
    target: dict[str, float]
    pair: dict[str, float]
    enough: float = 0.42
    known: dict[tuple[str, str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def decide(self, sub_type: str, found: list[Candidate]) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
        """Return the perpetrators and the targets as indexes of candidates with their chances.

        Perpetrator and target are weighed together: every pair of candidates, and nobody for either, has a score, and
        the chance of an actor is that of all pairs with it. So who is hit follows from who did it, and "nobody named"
        is an answer like any other. Labelling guide: protesters are civilians and do the protest; where they are fired
        at, the force does it and they are hit.
        """
        did, suffered = self.chances(sub_type, found)
        ids = [candidate.actor_id for candidate in found]
        if sub_type in _PROTESTS:
            civilians = ids.index("civilians")
            did[civilians], suffered[civilians] = (0.0, 1.0) if sub_type in _FIRED_AT else (1.0, 0.0)
        if sub_type == "Armed clash" and (feud := _feud(found)) is not None:
            did[feud], suffered[feud] = max(did[feud], 0.9), max(suffered[feud], 0.9)
        doers, victims = (self._with_listed(found, self._chosen(chances), chances) for chances in (did, suffered))
        hit = {index for index, _ in victims if ids[index] not in _BOTH}
        if len(doers) > 1:
            doers = [(i, chance) for i, chance in doers if i not in hit] or [max(doers, key=lambda item: item[1])]
        if len(victims) > 1:  # nobody is both, but for sides that share one id
            acting = {i for i, _ in doers if ids[i] not in _BOTH}
            victims = [(i, chance) for i, chance in victims if i not in acting] or victims
        both = {i for i, _ in doers} & {i for i, _ in victims if ids[i] not in _BOTH}
        if both and sub_type in _EXPLOSIONS:  # nobody bombs himself: what is less likely is not told
            doers = [(i, chance) for i, chance in doers if i not in both or did[i] > suffered[i]]
            victims = [(i, chance) for i, chance in victims if i not in both or did[i] <= suffered[i]]
        if doers:  # who gave support took part (labelling guide), whoever else did it
            taken = {index for index, _ in doers}
            helpers = [i for i, c in enumerate(found) if "part helper" in c.features and i not in taken]
            doers += [(i, max(did[i], self.enough)) for i in helpers]
            doers += self._helped(found, taken, did)
        return doers, victims

    def _with_listed(
        self, found: list[Candidate], taken: list[tuple[int, float]], chances: list[float]
    ) -> list[tuple[int, float]]:
        """Return those taken with all whom the text lists beside them: what is joined by و has one part."""
        beside = {actor for index, _ in taken for actor in found[index].beside}
        beside |= {actor for c in found if c.actor_id in beside for actor in c.beside}
        chosen = {index for index, _ in taken}
        more = [i for i, c in enumerate(found) if c.actor_id in beside and i not in chosen]
        return taken + [(i, max(chances[i], self.enough)) for i in more]

    def _helped(self, found: list[Candidate], taken: set[int], did: list[float]) -> list[tuple[int, float]]:
        """Return whom those helped who were taken for all that did it: the doer of the clause."""
        if any("part helper" not in found[i].features for i in taken):
            return []
        others = [i for i, c in enumerate(found) if i not in taken and {"part doer", "seg"} <= c.features]
        return [(i, max(did[i], self.enough)) for i in sorted(others, key=did.__getitem__)[-1:]]

    def chances(self, sub_type: str, found: list[Candidate]) -> tuple[list[float], list[float]]:
        """Return the chances to be a perpetrator and a target, each with that of nobody behind the candidates."""
        rows = [*(candidate.features for candidate in found), nobody_features(found)]
        ids = [*(candidate.actor_id for candidate in found), NOBODY]
        did = _odds(self.perpetrator, rows)
        suffered = _odds(self.target, rows)
        odds = [
            [doer * victim * self._between(one, other, sub_type) for other, victim in zip(ids, suffered, strict=True)]
            for one, doer in zip(ids, did, strict=True)
        ]
        whole = sum(map(sum, odds))
        return [sum(row) / whole for row in odds], [sum(column) / whole for column in zip(*odds, strict=True)]

    def _between(self, perpetrator: str, target: str, sub_type: str) -> float:
        """Return the odds of two actors against each other in an event of a type; ``known`` keeps them."""
        odds = self.known.get((perpetrator, target, sub_type))
        if odds is None:
            weights = _total(self.pair, pair_features(perpetrator, target, sub_type))
            odds = math.exp(weights - _against(perpetrator, target))
            self.known[perpetrator, target, sub_type] = odds
        return odds

    def _chosen(self, chances: list[float]) -> list[tuple[int, float]]:
        likeliest = max(range(len(chances)), key=chances.__getitem__)
        return [(i, chance) for i, chance in enumerate(chances[:-1]) if i == likeliest or chance >= self.enough]


def _feud(found: list[Candidate]) -> int | None:
    """Return the index of the clans, where a clash names no other armed side: they are both sides."""
    armed = [i for i, c in enumerate(found) if "seg" in c.features and CLASSES.get(c.actor_id) not in _PEOPLE]
    return armed[0] if len(armed) == 1 and found[armed[0]].actor_id == "tribal_fighters" else None


_PEOPLE = frozenset(("civilians", "civil_authority", "smugglers"))


NOBODY = "-"


_EXPLOSIONS = frozenset(
    (
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    )
)
_FIRED_AT = frozenset(("Excessive force against protesters",))
_PROTESTS = _FIRED_AT | {"Peaceful protest", "Protest with intervention", "Violent demonstration"}
_BOTH = frozenset(("tribal_fighters", "civilians", "dz_military_council", NOBODY))


def _against(perpetrator: str, target: str) -> float:
    """Return what is taken from the score of a pair: nobody fights himself, but for sides that share one id (two clans,
    civilians among themselves)."""
    return 6.0 if perpetrator == target and perpetrator not in _BOTH else 0.0


def pair_features(perpetrator: str, target: str, sub_type: str) -> tuple[str, ...]:
    """Say who stands against whom: the usual foe, and nobody against himself but in feuds."""
    pair = f"pair {perpetrator}|{target}"
    if perpetrator != target:
        return pair, f"{pair}|{sub_type}", "two", f"two|{sub_type}"
    return pair, f"{pair}|{sub_type}", "same", f"same|{sub_type}"


def nobody_features(found: list[Candidate]) -> set[str]:
    """Say what speaks for a part that the text gives to nobody: the kind of event, who was hurt, what grammar found."""
    features = {"nobody", f"nobody|of {min(len(found), 4)}"}
    for candidate in found:
        features.update(map(_of_somebody, candidate.features))
        if candidate.actor_id == "civilians":
            features.update(map(_of_civilians, candidate.features))
    features.discard("")
    return features


@lru_cache(maxsize=20_000)
def _of_somebody(feature: str) -> str:
    """Return what a feature of any candidate says of nobody: the part that grammar gives; else nothing."""
    return f"nobody|some {feature}" if feature.startswith("part ") and "|" not in feature else ""


@lru_cache(maxsize=20_000)
def _of_civilians(feature: str) -> str:
    """Return what a feature of civilians says of nobody: the kind of event and who was hurt; else nothing."""
    return f"nobody|{feature}" if feature.startswith(("civil|", "civilians|", "armed ")) else ""


def _total(weights: dict[str, float], names: Iterable[str]) -> float:
    return sum(map(weights.get, names, repeat(0.0)))


def _odds(weights: dict[str, float], rows: list[set[str]]) -> list[float]:
    """Return the odds of each row against the likeliest, whose odds are 1."""
    totals = [_total(weights, row) for row in rows]
    top = max(totals)
    return [math.exp(total - top) for total in totals]


def load_role_model(path: Path) -> RoleModel:
    """Load the weights written by ``scripts/train_models.py``. Raises ``WeightsError`` when they cannot be used."""
    models = read_models(path, ("perpetrator", "target", "pair"))
    return RoleModel(models["perpetrator"], models["target"], models["pair"])


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
            features = _mention_features(mention.rule, view.markers, view.claims, mention.prefix, scope, event.sub_type)
            candidate.features |= features
            if scope == "seg":
                if actor_id not in order:
                    order.append(actor_id)
                place = min(order.index(actor_id), 3)
                candidate.features |= {f"ord{place}", f"ord{place}|{event.sub_type}"}
            if rank < candidate.rank or candidate.mention is None:
                candidate.mention, candidate.rank = mention, rank
            candidate.claim |= f"{scope}|claim" in features and scope in ("seg", "next")
    armed = sum("seg" in c.features and c.actor_id != "civilians" for c in found.values())
    for candidate in found.values():
        candidate.features |= _event_features(candidate, event, armed)
        mine = "civil" if candidate.actor_id == "civilians" else "seg" if "seg" in candidate.features else "out"
        candidate.features |= {f"{mine}|{name}" for name in free}
    return list(found.values())


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
        told = [(party, party.part()) for party in event.parties if telling.first <= party.first < telling.last]
        whole = {"doer", "sufferer"} <= {part for _, part in told}
        for (one, _), (other, _) in pairwise(told):
            if one.actor is not None and other.actor is not None and _listed(one, other):
                ids = views[one.actor][1], views[other.actor][1]
                for (view, actor_id), actor in zip((views[one.actor], views[other.actor]), reversed(ids), strict=True):
                    _candidate(found, actor_id, view.mention).beside.add(actor)
        for party, part in told:
            features = _party_features(party.governed, party.kind, party.head, part, event.sub_type)
            if whole and part in ("doer", "sufferer"):
                features |= {f"sure {part}"}
            if party.actor is not None:
                view, actor_id = views[party.actor]
                _candidate(found, actor_id, view.mention).features.update(features)
                continue
            if party.head in _CIVIL:
                found["civilians"].features |= features
            free |= {f"free {party.head}|{part}", f"free {party.head}"}
    return free


def _listed(one: Party, other: Party) -> bool:
    """Whether a party goes on with the one before it (قوات النظام والدفاع الوطني); two that fought are no list."""
    together = (one.governed, one.kind, one.begin) == (other.governed, other.kind, other.begin)
    return together and one.last == other.first and one.kind != "clash"


_CIVIL = frozenset(("person civilian", "person any", "thing civil", "thing official"))


@lru_cache(maxsize=20_000)
def _party_features(governed: str, kind: str, head: str, part: str, sub_type: str) -> frozenset[str]:
    """Say how a party stands in its clause: governed by what, and what kind of group it is."""
    return frozenset(
        (
            f"part {part}",
            f"part {part}|{sub_type}",
            f"part {part}|{head}",
            f"by {governed}|{kind}",
            f"by {governed}|{kind}|{head}",
        )
    )


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


@lru_cache(maxsize=20_000)
def _mention_features(
    rule: str, markers: tuple[str, ...], claims: bool, prefix: str, scope: str, sub_type: str
) -> frozenset[str]:
    """Say what stands around a mention, and how far it is from the words that tell the event."""
    features = {scope, f"{scope}|{sub_type}", f"{scope}|{rule}"}
    for name in markers:
        features |= {f"{scope}|{name}", f"{scope}|{name}|{sub_type}"}
    if claims:
        features.add(f"{scope}|claim")
    if scope in ("seg", "before", "next") and prefix:
        features.add(f"{scope}|prefix {prefix}")
    return frozenset(features)


CLASSES = {
    "sdf": "authority", "asayish": "authority", "syrian_government": "authority", "assad_forces": "authority",
    "dz_military_council": "authority", "ndf": "militia", "iranian_militias": "militia", "hezbollah": "militia",
    "isis": "insurgent", "hts": "insurgent", "fsa": "rebel", "sna": "rebel", "tribal_fighters": "rebel",
    "popular_factions": "rebel", "coalition": "air", "us_forces": "air", "russia": "air", "israel": "air",
    "turkey": "air", "unidentified_aircraft": "air", "unidentified_gunmen": "unknown", "smugglers": "smugglers",
    "civilians": "civilians", "aanes": "civil_authority",
}  # fmt: skip


_STRONG = frozenset(
    ["seg", "before", "prev", "next"]
    + [f"seg|{m}" for m in ("agent", "patient", "belonging", "acting", "speaker", "claim")]
    + ["ord0", "ord1", "ord2"]
)


def _manner(sub_type: str) -> str:
    return "air" if "Air" in sub_type else "ground" if "terr" in sub_type else "protest" if "rotest" in sub_type else ""


_SCOPES = ("seg", "before", "after", "prev", "next", "prev2", "lead")  # nearest first


def _event_features(candidate: Candidate, event: Event, armed: int) -> set[str]:
    actor, sub_type = candidate.actor_id, event.sub_type
    best = next((scope for scope in _SCOPES if scope in candidate.features), "none")
    strong = _STRONG & candidate.features
    features = {*_actor_features(actor, sub_type, event.setting), *_standing(actor, best, min(armed, 3), strong)}
    if actor == "civilians":
        features |= _civil_features(event.victims, event.objects, event.people, sub_type, min(armed, 2))
    else:
        features |= _harm_features(best, event.victims, event.objects)
    return features


@lru_cache(maxsize=20_000)
def _actor_features(actor: str, sub_type: str, setting: str) -> frozenset[str]:
    """Say who an actor is, in which kind of event, on which bank and in which era."""
    kind = CLASSES.get(actor, "other")
    return frozenset(
        (
            f"is {actor}",
            f"{actor}|{sub_type}",
            f"{actor}|{setting}",
            f"{actor}|{setting}|{_manner(sub_type)}",
            f"class {kind}",
            f"class {kind}|{sub_type}",
        )
    )


@lru_cache(maxsize=20_000)
def _standing(actor: str, best: str, armed: int, strong: frozenset[str]) -> frozenset[str]:
    """Say how near an actor stands to the event, among how many others under arms."""
    kind = CLASSES.get(actor, "other")
    near = (f"armed {armed}", f"best {best}", f"best {best}|{actor}", f"best {best}|armed {armed}")
    return frozenset((*near, *(f"class {kind}|{feature}" for feature in strong)))


@lru_cache(maxsize=20_000)
def _harm_features(best: str, victims: frozenset[str], objects: frozenset[str]) -> frozenset[str]:
    """Say who was hurt and what was hit in the event, by how near an actor stands to it."""
    return frozenset((*(f"{best}|victims {side}" for side in victims), *(f"{best}|hit {o}" for o in objects)))


@lru_cache(maxsize=20_000)
def _civil_features(
    victims: frozenset[str], objects: frozenset[str], people: frozenset[str], sub_type: str, armed: int
) -> frozenset[str]:
    """Say what speaks for civilians: who was hurt, what was hit, who is named."""
    features = {f"civil|victims {side}" for side in victims} | {f"civil|hit {o}" for o in objects}
    features |= {f"civil|victims {side}|{sub_type}" for side in victims}
    features |= {f"civil|people {side}" for side in people} | {f"civil|people {side}|{sub_type}" for side in people}
    return frozenset(features | {f"civil|armed {armed}|{sub_type}", f"civil|none {not victims}"})
