"""Who did it and who was hit: a small linear model over rule-made features decides the part of each actor in an event.

Hand-ordered rules (markers such as على يد and ضد, word order, what an actor mostly does) stopped gaining; as
features of
two logistic models, learnt on the labelled documents by ``scripts/train_models.py``, they beat the same rules in
document-level cross-validation (docs/accuracy.md). The weights are a readable file, ``data/models/roles.json``.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from arabic.tokens import readings
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.lexicon import RoleWords
from extraction.triggers import Trigger
from extraction.weights import read_models

_AFTER_WORDS = frozenset("مسووليته مسووليتها تبني تبنت تبناه تبنيه".split())


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage that tells an event: its tokens, its sentence, and its event words."""

    first: int
    last: int
    sentence: int
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What the model may know of an event beside the actors: its type, who was hurt, what was hit."""

    sub_type: str
    victims: frozenset[str]
    objects: frozenset[str]
    people: frozenset[str]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor of the report with what stands around it, computed once: the distances of the markers before it, the two
    words before and the word after it (shortest reading), and whether a claim follows."""

    mention: ActorMention
    sentence: int
    markers: tuple[tuple[str, int], ...]
    before: tuple[str, ...]
    following: str
    claims: bool


@dataclass(slots=True)
class Candidate:
    """An actor that may have a part in an event, its features, its nearest mention, and whether it claims the event."""

    actor_id: str
    features: set[str]
    mention: ActorMention | None
    rank: int = 9
    claim: bool = False


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Weights of the two models by feature; the intercept has the key "bias". ``enough`` is the chance from which an
    actor is taken, ``best`` the chance from which the likeliest is taken where none has enough."""

    perpetrator: dict[str, float]
    target: dict[str, float]
    enough: float = 0.6
    best: float = 0.2

    def perpetrator_chances(self, found: list[Candidate]) -> list[float]:
        """Return the chance of each candidate to be a perpetrator."""
        return [_chance(self.perpetrator, candidate.features) for candidate in found]

    def target_chances(self, found: list[Candidate], did: list[float]) -> list[float]:
        """Return the chance of each candidate to be a target, given the chances to be a perpetrator."""
        return [
            _chance(self.target, candidate.features | opponent_features(found, did, index))
            for index, candidate in enumerate(found)
        ]

    def decide(self, sub_type: str, found: list[Candidate]) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
        """Return the perpetrators and the targets as indexes of candidates with their chances.

        Labelling guide: protesters are civilians and do the protest; where they are fired at, the force does it and
        they are hit. Nobody is both, but for sides that share one id (two clans, civilians among themselves).
        """
        did = self.perpetrator_chances(found)
        suffered = self.target_chances(found, did)
        ids = [candidate.actor_id for candidate in found]
        civilians = ids.index("civilians")
        if sub_type in _PROTESTS:
            did[civilians], suffered[civilians] = (0.0, 1.0) if sub_type in _FIRED_AT else (1.0, 0.0)
        for index, actor in enumerate(ids):
            if actor not in _BOTH and min(did[index], suffered[index]) >= self.enough:
                weaker = did if did[index] < suffered[index] else suffered
                weaker[index] = 0.0
        return self._chosen(did), self._chosen(suffered)

    def _chosen(self, chances: list[float]) -> list[tuple[int, float]]:
        taken = [(index, chance) for index, chance in enumerate(chances) if chance >= self.enough]
        if not taken and chances and max(chances) >= self.best:
            index = max(range(len(chances)), key=chances.__getitem__)
            return [(index, chances[index])]
        return taken


_FIRED_AT = frozenset(("Excessive force against protesters",))
_PROTESTS = _FIRED_AT | {"Peaceful protest", "Protest with intervention", "Violent demonstration"}
_BOTH = frozenset(("tribal_fighters", "civilians", "dz_military_council"))


def opponent_features(found: list[Candidate], did: list[float], index: int) -> set[str]:
    """Say how a candidate stands to the likeliest perpetrator: the target is mostly somebody else, and the usual
    foe."""
    top = max(range(len(did)), key=did.__getitem__)
    me = found[index].actor_id
    sure = did[top] >= 0.4
    level = "high" if did[index] >= 0.6 else "mid" if did[index] >= 0.3 else "low"
    features = {f"did {level}", f"did {level}|{me}"}
    features.add("doer me" if top == index and sure else "doer other" if sure else "doer none")
    if sure:
        features.add(f"doer {found[top].actor_id}|{me}")
        rivals = sum(c.actor_id != found[top].actor_id and "seg" in c.features for c in found)
        features.add(f"rivals {min(rivals, 2)}|{'seg' in found[index].features}")
    return features


def _chance(weights: dict[str, float], names: Iterable[str]) -> float:
    total = weights.get("bias", 0.0) + sum(map(weights.get, names, repeat(0.0)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load_role_model(path: Path) -> RoleModel:
    """Load the weights written by ``scripts/train_models.py``. Raises ``WeightsError`` when they cannot be used."""
    models = read_models(path, ("perpetrator", "target"))
    return RoleModel(models["perpetrator"], models["target"])


def candidates(
    event: Event,
    views: list[tuple[ActorView, str]],
) -> list[Candidate]:
    """Return the actors of the passages that tell an event and of their neighbourhood, with their features.

    ``views`` are the actors of the report with the id that each stands for on the event's date and bank.
    Civilians are always a candidate: victims are often persons without a name for their group.
    """
    found: dict[str, Candidate] = {"civilians": Candidate("civilians", set(), None)}
    for number, telling in enumerate(event.tellings[:3]):
        order: list[str] = []
        for view, actor_id in views:
            if not (telling.sentence - 2 <= view.sentence <= telling.sentence + 1 or view.sentence <= 1):
                continue
            mention = view.mention
            scope, rank = _scope(view, telling)
            if number and scope != "seg":
                continue
            candidate = found.setdefault(actor_id, Candidate(actor_id, set(), mention, 99))
            features = _mention_features(view, telling, scope, event.sub_type)
            if scope == "seg":
                if actor_id not in order:
                    order.append(actor_id)
                place = min(order.index(actor_id), 3)
                features |= {f"ord{place}", f"ord{place}|{event.sub_type}"}
            candidate.features |= features
            if rank < candidate.rank or candidate.mention is None:
                candidate.mention, candidate.rank = mention, rank
            candidate.claim |= f"{scope}|claim" in features and scope in ("seg", "next")
    armed = sum("seg" in c.features and c.actor_id != "civilians" for c in found.values())
    for candidate in found.values():
        candidate.features |= _event_features(candidate, event, armed)
    return list(found.values())


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


def _mention_features(view: ActorView, telling: Telling, scope: str, sub_type: str) -> set[str]:
    mention = view.mention
    features = {scope, f"{scope}|{sub_type}", f"{scope}|{mention.rule}"}
    for name, distance in view.markers:
        features |= {f"{scope}|{name}", f"{scope}|{name}{distance}", f"{scope}|{name}|{sub_type}"}
    if view.claims:
        features.add(f"{scope}|claim")
    if scope not in ("seg", "before", "next"):
        return features
    if mention.prefix:
        features.add(f"{scope}|prefix {mention.prefix}")
    features |= {f"{scope}|w{distance} {word}" for distance, word in enumerate(view.before, 1)}
    if view.following:
        features.add(f"{scope}|n1 {view.following}")
    features |= {f"{scope}|{feature}" for feature in _against_triggers(mention, telling)}
    return features


def _against_triggers(mention: ActorMention, telling: Telling) -> set[str]:
    """Say how a mention stands to the event words: the last one before it and the first after it."""
    out = set()
    earlier = [t for t in telling.triggers if t.first < mention.first]
    later = [t for t in telling.triggers if t.first >= mention.last]
    if earlier:
        gap = mention.first - earlier[-1].last
        near = "0" if gap <= 0 else "1" if gap <= 1 else "3" if gap <= 3 else "6" if gap <= 6 else "far"
        out |= {f"after {earlier[-1].kind} {earlier[-1].form}", f"after {earlier[-1].form} {near}",
                f"after {earlier[-1].kind} {earlier[-1].form} {near}"}  # fmt: skip
    else:
        out.add("before all")
    if later:
        gap = later[0].first - mention.last
        near = "1" if gap <= 1 else "4" if gap <= 4 else "far"
        out |= {f"before {later[0].kind} {later[0].form}", f"before {later[0].form} {near}"}
    return out


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
    + [f"seg|after verb {n}" for n in ("0", "1", "3", "6", "far")]
    + [f"seg|after noun {n}" for n in ("0", "1", "3", "6", "far")]
    + ["ord0", "ord1", "ord2", "seg|before all"]
)


def _event_features(candidate: Candidate, event: Event, armed: int) -> set[str]:
    actor = candidate.actor_id
    kind = CLASSES.get(actor, "other")
    features = {f"is {actor}", f"{actor}|{event.sub_type}", f"armed {min(armed, 3)}"}
    features |= {f"class {kind}", f"class {kind}|{event.sub_type}"}
    features |= {f"class {kind}|{feature}" for feature in candidate.features if feature in _STRONG}
    scopes = {"seg", "before", "after", "next", "prev", "prev2", "lead"} & candidate.features
    best = next((s for s in ("seg", "before", "after", "prev", "next", "prev2", "lead") if s in scopes), "none")
    features |= {f"best {best}", f"best {best}|{actor}", f"best {best}|armed {min(armed, 3)}"}
    if actor == "civilians":
        features |= {f"civil|victims {side}" for side in event.victims} | {f"civil|hit {o}" for o in event.objects}
        features |= {f"civil|victims {side}|{event.sub_type}" for side in event.victims}
        features |= {f"civil|people {side}" for side in event.people}
        features |= {f"civil|people {side}|{event.sub_type}" for side in event.people}
        features |= {f"civil|armed {min(armed, 2)}|{event.sub_type}", f"civil|none {not event.victims}"}
    else:
        features |= {f"{best}|victims {side}" for side in event.victims}
        features |= {f"{best}|hit {o}" for o in event.objects}
    return features


def view_actors(document: Document, mentions: list[ActorMention], words: RoleWords) -> list[ActorView]:
    """Look around every actor of a report once; events then share what was seen."""
    out = []
    for mention in mentions:
        before = _words_before(document, mention)
        following = document.words[mention.last : mention.last + 4]
        claims = any(rest in _AFTER_WORDS for word in following for _, rest in readings(word))
        out.append(
            ActorView(
                mention,
                document.sentence_at(mention.start).index,
                tuple(_markers(before, words)),
                tuple(min(forms, key=len) for forms in before[:2]),
                _shortest(following[0]) if following else "",
                claims,
            )
        )
    return out


def _shortest(word: str) -> str:
    return min((rest for _, rest in readings(word)), key=len)


def _words_before(document: Document, mention: ActorMention, reach: int = 5) -> list[set[str]]:
    """Return the readings of the words before an actor, nearest first, up to a mark that ends the phrase."""
    out: list[set[str]] = []
    at = mention.first - 1
    while at >= max(0, mention.first - reach):
        gap = document.gaps[at + 1]
        if gap != " " and (any(mark in gap for mark in ".؛!؟\n") or ("،" in gap and out)):
            break
        out.append({rest for _, rest in readings(document.words[at])})
        at -= 1
    return out


def _markers(before: list[set[str]], words: RoleWords) -> Iterable[tuple[str, int]]:
    """Yield each kind of marker with how many words before the actor its nearest phrase ends."""
    seen: set[str] = set()
    for distance, forms in enumerate(before[:4]):
        for form in sorted(forms):
            for name, phrase in words.by_last_word.get(form, ()):
                if name in seen or distance + len(phrase) > len(before):
                    continue
                if all(phrase[-1 - i] in before[distance + i] for i in range(1, len(phrase))):
                    seen.add(name)
                    yield name, distance
