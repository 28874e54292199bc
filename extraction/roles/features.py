"""Features of the actors of an event, as names that a reader of the weights understands.

Each function gives the features of one kind, which share no name with those of another; events are much alike, so the
sets are made once.
"""

from functools import lru_cache

CLASSES = {
    "sdf": "authority", "asayish": "authority", "syrian_government": "authority", "assad_forces": "authority",
    "dz_military_council": "authority", "ndf": "militia", "iranian_militias": "militia", "hezbollah": "militia",
    "isis": "insurgent", "hts": "insurgent", "fsa": "rebel", "sna": "rebel", "tribal_fighters": "rebel",
    "popular_factions": "rebel", "coalition": "air", "us_forces": "air", "russia": "air", "israel": "air",
    "turkey": "air", "unidentified_aircraft": "air", "unidentified_gunmen": "unknown", "smugglers": "smugglers",
    "civilians": "civilians", "aanes": "civil_authority",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def party_features(governed: str, kind: str, head: str, part: str, sub_type: str) -> frozenset[str]:
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


@lru_cache(maxsize=20_000)
def mention_features(
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


def _manner(sub_type: str) -> str:
    return "air" if "Air" in sub_type else "ground" if "terr" in sub_type else "protest" if "rotest" in sub_type else ""


@lru_cache(maxsize=20_000)
def actor_features(actor: str, sub_type: str, setting: str) -> frozenset[str]:
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
def standing_features(actor: str, best: str, armed: int, strong: frozenset[str]) -> frozenset[str]:
    """Say how near an actor stands to the event, among how many others under arms."""
    kind = CLASSES.get(actor, "other")
    near = (f"armed {armed}", f"best {best}", f"best {best}|{actor}", f"best {best}|armed {armed}")
    return frozenset((*near, *(f"class {kind}|{feature}" for feature in strong)))


@lru_cache(maxsize=20_000)
def harm_features(best: str, victims: frozenset[str], objects: frozenset[str]) -> frozenset[str]:
    """Say who was hurt and what was hit in the event, by how near an actor stands to it."""
    return frozenset((*(f"{best}|victims {side}" for side in victims), *(f"{best}|hit {o}" for o in objects)))


@lru_cache(maxsize=20_000)
def civil_features(
    victims: frozenset[str], objects: frozenset[str], people: frozenset[str], sub_type: str, armed: int
) -> frozenset[str]:
    """Say what speaks for civilians: who was hurt, what was hit, who is named."""
    features = {f"civil|victims {side}" for side in victims} | {f"civil|hit {o}" for o in objects}
    features |= {f"civil|victims {side}|{sub_type}" for side in victims}
    features |= {f"civil|people {side}" for side in people} | {f"civil|people {side}|{sub_type}" for side in people}
    return frozenset(features | {f"civil|armed {armed}|{sub_type}", f"civil|none {not victims}"})


@lru_cache(maxsize=20_000)
def order_features(place: int, sub_type: str) -> frozenset[str]:
    """Say which of the actors of a passage one is, counted from 0."""
    return frozenset((f"ord{place}", f"ord{place}|{sub_type}"))


@lru_cache(maxsize=20_000)
def unnamed_features(head: str, part: str) -> frozenset[str]:
    """Say what grammar makes of a group of nobody named."""
    return frozenset((f"free {head}|{part}", f"free {head}"))


@lru_cache(maxsize=20_000)
def free_features(side: str, free: frozenset[str]) -> frozenset[str]:
    """Say beside which groups of nobody named an actor stands: civilians, those in the passage, those out of it."""
    return frozenset(f"{side}|{name}" for name in free)


@lru_cache(maxsize=20_000)
def nobody_features(civilians: frozenset[str]) -> frozenset[str]:
    """Say what a set of the features of civilians says of nobody: the kind of event and who was hurt."""
    return frozenset(f"nobody|{name}" for name in civilians if name.startswith(("civil|", "civilians|", "armed ")))
