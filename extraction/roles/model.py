"""Who did it and who was hit: a small linear model over rule-made features weighs every pair of actors of an event.

Hand-ordered rules (markers such as على يد and ضد, what grammar makes of a party, what an actor mostly does) stopped
gaining; as features of one model of perpetrator and target together, learnt on the labelled documents by
``scripts/train_models.py``, they beat the same rules in document-level cross-validation (docs/accuracy.md). The weights
are a readable file, ``data/models/roles.json``.
"""

import math
from collections.abc import Iterable
from dataclasses import field
from itertools import repeat
from operator import mul
from pathlib import Path

from extraction.roles.candidates import CIVILIANS, NOBODY, Candidate, nobody
from extraction.roles.features import Clue, class_of, clue
from extraction.values import dataclass
from extraction.weights import read_models


class _Totals(dict[Clue, tuple[float, float]]):
    """What a clue weighs for a perpetrator and for a target, summed when first asked for."""

    def __init__(self, perpetrator: dict[str, float], target: dict[str, float]) -> None:
        super().__init__()
        self.perpetrator, self.target = perpetrator, target

    def __missing__(self, new: Clue) -> tuple[float, float]:
        if len(self) >= _MOST:
            self.clear()
        totals = self[new] = _total(self.perpetrator, new), _total(self.target, new)
        return totals


_MOST = 50_000  # clues whose weights are kept


class _Odds(dict[str, float]):
    """The odds of each target of a perpetrator in events of a type, worked out when first asked for."""

    def __init__(self, weights: dict[str, float], sub_type: str, perpetrator: str) -> None:
        super().__init__()
        self.weights, self.sub_type, self.perpetrator = weights, sub_type, perpetrator

    def __missing__(self, target: str) -> float:
        features = pair_features(self.perpetrator, target, self.sub_type)
        odds = self[target] = math.exp(_total(self.weights, features) - _against(self.perpetrator, target))
        return odds


