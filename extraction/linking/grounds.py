"""What the reading of a draft rests on: the features of the models of confidence."""

from collections.abc import Sequence

from extraction.classify import FAMILIES
from extraction.document import Document
from extraction.linking.draft import Draft

_FAR = 20  # words between event word and place from which more of them say nothing more
_MANY = 10  # incidents of a report, likewise
_LONG = 50  # words of a sentence that count as one
_WEEK, _MONTH = 7, 30  # days before publication


def grounds(
    document: Document, draft: Draft, drafts: Sequence[Draft], *, wide: bool, did: float, suffered: float
) -> dict[str, float]:
    """Return what the reading of a draft rests on, as features of both models.

    ``drafts`` are all of the report; ``wide`` says that only an area is known; ``did`` and ``suffered`` are the highest
    chances of a perpetrator and of a target.
    """
    heads = {t.kind for t in draft.triggers if t.head}
    place = draft.scene.place
    features: dict[str, float] = {
        "bias": 1.0,
        "place": draft.scene.candidates[0].score if draft.scene.candidates else 0.3,
        "no event word": not heads,
        "several kinds": len(heads) > 2,
        "date beside": draft.dated is not None and not draft.inherited,
        "date carried": draft.inherited,
        "no date": draft.start is None and document.report.published is not None,
        "no day of publication": document.report.published is None,
        "did": did,
        "suffered": suffered,
        "told again": draft.tellings > 1,
        "wide": wide,
        "anaphora": draft.scene.toponym.rule == "place.anaphora" or "place_by_anaphora" in draft.flags,
        "not behind a place word": draft.scene.toponym.relation is None and draft.scene.toponym.cue is None,
        "counted": any(count.low for count in draft.counts),
        "shared": draft.shared,
        "incidents": min(_MANY, len(drafts)) / _MANY,
        f"family {FAMILIES.get(draft.sub_type, draft.sub_type)}": 1.0,
        f"type {draft.sub_type}": 1.0,
        f"kind {place.kind if place else 'unknown'}": 1.0,
        **_spread(document, draft),
    }
    for trigger in draft.triggers:
        if trigger.head or not trigger.modality:
            features[f"word {trigger.kind}"] = features[f"definite {trigger.definite}"] = 1.0
    if len(drafts) > 1:
        features |= _beside(draft, drafts)
    if draft.start is not None and document.report.published is not None:
        features |= _age((document.report.published - draft.start).days)
    return features


def _beside(draft: Draft, drafts: Sequence[Draft]) -> dict[str, float]:
    """Say whether a report tells several events of the type of a draft, at its place and in its sentence."""
    place = draft.scene.place
    return {
        "others of its type": [other.sub_type for other in drafts].count(draft.sub_type) > 1,
        "others at its place": place is not None and _at(drafts).count(place.place_id) > 1,
        "others in its sentence": [other.sentence for other in drafts].count(draft.sentence) > 1,
    }


def _at(drafts: Sequence[Draft]) -> list[str | None]:
    return [draft.scene.place.place_id if draft.scene.place else None for draft in drafts]


def _spread(document: Document, draft: Draft) -> dict[str, float]:
    """Say how far the event word is from the place, and how long the sentence is."""
    sentence = document.sentences[draft.sentence]
    at = draft.scene.toponym.first
    return {
        "far": min(_FAR, *[abs(trigger.first - at) for trigger in draft.triggers]) / _FAR,
        "behind its place": draft.triggers[0].first > at,
        "words": (sentence.last - sentence.first) / _LONG,
    }


def _age(days: int) -> dict[str, float]:
    """Say how long before its publication the report puts the event."""
    return {"over a week ago": days > _WEEK, "over a month ago": days > _MONTH, "to come": days < 0}
