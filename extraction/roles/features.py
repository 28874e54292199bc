"""Clues about the actors of an event: sets of features, as names that a reader of the weights understands.

No two clues share a feature, so a model can weigh each clue once for all events: an actor weighs what its clues weigh.
Events are much alike, so the clues are made once.
"""

from functools import cache, lru_cache

CLASSES = {
    "sdf": "authority", "asayish": "authority", "syrian_government": "authority", "assad_forces": "authority",
    "dz_military_council": "authority", "ndf": "militia", "iranian_militias": "militia", "hezbollah": "militia",
    "isis": "insurgent", "hts": "insurgent", "fsa": "rebel", "sna": "rebel", "tribal_fighters": "rebel",
    "popular_factions": "rebel", "coalition": "air", "us_forces": "air", "russia": "air", "israel": "air",
    "turkey": "air", "unidentified_aircraft": "air", "unidentified_gunmen": "unknown", "smugglers": "smugglers",
    "civilians": "civilians", "aanes": "civil_authority",
}  # fmt: skip


Clue = frozenset[str]


@lru_cache(maxsize=20_000)
def clue(*features: str) -> Clue:
    """Return the clue of some features: the same object each time, which is found in sets at a glance."""
    return frozenset(features)


@lru_cache(maxsize=20_000)
def party_clues(governed: str, kind: str, head: str, part: str, sub_type: str) -> frozenset[Clue]:
    """Say how a party stands in its clause: governed by what, and what kind of group it is."""
    return frozenset(
        (
            clue(f"part {part}", f"part {part}|{sub_type}"),
            clue(f"part {part}|{head}"),
            clue(f"by {governed}|{kind}"),
            clue(f"by {governed}|{kind}|{head}"),
        )
    )


def class_of(actor: str) -> str:
    """Return the class of an actor: what kind of force or people it is."""
    return CLASSES.get(actor, "other")


@lru_cache(maxsize=20_000)
def mention_clues(
    rule: str, markers: tuple[str, ...], claims: bool, prefix: str, scope: str, kind: str, sub_type: str
) -> frozenset[Clue]:
    """Say what stands around a mention of an actor of a kind, and how far it is from the words that tell the event."""
    near = (f"class {kind}|{scope}",) if scope in ("seg", "before", "prev", "next") else ()
    clues = {clue(scope, f"{scope}|{sub_type}", *near), clue(f"{scope}|{rule}")}
    for name in (*markers, "claim") if claims else markers:
        told = (f"class {kind}|{scope}|{name}",) if scope == "seg" else ()
        clues.add(clue(f"{scope}|{name}", *told))
    clues |= {clue(f"{scope}|{name}|{sub_type}") for name in markers}
    if scope in ("seg", "before", "next") and prefix:
        clues.add(clue(f"{scope}|prefix {prefix}"))
    return frozenset(clues)


@cache
def order_clue(place: int, kind: str, sub_type: str) -> Clue:
    """Say which of the actors of a passage one is, counted from 0 to 3, where 3 is any that follows."""
    early = (f"class {kind}|ord{place}",) if place < 3 else ()
    return clue(f"ord{place}", f"ord{place}|{sub_type}", *early)


def _manner(sub_type: str) -> str:
    return "air" if "Air" in sub_type else "ground" if "terr" in sub_type else "protest" if "rotest" in sub_type else ""


@cache
def actor_clue(actor: str, sub_type: str, setting: str) -> Clue:
    """Say who an actor is, in which kind of event, on which bank and in which era."""
    kind = class_of(actor)
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


@cache
def standing_clue(actor: str, best: str, armed: int) -> Clue:
    """Say how near an actor stands to the event, among how many others under arms."""
    return clue(f"armed {armed}", f"best {best}", f"best {best}|{actor}", f"best {best}|armed {armed}")


@lru_cache(maxsize=20_000)
def harm_clue(best: str, victims: frozenset[str], objects: frozenset[str]) -> Clue:
    """Say who was hurt and what was hit in the event, by how near an actor stands to it."""
    return frozenset((*(f"{best}|victims {side}" for side in victims), *(f"{best}|hit {o}" for o in objects)))


@lru_cache(maxsize=20_000)
def civil_clue(
    victims: frozenset[str], objects: frozenset[str], people: frozenset[str], sub_type: str, armed: int
) -> Clue:
    """Say what speaks for civilians: who was hurt, what was hit, who is named."""
    features = {f"civil|victims {side}" for side in victims} | {f"civil|hit {o}" for o in objects}
    features |= {f"civil|victims {side}|{sub_type}" for side in victims}
    features |= {f"civil|people {side}" for side in people} | {f"civil|people {side}|{sub_type}" for side in people}
    return frozenset(features | {f"civil|armed {armed}|{sub_type}", f"civil|none {not victims}"})


@lru_cache(maxsize=20_000)
def unnamed_features(head: str, part: str) -> frozenset[str]:
    """Say what grammar makes of a group of nobody named."""
    return frozenset((f"free {head}|{part}", f"free {head}"))


@lru_cache(maxsize=20_000)
def free_clue(side: str, free: frozenset[str]) -> Clue:
    """Say beside which groups of nobody named an actor stands: civilians, those in the passage, those out of it."""
    return frozenset(f"{side}|{name}" for name in free)


@lru_cache(maxsize=20_000)
def nobody_clue(count: int, parts: frozenset[str]) -> Clue:
    """Say what speaks for a part that nobody has: how many actors may have one, and which parts grammar gave them."""
    return clue("nobody", f"nobody|of {count}", *(f"nobody|some part {part}" for part in parts))


@lru_cache(maxsize=20_000)
def nobody_beside(civilians: Clue) -> Clue:
    """Say what a clue about civilians says of nobody: the kind of event and who was hurt."""
    return frozenset(f"nobody|{name}" for name in civilians if name.startswith(("civil|", "civilians|", "armed ")))