class _PairOdds(dict[tuple[str, str], _Odds]):
    """The odds of the targets, by type of event and perpetrator."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, event: tuple[str, str]) -> _Odds:
        odds = self[event] = _Odds(self.weights, *event)
        return odds


Parts = list[tuple[int, float]]
"""Those who have one part in an event, as indexes of candidates with their chances."""


@dataclass(slots=True)
class RoleModel:
    """Weights by feature: of a perpetrator, of a target, and of the two together. ``enough`` is the chance from which
    an actor is taken that is not the likeliest answer: beside another, or where nobody is likelier by a little."""

    perpetrator: dict[str, float]
    target: dict[str, float]
    pair: dict[str, float]
    enough: float = 0.42
    totals: _Totals = field(init=False, compare=False, repr=False)
    odds: _PairOdds = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.totals = _Totals(self.perpetrator, self.target)
        self.odds = _PairOdds(self.pair)

    def decide(self, sub_type: str, found: list[Candidate]) -> tuple[Parts, Parts]:
        """Return the perpetrators and the targets as indexes of candidates with their chances.

        Perpetrator and target are weighed together: every pair of candidates, and nobody for either, has a score, and
        the chance of an actor is that of all pairs with it. So who is hit follows from who did it, and "nobody named"
        is an answer like any other. Labelling guide: protesters are civilians and do the protest; where they are fired
        at, the force does it and they are hit.
        """
        own = [i for i, c in enumerate(found) if c.to_its_own] if sub_type in _UPON_ITS_OWN else []
        if own:
            return [(own[0], 1.0)], [(own[0], 1.0)]  # أعدم التنظيم ثلاثة من عناصره
        did, suffered = self._weighed(sub_type, found)
        doers = self._with_listed(found, self._chosen(did), did)
        surely = sub_type in _DONE_TO_SOMEBODY
        victims = self._with_listed(found, self._chosen(suffered, surely=surely), suffered)
        doers, victims = _one_part_each(sub_type, found, doers, victims)
        both = {i for i, _ in doers} & {i for i, _ in victims if found[i].actor_id not in _BOTH}
        if both and sub_type in _EXPLOSIONS:  # nobody bombs himself: what is less likely is not told
            doers = [(i, chance) for i, chance in doers if i not in both or did[i] > suffered[i]]
            victims = [(i, chance) for i, chance in victims if i not in both or did[i] <= suffered[i]]
        doers, victims = self._by_grammar(sub_type, found, (did, suffered), doers, victims)
        return self._with_claimed_and_helping(found, did, doers), victims

    def _weighed(self, sub_type: str, found: list[Candidate]) -> tuple[list[float], list[float]]:
        """Return the chances to be a perpetrator and a target, with what the type of the event says for sure."""
        did, suffered = self.chances(sub_type, found)
        if sub_type in _PROTESTS:
            did[CIVILIANS], suffered[CIVILIANS] = (0.0, 1.0) if sub_type in _FIRED_AT else (1.0, 0.0)
        if sub_type == "Armed clash" and (feud := _feud(found)) is not None:
            did[feud], suffered[feud] = max(did[feud], 0.9), max(suffered[feud], 0.9)
        if sub_type == "Armed clash" and (sides := _sides(found)):
            did, suffered = _opposed(sides, did, suffered)
        return did, suffered

    def _by_grammar(
        self,
        sub_type: str,
        found: list[Candidate],
        chances: tuple[list[float], list[float]],
        doers: Parts,
        victims: Parts,
    ) -> tuple[Parts, Parts]:
        """Return the parts as grammar corrects them, for types of events in which it is sure of them."""
        did, suffered = chances
        left = sub_type == "Non-violent transfer of territory" and any("leave 0" in found[i].parts for i, _ in doers)
        subjects = _took_ground(found) if sub_type in _TAKEN or left else []
        if subjects and not any("doer" in found[i].parts for i, _ in doers):
            if any(i in subjects for i, _ in victims):
                victims = [(i, chance) for i, chance in doers if found[i].actor_id != "civilians"]
            doers = [(i, max(did[i], self.enough)) for i in subjects]
        if sub_type == "Disrupted weapons use" and not doers:  # أسقطت قوات التحالف مسيّرة: who only acts is not hit
            doers = [(i, max(did[i], self.enough)) for i, _ in victims if _only_does(found[i])]
            victims = [(i, chance) for i, chance in victims if not _only_does(found[i])]
        held = sub_type == "Arrests"
        if held and (seized := {i for i, _ in doers if _was_seized(found[i])}):
            doers = [(i, chance) for i, chance in doers if i not in seized]
            victims = [(i, chance) for i, chance in victims if "sufferer" in found[i].parts and i not in seized]
            victims += [(i, max(suffered[i], self.enough)) for i in sorted(seized)]
        if sub_type in _DONE_TO and (hurt := {i for i, _ in doers if _only_hurt(found[i])}):
            doers = [(i, chance) for i, chance in doers if i not in hurt]
            victims += [(i, max(suffered[i], self.enough)) for i in sorted(hurt - {i for i, _ in victims})]
        return doers, victims

    def _with_claimed_and_helping(self, found: list[Candidate], did: list[float], doers: Parts) -> Parts:
        """Return the perpetrators with who claims what unknown gunmen did, and with who gave support: they took part
        (labelling guide), whoever else did it."""
        claiming = [i for i, c in enumerate(found) if c.claim]
        if claiming and {found[i].actor_id for i, _ in doers if i not in claiming} == {"unidentified_gunmen"}:
            doers = [(i, max(did[i], self.enough)) for i in claiming]  # هاجم مسلحون مخفراً، وتبنى التنظيم الهجوم
        helpers = {i for i, c in enumerate(found) if "helper" in c.parts}
        if doers and helpers:
            taken = {index for index, _ in doers}
            doers = [*doers, *((i, max(did[i], self.enough)) for i in sorted(helpers - taken))]
            if taken <= helpers:
                doers += self._helped(found, taken, did)
        return doers

    def _with_listed(
        self, found: list[Candidate], taken: list[tuple[int, float]], chances: list[float]
    ) -> list[tuple[int, float]]:
        """Return those taken with all whom the text lists beside them: what is joined by و has one part."""
        beside: set[str] = set().union(*[found[index].beside for index, _ in taken])
        if not beside:
            return taken
        beside |= {actor for c in found if c.actor_id in beside for actor in c.beside}
        chosen = {index for index, _ in taken}
        more = [i for i, c in enumerate(found) if c.actor_id in beside and i not in chosen]
        return taken + [(i, max(chances[i], self.enough)) for i in more]

    def _helped(self, found: list[Candidate], taken: set[int], did: list[float]) -> list[tuple[int, float]]:
        """Return whom the helpers helped who were taken for all that did it: the doer of the clause."""
        others = [i for i, c in enumerate(found) if i not in taken and "doer" in c.parts and c.in_passage]
        return [(i, max(did[i], self.enough)) for i in sorted(others, key=did.__getitem__)[-1:]]

    def chances(self, sub_type: str, found: list[Candidate]) -> tuple[list[float], list[float]]:
        """Return the chances to be a perpetrator and a target, each with that of nobody behind the candidates."""
        everybody = [*found, nobody(found)]
        did, suffered = map(_shares, zip(*map(self._total, everybody), strict=True))
        ids = [candidate.actor_id for candidate in everybody]
        odds = [list(map(self.odds[sub_type, perpetrator].__getitem__, ids)) for perpetrator in ids]
        doers = list(map(mul, did, [sum(map(mul, row, suffered)) for row in odds]))
        victims = list(map(mul, suffered, [sum(map(mul, column, did)) for column in zip(*odds, strict=True)]))
        whole = sum(doers)
        return [share / whole for share in doers], [share / whole for share in victims]

    def _total(self, candidate: Candidate) -> tuple[float, float]:
        """Return the weights of a candidate as perpetrator and as target: those of its clues together."""
        did = suffered = 0.0
        for as_doer, as_victim in map(self.totals.__getitem__, (*candidate.clues, *candidate.standing)):
            did += as_doer
            suffered += as_victim
        return did, suffered

    def _chosen(self, chances: list[float], *, surely: bool = False) -> list[tuple[int, float]]:
        """Return the likeliest and all that are likely enough; nobody is no answer where there is ``surely`` one."""
        likeliest = chances.index(max(chances[:-1] if surely else chances))
        return [(i, chance) for i, chance in enumerate(chances[:-1]) if i == likeliest or chance >= self.enough]


def _one_part_each(sub_type: str, found: list[Candidate], doers: Parts, victims: Parts) -> tuple[Parts, Parts]:
    """Return the parts with one for each actor: nobody is both, but for sides that share one id, and who only gave
    support is not hit."""
    if len(doers) > 1:
        hit = {i for i, _ in victims if found[i].actor_id not in _BOTH}
        doers = [(i, chance) for i, chance in doers if i not in hit] or [max(doers, key=lambda item: item[1])]
    if len(victims) > 1:
        acting = {i for i, _ in doers if found[i].actor_id not in _BOTH}
        victims = [(i, chance) for i, chance in victims if i not in acting] or victims
    victims = [v for v in victims if not _only_helps(found[v[0]])]  # بدعم من طيران التحالف
    both = {i for i, _ in doers} & {i for i, _ in victims if found[i].actor_id not in _BOTH}
    if both and sub_type in _BETWEEN_TWO:  # هجوم على حاجز للأمن العام: who only suffers did nothing
        doers = [(i, chance) for i, chance in doers if i not in both or not _only_suffers(found[i])]
    return doers, victims


def _only_suffers(candidate: Candidate) -> bool:
    """Whether grammar lets an actor suffer and do nothing."""
    return "sufferer" in candidate.parts and "doer" not in candidate.parts


def _was_seized(candidate: Candidate) -> bool:
    """Whether an actor is whom others were sent to seize, and does nothing (القبض على ثلاثة من فلول النظام): behind
    اعتقال it could be who does so."""
    return _only_suffers(candidate) and _SEIZED in candidate.clues


def _only_does(candidate: Candidate) -> bool:
    """Whether grammar lets an actor do something and suffer nothing."""
    return "doer" in candidate.parts and "sufferer" not in candidate.parts


def _took_ground(found: list[Candidate]) -> list[int]:
    """Return the subjects of a verb of taking ground: they took it, whoever held it before (قبل أن تستعيدها قسد)."""
    return [i for i, c in enumerate(found) if _only_does(c) and _TOOK in c.clues and c.actor_id != "civilians"]


_TOOK = clue("by verb 0|ground")
_SEIZED = clue("by patient|seize")


def _only_helps(candidate: Candidate) -> bool:
    """Whether the text tells of an actor that it gave support, and of nothing that it suffered."""
    return "helper" in candidate.parts and "sufferer" not in candidate.parts


def _only_hurt(candidate: Candidate) -> bool:
    """Whether the text tells of an actor that it was hurt, and of nothing that it did (قُتل عنصران من قسد وأصيب
    مدنيان)."""
    return candidate.befell and "doer" not in candidate.parts


def _sides(found: list[Candidate]) -> tuple[int, int] | None:
    """Return the two sides between which a clash is told to be (اشتباكات بين قسد ومجلس دير الزور), if there are two."""
    sides = [i for i, c in enumerate(found) if c.in_passage and "between" in c.parts]
    return (sides[0], sides[1]) if len(sides) == 2 else None


def _opposed(sides: tuple[int, int], did: list[float], suffered: list[float]) -> tuple[list[float], list[float]]:
    """Return the chances of a clash between two sides: what speaks for the one as perpetrator speaks for the other as
    target, and neither is both."""
    one, other = sides
    first, second = did[one] * suffered[other], did[other] * suffered[one]
    if first < second:
        one, other = other, one
    did, suffered = list(did), list(suffered)
    did[other] = suffered[one] = 0.0
    return did, suffered


def _feud(found: list[Candidate]) -> int | None:
    """Return the index of the clans, where a clash names no other armed side: they are both sides."""
    armed = [i for i, c in enumerate(found) if c.in_passage and class_of(c.actor_id) not in _PEOPLE]
    return armed[0] if len(armed) == 1 and found[armed[0]].actor_id == "tribal_fighters" else None


_PEOPLE = frozenset(("civilians", "civil_authority", "smugglers"))


_EXPLOSIONS = frozenset(
    (
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    )
)
_TAKEN = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
_DONE_TO = _EXPLOSIONS - {"Suicide bomb"} | _TAKEN | {"Attack"}
_UPON_ITS_OWN = frozenset(("Attack", "Arrests", "Abduction/forced disappearance"))
_BETWEEN_TWO = frozenset(("Armed clash", "Arrests"))
_FIRED_AT = frozenset(("Excessive force against protesters",))
_PROTESTS = _FIRED_AT | {"Peaceful protest", "Protest with intervention", "Violent demonstration"}
_DONE_TO_SOMEBODY = _FIRED_AT | {
    "Abduction/forced disappearance",
    "Armed clash",
    "Arrests",
    "Attack",
    "Grenade",
    "Mob violence",
    "Protest with intervention",
    "Suicide bomb",
}
"""What these are tells that somebody suffered it (labelling guide: in arrests those held); labels hardly ever leave it
open."""
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


def _shares(totals: tuple[float, ...]) -> list[float]:
    """Return how likely each of some weights is beside the likeliest."""
    likeliest = max(totals)
    return [math.exp(total - likeliest) for total in totals]


_NOTHING = repeat(0.0)


def _total(weights: dict[str, float], names: Iterable[str]) -> float:
    return sum(map(weights.get, names, _NOTHING))


def load_role_model(path: Path) -> RoleModel:
    """Load the weights written by ``scripts/train_models.py``. Raises ``WeightsError`` when they cannot be used."""
    models = read_models(path, ("perpetrator", "target", "pair"))
    return RoleModel(models["perpetrator"], models["target"], models["pair"])
