"""Which event words of a segment tell the event itself: neither what points to another, nor what came of it, answered
it, went on beside it or put an end to it."""

from extraction.anaphora import FOLLOWED
from extraction.document import Document
from extraction.segments import Segment
from extraction.triggers import Trigger
from extraction.triggers.senses import RELATIVE

BLOWS = frozenset(("strike", "bombard"))
"""Kinds that a bare "hit" takes up (الضربات استهدفت …)."""


def told_here(document: Document, segment: Segment) -> list[Trigger]:
    """Return the event words of the event that a segment tells, and end the segment with it: neither what it was
    answered with nor the charge of somebody killed is told as a part of it."""
    live = _without_support(document, _before_answer(document, _without_sequel(document, _happened(document, segment))))
    return _before_return_fire(document, segment, _without_charge(document, segment, live))


_MEANS = frozenset(("air", "shelling"))
"""Kinds of means: the article makes them no event told before (استهدف الطيران مواقع)."""


_BYBLOWS = frozenset(("assault", "loot", "burn"))  # what "the raids" did (الغارات دمرت منازل)


def _happened(document: Document, segment: Segment) -> list[Trigger]:
    """Return the event words of a segment that tell what happened in it: neither denied or planned ones, nor those that
    point to an event told elsewhere where the segment tells another."""
    live = [t for t in segment.triggers if not t.modality or (t.modality == "attempt" and t.kind == "suicide")]
    told = {t.kind for t in live if t.head and not t.definite}
    if not told:
        return live
    means = _MEANS | BLOWS if told <= _BYBLOWS else _MEANS
    if any(t.kind == "disperse" for t in live):
        means = means | {"protest"}  # أطلقوا الرصاص في الهواء لتفريق المتظاهرين
    return [t for t in live if not (t.head and t.definite) or t.kind in means or _described(document, t)]


_SEARCHES = frozenset(("raid", "arrest", "hold"))


def _without_sequel(document: Document, live: list[Trigger]) -> list[Trigger]:
    """Drop the searches that an attack was followed by (هجوم على نقطة، أعقبه دهم لمنازل): the attack is the event."""
    for number, trigger in enumerate(live):
        followed = any(word.startswith(FOLLOWED) for word in document.words[max(0, trigger.first - 2) : trigger.first])
        if followed and number and trigger.kind in _SEARCHES and live[0].kind not in _SEARCHES:
            return [t for t in live if t.first < trigger.first or t.kind not in _SEARCHES]
    return live


def _without_charge(document: Document, segment: Segment, live: list[Trigger]) -> list[Trigger]:
    """End the segment of an execution, or of an attack on a person, before the charge (أعدم التنظيم رجلين بتهمة العمالة
    للتحالف), and return the event words before it: who and what is named there has no part. The body behind the charge
    of an arrest is whom it is for, and stays."""
    struck = [t for t in live if _strikes_persons(document, t)]
    if not struck or any(t.kind in _SEIZING for t in live):
        return live
    last = segment.scenes[-1][-1].toponym.last
    for at in range(max(struck[0].last, last), segment.last):
        if document.words[at].lstrip("و") in _CHARGES:
            segment.last = at
            return [t for t in live if t.first < at]
    return live


def _strikes_persons(document: Document, trigger: Trigger) -> bool:
    if trigger.kind in ("assassination", "death"):
        return document.words[trigger.first].lstrip("وف") in _PUT_TO_DEATH
    return trigger.kind == "assault" and not _PERSON.isdisjoint(document.words[trigger.last : trigger.last + 1])


_PERSON = frozenset("شخص شخصا رجل رجلا شاب شابا مدني مدنيا مواطن مواطنا سيده امراه".split())
_SEIZING = frozenset(("arrest", "raid", "hold", "led", "abduction"))
_CHARGES = frozenset(
    "بتهمه بتهم تهم بذريعه بذرايع بحجه بحجج بدعوي بزعم اتهامهم اتهامه اتهامها اتهمهم اتهمه لاتهامه لاتهامهم".split()
)
_PUT_TO_DEATH = frozenset("اعدم اعدمت اعدموا اعدام باعدام قطع رووس نفذ ذبح ذبحوا قتل قتلت صلب".split())


def _before_answer(document: Document, live: list[Trigger]) -> list[Trigger]:
    """Drop what an attack was answered with (هاجم مسلحون حاجزاً، وردت القوة بالهاون; لتقوم بعدها بحملة دهم) or what
    went on around it (اشتباكات وسط قصف): the event is the attack."""
    attacks = [t for t in live if t.kind in _ATTACKS and t.head]
    if not attacks:
        return live
    for trigger in live:
        words = document.words[attacks[0].last : trigger.first]
        answered = attacks[0].kind != "clash" and not _ANSWERED.isdisjoint(words)
        if trigger.kind in _ANSWERS and (answered or "وسط" in words):
            return [t for t in live if t.first < trigger.first or t.kind not in _ANSWERS]
    return live


def _without_support(document: Document, live: list[Trigger]) -> list[Trigger]:
    """Drop the fire that supported an attack on the ground or went on beside it (هجوم بغطاء من غارات التحالف, تزامناً مع
    قصف), and what put an end to it (قبل أن تستعيد قسد النقاط): the event is the attack, and its fire a part of it
    (labelling guide)."""
    attack = next((t for t in live if t.kind in _ATTACKS and t.head), None)
    if attack is None:
        return live
    words = document.words
    for at in range(attack.last, live[-1].first):
        if words[at] in _SUPPORT:
            return [t for t in live if t.first < at or t.kind not in _FIRE]
        if words[at] == "قبل" and words[at + 1] == "ان":
            return [t for t in live if t.first < at or t.kind not in _TURNS]
    return live


def _before_return_fire(document: Document, segment: Segment, live: list[Trigger]) -> list[Trigger]:
    """End the segment where fire is returned behind the place of the attack (تعرضت القاعدة في كونيكو لقصف، قبل أن ترد
    مدفعيتها بقذائف على …), and return the event words before it: who answers has no part in the attack."""
    if not live:
        return live
    for at in range(max(live[0].last, segment.scenes[-1][-1].toponym.last), segment.last):
        word = document.words[at]
        if word in _TO_ANSWER or (word in _ANSWER and document.words[at - 1] == "ان"):
            segment.last = at
            return [t for t in live if t.first < at]
    return live


_TO_ANSWER = frozenset("لترد ليرد ليردوا".split())
_ANSWER = frozenset("ترد يرد يردوا".split())
_ATTACKS = frozenset(("assault", "storm", "clash"))
_SUPPORT = frozenset("باسناد بدعم بغطاء بتغطيه بمسانده بموازره تزامنا بالتزامن تدخل يتدخل تدخلت وتدخل وتدخلت".split())
_FIRE = frozenset(("shelling", "bombard", "strike", "air"))
_TURNS = _FIRE | {"take", "enter", "withdraw"}
_ANSWERS = frozenset(("shelling", "bombard", "strike", "air", "raid", "arrest", "shooting"))
_ANSWERED = frozenset("ورد وردت فرد فردت وردوا ترد يرد لترد ليرد لتقوم ليقوم".split())


def _described(document: Document, trigger: Trigger) -> bool:
    """Whether a relative clause says what the event was (التفجير الذي استهدف حاجزاً): it is the event told."""
    return not RELATIVE.isdisjoint(document.words[trigger.last : trigger.last + 1]) and trigger.kind in _BLASTS


_BLASTS = frozenset(("explosion", "suicide"))
