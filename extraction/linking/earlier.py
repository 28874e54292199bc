"""Events that a sentence tells beside its own: one that it only looks back at (اعتقلت قسد ستة في الشحيل اليوم بعد يومين
من هجوم استهدف حاجزها), what a protest is against (احتجاجاً على مقتل شاب في الزر أمس), and what an attack answers (رداً
على قصف طال هجين السبت). Each has its own day, dead and actors."""

from dataclasses import replace

from arabic.vocabulary import Beginnings
from extraction.dates import DateMention
from extraction.document import Document, within
from extraction.linking.draft import Material
from extraction.segments import Segment
from extraction.triggers import Trigger
from extraction.triggers.references import PROTESTED


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


def retaken(material: Material, segment: Segment) -> tuple[Segment, Segment] | None:
    """Return how a place was taken and, apart, how it was taken back; None where it was not (سيطرت العشائر على الحوايج
    قبل أن تستعيدها قسد السبت, قبل أن تتمكن قسد من استعادتها, ولم تستعدها قسد إلا بعد يومين)."""
    document = material.document
    taken = [t for t in segment.triggers if t.kind in _TAKEN and not t.modality]
    for trigger in segment.triggers:
        at, word = trigger.first, document.words[trigger.first]
        if trigger.kind != "take" or not _TAKES_BACK[word] or not word.endswith(_PRONOUNS) or not segment.scenes:
            continue
        if not taken or taken[0].first >= at:
            continue
        cut = _before_that(document, at)
        late = document.words[cut] in ("لم", "ولم") and "الا" in document.words[at : at + _TO_BUT]
        if cut == at - 1 and not late and document.words[cut] != "ثم":
            continue
        behind = [t for t in segment.triggers if t.first >= at]
        back = [replace(t, modality="") if t is trigger else t for t in behind]
        before = [t for t in segment.triggers if t.first < cut]
        told = replace(segment, last=cut, triggers=before)
        return told, replace(segment, first=cut, triggers=back, again=True, fronted=True)
    return None


def _before_that(document: Document, at: int) -> int:
    """Return where "before" stands in front of taking back (قبل أن تتمكن من استعادتها), or else the token in front."""
    near = range(at - 2, at - _TO_TAKE_BACK, -1)
    return next((c for c in near if document.words[c : c + 2] == ["قبل", "ان"]), at - 1)


_TAKEN = frozenset(("take", "enter", "assault", "storm"))
_TAKES_BACK = Beginnings("استعاد تستع يستع انتزع تنتزع ينتزع".split(), before="وف")
_TO_TAKE_BACK = 7  # words back from taking it back to "before"
_TO_BUT = 5  # words from "did not take it back" to "but"


def protested(material: Material, segment: Segment) -> tuple[Segment, Segment] | None:
    """Return a protest and, apart, the event that it is against; None where that has no place and day of its own (خرجت
    مظاهرة في الكسرة اليوم احتجاجاً على مقتل شاب في الزر أمس)."""
    document = material.document
    for at in range(segment.first, segment.last - 2):
        if document.words[at] not in PROTESTED:
            continue
        behind = [t for t in segment.triggers if t.first > at]
        named = any(t.modality == "description" and t.form != "verb" and t.first - at <= _TO_CAUSE for t in behind)
        places = [group for group in segment.scenes if group[0].toponym.first > at]
        dated = any(d.start_date and not (d.since or d.future) for d in within(material.dates, at, segment.last))
        protests = any(t.kind == "protest" for t in behind)  # استنكاراً لمقتل طفل، خرج أهالي السوسة أمس بمظاهرة
        if protests or not (named and places and dated):
            continue
        before = [group for group in segment.scenes if group[0].toponym.first < at]
        protest = replace(segment, last=at + 1, scenes=before, triggers=[t for t in segment.triggers if t.first <= at])
        told = [replace(t, modality="") if t.modality == "description" else t for t in behind]
        return protest, replace(segment, first=at + 1, scenes=places, triggers=told)
    return None


def answered(material: Material, segment: Segment) -> tuple[Segment | None, Segment] | None:
    """Return what a segment tells and, apart, the event that it answers (قصفت الطائرات مقراً في الميادين رداً على هجوم
    بالصواريخ الثلاثاء في قاعدة الشدادي); None where that has no place and day of its own."""
    document = material.document
    for at in range(segment.first, segment.last - 2):
        if document.words[at].lstrip("و") != "ردا" or document.words[at + 1] != "علي":
            continue
        behind = [t for t in segment.triggers if t.first > at]
        named = behind[:1] and behind[0].modality == "description" and behind[0].first - at <= _TO_CAUSE
        places = [group for group in segment.scenes if group[0].toponym.first > at]
        dated = any(d.start_date and not (d.since or d.future) for d in within(material.dates, at, segment.last))
        if not (named and places and dated):
            continue
        told = [replace(behind[0], modality=""), *behind[1:]]
        cause = replace(segment, first=at + 2, scenes=places, triggers=told, fronted=False)
        before = [group for group in segment.scenes if group[0].toponym.first < at]
        main = replace(segment, last=at, scenes=before, triggers=[t for t in segment.triggers if t.first < at])
        return (main if before else None), cause
    return None


_TO_CAUSE = 4  # words from the protest or the answer to what it is against
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
