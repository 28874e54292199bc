"""Who did it and who was hit: a small linear model over rule-made features decides the part of each actor in an event.

Hand-ordered rules (markers such as على يد and ضد, word order, what an actor mostly does) stopped gaining; as features of
two logistic models, learnt on the labelled documents by ``scripts/train_roles.py``, they beat the same rules in
document-level cross-validation (docs/accuracy.md). The weights are a readable file, ``data/lexicon/role_weights.json``.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from arabic.tokens import readings
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.lexicon import RoleWords
from extraction.triggers import Trigger

MARKERS = ("agent", "patient", "belonging", "acting", "speaker", "claim")
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
    enough: float = 0.5
    best: float = 0.25

    def perpetrator_chances(self, found: list[Candidate]) -> list[float]:
        """Return the chance of each candidate to be a perpetrator."""
        return [_chance(self.perpetrator, candidate.features) for candidate in found]

    def target_chances(self, found: list[Candidate], did: list[float]) -> list[float]:
        """Return the chance of each candidate to be a target, given the chances to be a perpetrator."""
        return [
            _chance(self.target, candidate.features | opponent_features(found, did, index))
            for index, candidate in enumerate(found)
        ]

    def chosen(self, chances: list[float]) -> list[int]:
        """Return the candidates that are taken."""
        taken = [index for index, chance in enumerate(chances) if chance >= self.enough]
        if not taken and chances and max(chances) >= self.best:
            return [max(range(len(chances)), key=chances.__getitem__)]
        return taken


def opponent_features(found: list[Candidate], did: list[float], index: int) -> set[str]:
    """Say how a candidate stands to the likeliest perpetrator: the target is mostly somebody else, and the usual foe."""
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
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load_role_model(path: Path) -> RoleModel:
    """Load the weights written by ``scripts/train_roles.py``."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return RoleModel(raw["perpetrator"], raw["target"])


def candidates(
    document: Document,
    event: Event,
    mentions: list[tuple[ActorMention, str]],
    words: RoleWords,
) -> list[Candidate]:
    """Return the actors of the passages that tell an event and of their neighbourhood, with their features.

    ``mentions`` are the actors of the report with the id that each stands for on the event's date and bank.
    Civilians are always a candidate: victims are often persons without a name for their group.
    """
    found: dict[str, Candidate] = {"civilians": Candidate("civilians", set(), None)}
    for number, telling in enumerate(event.tellings[:3]):
        order: list[str] = []
        near = [
            (mention, actor_id)
            for mention, actor_id in mentions
            if telling.sentence - 2 <= document.sentence_at(mention.start).index <= telling.sentence + 1
            or document.sentence_at(mention.start).index <= 1
        ]
        for mention, actor_id in near:
            scope, rank = _scope(document, mention, telling)
            candidate = found.setdefault(actor_id, Candidate(actor_id, set(), mention, 99))
            features = _mention_features(document, mention, telling, scope, event.sub_type, words)
            if scope == "seg":
                if actor_id not in order:
                    order.append(actor_id)
                place = min(order.index(actor_id), 3)
                features |= {f"ord{place}", f"ord{place}|{event.sub_type}"}
            if number and scope != "seg":
                continue
            candidate.features |= features
            if rank < candidate.rank or candidate.mention is None:
                candidate.mention, candidate.rank = mention, rank
            candidate.claim |= f"{scope}|claim" in features and scope in ("seg", "next")
    armed = sum("seg" in c.features and c.actor_id != "civilians" for c in found.values())
    for candidate in found.values():
        candidate.features |= _event_features(candidate, event, armed)
    return list(found.values())


def _scope(document: Document, mention: ActorMention, telling: Telling) -> tuple[str, int]:
    """Say where a mention stands: in the segment, before or after it in the sentence, in a sentence nearby, or the lead."""
    if telling.first <= mention.first < telling.last:
        return "seg", 0
    sentence = document.sentence_at(mention.start).index
    if sentence == telling.sentence:
        return ("before", 1) if mention.first < telling.first else ("after", 2)
    if sentence == telling.sentence + 1:
        return "next", 3
    if sentence == telling.sentence - 1:
        return "prev", 2
    if sentence == telling.sentence - 2:
        return "prev2", 4
    return "lead", 5


def _mention_features(
    document: Document, mention: ActorMention, telling: Telling, scope: str, sub_type: str, words: RoleWords
) -> set[str]:
    features = {scope, f"{scope}|{sub_type}", f"{scope}|{mention.rule}"}
    before = words_before(document, mention)
    for name in MARKERS:
        distance = marker_distance(before, words.phrases[name], reach=4)
        if distance is not None:
            features |= {f"{scope}|{name}", f"{scope}|{name}{distance}", f"{scope}|{name}|{sub_type}"}
    following = document.words[mention.last : mention.last + 4]
    if _AFTER_WORDS & {rest for word in following for _, rest in readings(word)}:
        features.add(f"{scope}|claim")
    if scope not in ("seg", "before", "next"):
        return features
    if mention.prefix:
        features.add(f"{scope}|prefix {mention.prefix}")
    for distance, forms in enumerate(before[:2], 1):
        shortest = min(forms, key=len)
        features.add(f"{scope}|w{distance} {shortest}")
    if following:
        features.add(f"{scope}|n1 {min((rest for _, rest in readings(following[0])), key=len)}")
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


def _event_features(candidate: Candidate, event: Event, armed: int) -> set[str]:
    actor = candidate.actor_id
    features = {f"is {actor}", f"{actor}|{event.sub_type}", f"armed {min(armed, 3)}"}
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


def words_before(document: Document, mention: ActorMention, reach: int = 5) -> list[set[str]]:
    """Return the readings of the words before an actor, nearest first, up to a mark that ends the phrase."""
    out: list[set[str]] = []
    at = mention.first - 1
    while at >= max(0, mention.first - reach):
        gap = document.text[document.tokens[at].end : document.tokens[at + 1].start]
        if any(mark in gap for mark in ".؛!؟\n") or ("،" in gap and out):
            break
        out.append({rest for _, rest in readings(document.words[at])} | {document.words[at]})
        at -= 1
    return out


def marker_distance(before: list[set[str]], phrases: frozenset[tuple[str, ...]], *, reach: int) -> int | None:
    """Return how many words before the actor the nearest phrase ends, or None."""
    for distance in range(min(reach, len(before))):
        for phrase in phrases:
            length = len(phrase)
            if distance + length > len(before):
                continue
            if all(phrase[length - 1 - i] in before[distance + i] for i in range(length)):
                return distance
    return None
