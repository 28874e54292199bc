"""Places that a sentence only speaks of: dealt with, headed for, heard in, where the wounded lie or a source speaks."""

from collections.abc import Callable
from itertools import pairwise

from arabic.numerals import parse_number
from arabic.vocabulary import Beginnings, Table, WordClass, with_and
from extraction.document import Document
from extraction.resolve import HOME, SEAT, Resolved
from extraction.triggers import Trigger
from extraction.triggers.references import FUNERAL
from extraction.triggers.senses import RELATIVE

Rule = Callable[[Document, Resolved, list[Trigger]], bool]
"""Whether a place is only spoken of, beside the event words of its sentence."""


def elsewhere(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only spoken of: people dealt with it (التعامل مع دمشق), the wounded lie in its hospital, or a
    source speaks there of an event told before."""
    asked: set[Rule] = set().union(*_RULES.of(_before(document, place, _REACH)))
    return any(rule(document, place, triggers) for rule in asked) or _vacated(place, triggers)


class _Rules(Table[tuple[Rule, ...]]):
    """The rules that a word before a place gives cause to ask: mostly none."""

    def answer(self, word: str) -> tuple[Rule, ...]:
        """Return the rules of which the word is a cue."""
        return tuple(rule for cues, rule in _CUES if (cues[word] if isinstance(cues, Table) else word in cues))


_RULES = _Rules()


def _before(document: Document, place: Resolved, reach: int) -> list[str]:
    """Return the words before a place, as many as the reach at most."""
    first = place.toponym.first
    return document.words[max(0, first - reach) : first]


def _lives_there(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether somebody only lives there (مالك المنزل يقيم في دمشق)."""
    return not _LIVES_IN.isdisjoint(_before(document, place, 3))


def _supported(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether others stand up for a place (مظاهرة مناصرة لبلدتي غرانيج والكشكية)."""
    return _SUPPORT.among(_before(document, place, 5))


def _returned_from(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether somebody came back from there (استهدفوا الصهريج العائد من حقل التنك)."""
    before = _before(document, place, 2)
    return before[-1] == "من" and _RETURNING[before[0]]


def _faced(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether a place only says what another faces (الشعفة، وهي بلدة تقابل السيال)."""
    return not _FACING.isdisjoint(_before(document, place, 2))


def _excluded(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether it was not there (في البحرة لا معيزيلة), or the place stands for who rules it (التعامل مع دمشق)."""
    before = _before(document, place, 2)
    return before[-1] in _WITH_OR_NOT or before in _NOT_THERE


def _come_toward(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether somebody is only on his way there (رتلاً قادماً من العراق باتجاه بادية حلب)."""
    headed = place.toponym.role == "to" or not _TOWARD.isdisjoint(_before(document, place, 2))
    return headed and not _ARRIVING.isdisjoint(_before(document, place, 8))


def _fled_to(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether people fled there (نزحت العائلات إلى بادية الصور)."""
    return "الي" in _before(document, place, 4) and _FLED.among(_before(document, place, 8))


def _provided(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether an agreement only provides for it (اتفاقاً نص على تسليم الرقة)."""
    return any(one in _PROVIDES and two == "علي" for one, two in pairwise(_before(document, place, _FAR)))


def _echoed(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether an event was only heard there (انفجارات وصل صداها إلى بلدة السوسة)."""
    return _ECHO.among(_before(document, place, 4))


def _lies_between(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether a place only says what another lies between (في قرية جديد عكيدات الواقعة بين حقلي كونيكو والجفرة)."""
    between = place.toponym.relation == "between" or "بين" in _before(document, place, 3)
    return between and not _LYING.isdisjoint(_before(document, place, 5))


def _carried_to(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether the dead or wounded were taken there (وحملت سيارات إسعاف جثث القتلى إلى مدينة البوكمال)."""
    return place.toponym.role == "to" and not _REMAINS.isdisjoint(_before(document, place, _FAR))


def _bound_for(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether somebody was on his way there (صهريج في محيميدة أثناء توجهه إلى مواقع قسد في الكسرة)."""
    return "الي" in _before(document, place, _FAR) and _BOUND.among(_before(document, place, 7))


def _in_hospital(document: Document, place: Resolved, _: list[Trigger]) -> bool:
    """Whether somebody was only brought to a hospital there."""
    before = _before(document, place, _FAR)
    return _HOSPITALS.among(before) and _BROUGHT.among(before)


def _reported_from(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a source speaks there of what was told before, or for the whole region (وأفاد مراسل صحيفة … في دير الزور
    أن)."""
    if SOURCES.among(_before(document, place, 3)) and not any(t.head for t in triggers):
        return True
    wide = place.place is not None and place.place.place_id in (HOME, SEAT)
    return wide and SOURCES.among(_before(document, place, 6))


def _spoken_of_there(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a source speaks there, behind the event (قُتل ستة قرب الشحيل، وفق مصدر طبي في البصيرة)."""
    told = any(t.first < place.toponym.first and not t.modality for t in triggers)
    here = told and SOURCES.among(_before(document, place, 3))
    return here and not _ACCORDING.isdisjoint(_before(document, place, 6))


_RETURNING = WordClass("عايد عايدا عايده عايدين عايدون العايد العايده العايدين العايدون".split())
_FLED = WordClass("نزح نزحت نزحوا لجا لجات لجاوا لجووا نزوح".split())
_PROVIDES = frozenset("نص ونص نصت ونصت ينص وينص تنص وتنص".split())
_FACING = frozenset("تقابل يقابل تجاور يجاور تحاذي يحاذي تطل".split())
_ACCORDING = frozenset("وفق وفقا بحسب حسب".split())


def _other_matter(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a clause of its own, opened by كما, tells no event of the place (كما أبلغ التنظيم التجار في الموحسن)."""
    first = document.sentence_of[place.toponym.first].first
    for at in range(place.toponym.first - 1, max(first, place.toponym.first - 12), -1):
        if document.words[at] == "كما" and "،" in document.gaps[at]:
            opened = document.words[at + 1]
            last = next((i for i in range(place.toponym.last, len(document.words)) if document.gaps[i] != " "), 0)
            silent = not any(at < t.first < (last or len(document.words)) for t in triggers)
            return silent and opened in _TOLD
        if "،" in document.gaps[at]:
            return False
    return False


_TOLD = frozenset(
    "ابلغ ابلغت طالب طالبت دعا دعت اعلن اعلنت اكد اكدت زار زارت وصل وصلت اصدر اصدرت فرض فرضت منع منعت".split()
)
_REMAINS = frozenset("جثث جثامين جثه جثمان الجثث الجرحي المصابين".split())


def _buried_there(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only where the dead were buried, who were killed as is then told (شيعت الميليشيا في البوكمال
    ستة من عناصرها قُتلوا بغارات جنوب الميادين)."""
    if place.toponym.relation not in ("in", None) or place.toponym.role != "scene":
        return False
    event = max((t.first for t in triggers if t.first < place.toponym.first), default=-1)
    for at in range(place.toponym.first - 1, max(-1, place.toponym.first - _FAR), -1):
        if at <= event or "،" in document.gaps[at + 1]:
            return False
        if FUNERAL[document.words[at]]:
            return any(t.first > place.toponym.last for t in triggers)
    return False


def _last_before(document: Document, place: Resolved, words: frozenset[str], reach: int) -> int | None:
    """Return where the last of some words stands within a reach before a place, or None."""
    first = place.toponym.first
    return next((at for at in range(first - 1, max(0, first - reach) - 1, -1) if document.words[at] in words), None)


def _heard_there(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only where an event told before could be heard (قصفت طائرات مستودعاً في عين علي، وسُمع دوي
    الانفجارات حتى العشارة)."""
    at = _last_before(document, place, _WAS_HEARD, _TO_HEARD)
    if at is None or not (document.words[at].startswith("و") or "،" in document.gaps[at]):
        return False
    return any(t.head and not t.modality and t.first < at for t in triggers)


_TO_HEARD = 9  # words from the hearing to the place
_WAS_HEARD = with_and("سمع سمعت سمعوا يسمع".split())


def _is_held(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only told to be under somebody (في حين تخضع الضفة المقابلة، وفيها مدينة الميادين، لقوات
    النظام)."""
    at = _last_before(document, place, _ARE_HELD, _TO_HELD)
    return at is not None and not any(at < t.first < place.toponym.first for t in triggers)


_TO_HELD = 14
_ARE_HELD = with_and(("تخضع", "يخضع"))


def _vacated(place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only where posts were left after an event told elsewhere (أعلنت الاستنفار بعد الغارة وأخلت
    مقارها في العشارة)."""
    before = [t for t in triggers if t.first < place.toponym.first]
    if not before or before[-1].kind != "withdraw" or place.toponym.relation == "from":
        return False
    heads = [t for t in triggers if t.head]
    return bool(heads) and all(t.definite for t in heads)


def _aftermath(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only where an event made somebody go, or one of the governorates of a count (ما دفع عناصرها
    إلى سلوك الطرق في محيط عين علي; ضمن 4 محافظات هي حلب ودير الزور)."""
    for at in range(place.toponym.first - 1, max(0, place.toponym.first - _FAR), -1):
        word = document.words[at]
        if word == "محافظات" and (parse_number(document.words, at - 1) or _is_spread(document, at)):
            return True
        if "،" in document.gaps[at + 1]:
            return False
        if word in _MADE and "الي" in document.words[at : place.toponym.first]:
            return not any(at < t.first < place.toponym.first for t in triggers)
    return False


def _is_spread(document: Document, at: int) -> bool:
    return not _SPREAD.isdisjoint(document.words[max(0, at - _NEAR_COUNT) : at])


_NEAR_COUNT = 6
_SPREAD = frozenset("توزعت وتوزعت موزعه تعداد حصيله عدد".split())
_MADE = frozenset("اقتاد اقتادت اقتادوا واقتادت واقتاد واقتادوا اقتيد دفع دفعت اضطر اضطرت اجبر اجبرت".split())
_LYING = frozenset("الواقعه الواقع الكاينه تقع يقع".split())
_ECHO = Beginnings(("صدا",), before="")
_BOUND = Beginnings(("توجهه",), before="")
_TOWARD = frozenset("باتجاه نحو صوب".split())
_ARRIVING = frozenset("قادما قادم قادمه قادمين متجها متجهه متوجها متوجهه".split())
_SUPPORT = WordClass("مناصره نصره تضامنا تضامن دعما مسانده مويده".split())
_LIVES_IN = with_and("يقيم تقيم يقطن تقطن المقيم المقيمه يسكن تسكن".split())
_WITH_OR_NOT = frozenset("مع لا ليس وليس".split())
_NOT_THERE = (["لا", "في"], ["ليس", "في"], ["وليس", "في"], ["لا", "اقصد"])


def _on_the_way(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a relative clause without an event only tells what leads there (المعبر الذي يستخدمه الأهالي للانتقال من
    القورية إلى الطيانة)."""
    if place.toponym.role not in ("to", "from"):
        return False
    for at in range(place.toponym.first - 1, max(0, place.toponym.first - 12), -1):
        if document.gaps[at + 1] != " ":
            return False
        if document.words[at] in RELATIVE:
            return not any(at < t.first < place.toponym.first for t in triggers)
    return False


_FAR = 9  # words back to who was brought to a hospital
_HOSPITALS = WordClass("مشفي مستشفي مشافي مستشفيات".split())
_BROUGHT = WordClass("تسليم سلم سلمت نقل نقلت نقلوا نقلا اسعف اسعفوا وصل وصلت وصلوا".split())
SOURCES = WordClass(
    "مصدر مصادر طبيب ممرض شاهد مراسل مراسلنا مراسلتنا مراسلو مدير ناشط ناشطون متحدث".split()
    + "راديو اذاعه شبكه وكاله صحيفه".split()
)

_CUES: tuple[tuple[Table[bool] | frozenset[str], Rule], ...] = (
    (_LIVES_IN, _lives_there),
    (_SUPPORT, _supported),
    (_RETURNING, _returned_from),
    (_FACING, _faced),
    (_WITH_OR_NOT, _excluded),
    (_ARRIVING, _come_toward),
    (_FLED, _fled_to),
    (_PROVIDES, _provided),
    (_ECHO, _echoed),
    (_WAS_HEARD, _heard_there),
    (_LYING, _lies_between),
    (_REMAINS, _carried_to),
    (FUNERAL, _buried_there),
    (_ARE_HELD, _is_held),
    (_BOUND, _bound_for),
    (RELATIVE, _on_the_way),
    (_MADE | {"محافظات"}, _aftermath),
    (_HOSPITALS, _in_hospital),
    (SOURCES, _spoken_of_there),
    (SOURCES, _reported_from),
    (frozenset(("كما",)), _other_matter),
)
"""Each rule with its cues: it holds of no place that has none of these words before it."""
_REACH = 14  # words: the farthest that a rule looks back
