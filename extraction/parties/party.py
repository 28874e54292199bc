"""A group of words for one party of an event, and what grammar alone says of its part in it."""

from functools import lru_cache

from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A group of words for one party: its tokens, the actor's index (None for persons and things of nobody named), its
    head (the actor itself, a member, something military, a civilian, ...), how it is governed, and the event words that
    govern it."""

    first: int
    last: int
    actor: int | None
    head: str
    governed: str
    kind: str
    begin: int
    befell: bool = False
    """Whether the verb before it tells what befell it and can tell nothing else: أصيب, استشهد, قُتل with its damma."""
    by_its_own: bool = False
    """Whether its own side did it to it: اعتقلت قسد اثنين من عناصرها."""

    def part(self) -> str:
        """Return what grammar alone says: doer, sufferer, or nothing."""
        return _part(self.governed, self.kind, self.head)


_BEFALLS = frozenset(("harm", "kill", "seize", "hit on"))  # the genitive of these nouns suffers (مقتل, اغتيال, اعتقال)


@lru_cache(maxsize=10_000)
def _part(governed: str, kind: str, head: str) -> str:
    how, _, slot = governed.partition(" ")
    if how == "agent" or (how == "doing" and slot == "0") or governed == "head doing":
        return "doer"
    if how == "helping":
        return "helper"
    if how == "patient" or (how == "suffering" and slot == "0") or governed == "head suffering":
        return "sufferer"
    if kind.endswith("passive"):
        return "sufferer" if slot == "0" or how == "head" else ""
    if how in ("verb", "head"):
        if kind == "harm" and (slot == "0" or how == "head"):
            return "sufferer" if head != "actor" else "killing"
        if kind == "burst" or kind in ("other", "clash", "leave"):
            return f"{kind} {slot}"
        if how == "verb" and slot != "0":
            return "sufferer"
        if head.startswith("thing"):  # استهدفت قاعدة: a place or vehicle is what was hit, the subject is told before
            return "sufferer" if how == "verb" else "thing does"
        return "doer"
    if how in ("of", "behind"):
        if kind in _BEFALLS:
            return "sufferer" if how == "of" else "behind harm"
        return f"{how} {kind}"
    if how == "from":
        return "sufferer" if kind == "ground" else f"from {kind}"
    if how in ("by", "for"):
        if slot == "alone":
            return ""
        if kind in ("burst", "blast"):
            return "sufferer"
        return (
            ("doer" if head == "actor" else "sufferer")
            if how == "for" and slot == "noun" and kind == "hit"
            else f"{how} {kind}"
        )
    return how
