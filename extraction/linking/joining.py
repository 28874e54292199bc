"""Several tellings of one event become one incident; a lead that sums up what follows is dropped."""

from extraction.classify import FAMILIES, lead, same_event_possible
from extraction.linking.draft import WIDE, Draft, Material, State, reject
from extraction.linking.figures import add_counts
from extraction.resolve import HOME


def joined(material: Material, drafts: list[Draft], state: State) -> list[Draft]:
    """Join drafts that tell one event: same place, types that fit, dates that do not contradict."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((other for other in reversed(kept) if _same_event(material, other, draft)), None)
        if same is None:
            kept.append(draft)
            continue
        _merge(same, draft)
        reject(material, state, draft.first, draft.last, draft.sub_type, "the same event told again")
    return kept


def _same_event(material: Material, first: Draft, second: Draft) -> bool:
    if first.sentence == second.sentence and first.first == second.first:
        return False  # told together, as several
    sentences = material.document.sentences
    if sentences[first.sentence].bullet and sentences[second.sentence].bullet and first.sub_type != second.sub_type:
        return False  # each item of a round-up tells another event
    if _by_gun(first) != _by_gun(second) and _by_bomb(first) != _by_bomb(second):
        return False
    if not _same_place(material, first, second) or not same_event_possible(first.sub_type, second.sub_type):
        return False
    if first.start and second.start and first.end and second.end and not (first.inherited or second.inherited):
        if first.start > second.end or second.start > first.end:
            return False
    elif first.start and second.start and first.end and second.end:
        explicit = second if first.inherited else first
        if explicit.dated and explicit.dated.explicit and (first.start > second.end or second.start > first.end):
            return False
    return True


def _by_gun(draft: Draft) -> bool:
    """Whether a draft tells of shots at somebody, and of no bomb: it and a bomb told without shots are two events."""
    return "shooting" in draft.kinds and not draft.kinds & {"ied", "explosion", "clash", "assault"}


def _by_bomb(draft: Draft) -> bool:
    return draft.sub_type == "Remote explosive/landmine/IED" and "shooting" not in draft.kinds


def _same_place(material: Material, first: Draft, second: Draft) -> bool:
    a, b = first.scene.place, second.scene.place
    if a is None or b is None:
        name = material.document.text[first.scene.toponym.start : first.scene.toponym.end]
        return a is b and name == material.document.text[second.scene.toponym.start : second.scene.toponym.end]
    if a.place_id == b.place_id:
        return True
    if "control" in (FAMILIES.get(first.sub_type), FAMILIES.get(second.sub_type)):
        return False  # a town that fell and its quarters that fell before it
    return a.parent_id == b.place_id or (b.parent_id == a.place_id and not (a.is_area or b.is_area))


def _merge(kept: Draft, draft: Draft) -> None:
    if (kept.inherited or kept.start is None) and draft.start is not None and not draft.inherited:
        kept.start, kept.end, kept.dated, kept.inherited = draft.start, draft.end, draft.dated, False
    if not kept.counts and not kept.shared:
        kept.counts = draft.counts
    else:
        add_counts(kept, draft.counts)
    if kept.shared and draft.counts and not draft.shared:
        kept.shared, kept.counts = False, draft.counts
    kept.told += draft.told
    kept.weapons |= draft.weapons
    kept.types.append(draft.sub_type)
    kept.sub_type = lead(kept.types)
    kept.tellings += 1
    if (
        kept.scene.place is not None
        and draft.scene.place is not None
        and draft.scene.place.parent_id == kept.scene.place.place_id
    ):
        kept.scene = draft.scene


def without_summaries(material: Material, drafts: list[Draft], state: State) -> list[Draft]:
    """Drop leads that say "in the governorate" what the text then tells place by place."""
    exact = [d for d in drafts if not is_wide(material, d)]
    kept = []
    for draft in drafts:
        wide = is_wide(material, draft)
        own = draft.dated is not None and draft.dated.explicit and any(c.low for c in draft.counts)
        desert = draft.scene.place is not None and draft.scene.place.kind == "desert"
        ahead = any(d.sentence > draft.sentence for d in exact) if desert else bool(exact)
        if wide and ahead and not (own and draft.sentence > 0):
            reject(material, state, draft.first, draft.last, draft.sub_type, "a summary of events told place by place")
            continue
        kept.append(draft)
    return kept


def is_wide(material: Material, draft: Draft) -> bool:
    """Whether a draft is known only to a region, a governorate or a desert beyond the governorate."""
    place = draft.scene.place
    if place is None:
        return False
    return place.kind in WIDE or (place.kind == "desert" and not material.gazetteer.within(place.place_id, HOME))
