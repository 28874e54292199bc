"""An event that a sentence only looks back at from the event it tells (اعتقلت قسد ستة في الشحيل اليوم بعد يومين من هجوم
استهدف حاجزها): it has its own day, dead and actors, and the place of the sentence."""

from dataclasses import replace

from extraction.dates import DateMention
from extraction.document import Document, within
from extraction.linking.draft import Material
from extraction.segments import Segment
from extraction.triggers import Trigger


def parted(material: Material, segment: Segment) -> tuple[Segment, Segment] | None:
    """Return what a segment tells and, apart, the event before it that it looks back at; None where it tells one event.

    Only where the text says how long before it was, or gives each its day: many a "بعد" tells how the one event went
    (قُتل شاب بعد استهداف سيارته).
    """
    if not segment.scenes:
        return None
    document = material.document
    place = segment.scenes[-1][-1].toponym
    for at in range(max(segment.first + 1, place.last), segment.last - 2):
        if document.words[at].lstrip("و") not in _AFTER:
            continue
        before = [t for t in segment.triggers if t.first < at]
        if not any(not t.modality and (t.head or t.kind == "death") for t in before):
            continue
        dates = within(material.dates, segment.first, segment.last)
        back = next((d for d in dates if d.shift and d.shift < 0 and d.first == at), None)
        event = _event_at(document, segment.triggers, back.last + 1 if back else at + 1)
        if event is None or _anew(document, segment, event):
            continue
        if back is None and not _days_apart(dates, at, event):
            continue
        told = replace(segment, last=at, triggers=before)
        behind = [t for t in segment.triggers if t.first >= at]
        return told, replace(segment, first=at, triggers=behind, again=True, back=back, fronted=True)
    return None


_AFTER = frozenset("بعد عقب غداه".split())
_PRONOUNS = ("ه", "ها", "هم", "هما")


def _event_at(document: Document, triggers: list[Trigger], first: int) -> Trigger | None:
    """Return the noun that tells an event of its own at a token: neither known already (عقب الهجوم) nor of the one told
    before (بعد استهدافه, بعد استهداف سيارته)."""
    event = next((t for t in triggers if t.first == first), None)
    if event is None or event.form == "verb" or event.definite or event.modality:
        return None
    owned = any(document.raw(at).endswith(_PRONOUNS) for at in (event.last - 1, event.last) if at < len(document.words))
    return None if owned else event


def _anew(document: Document, segment: Segment, event: Trigger) -> bool:
    """Whether the sentence comes back behind a comma to the event that it tells."""
    return any(t.first > event.last and "،" in document.gaps[t.first] for t in segment.triggers)


def _days_apart(dates: list[DateMention], at: int, event: Trigger) -> bool:
    """Whether the event behind ``at`` has a day, and it lies before that of the event told."""
    mine = [d.start_date for d in dates if d.first < at and d.start_date and not (d.since or d.future)]
    its = [d.end_date for d in dates if d.first >= event.last and d.end_date and not (d.since or d.future or d.weak)]
    return bool(mine) and bool(its) and its[0] < mine[-1]
