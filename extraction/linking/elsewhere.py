"""Places that a sentence only speaks of: dealt with, headed for, heard in, where the wounded lie or a source speaks."""

from itertools import pairwise

from arabic.numerals import parse_number
from arabic.vocabulary import WordClass, with_and
from extraction.document import Document
from extraction.resolve import HOME, SEAT, Resolved
from extraction.triggers import Trigger
from extraction.triggers.references import FUNERAL
from extraction.triggers.senses import RELATIVE


def elsewhere(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is only spoken of: people dealt with it (التعامل مع دمشق), the wounded lie in its hospital, or a
    source speaks there of an event told before."""
    before = document.words[max(0, place.toponym.first - _FAR) : place.toponym.first]
    if not _LIVES_IN.isdisjoint(before[-3:]) or _SUPPORT.among(before[-5:]):
        return True  # مظاهرة مناصرة لبلدتي غرانيج والكشكية; مالك المنزل يقيم في دمشق
    if before[-1:] == ["من"] and _RETURNING.among(before[-2:-1]):
        return True  # استهدفوا الصهريج العائد من حقل التنك
    if not _FACING.isdisjoint(before[-2:]):
        return True  # الشعفة، وهي بلدة تقابل السيال
    if before[-1:] == ["مع"] or before[-1:] in _NOT or before[-2:] in _NOT_THERE:
        return True  # في البحرة لا معيزيلة
    headed = place.toponym.role == "to" or not _TOWARD.isdisjoint(before[-2:])
    if headed and not _ARRIVING.isdisjoint(before[-8:]):
        return True  # رتلاً قادماً من العراق باتجاه بادية حلب
    if "الي" in before[-4:] and _FLED.among(before[-8:]):
        return True  # نزحت العائلات إلى بادية الصور
    if any(one in _PROVIDES and two == "علي" for one, two in pairwise(before)):
        return True  # اتفاقاً نص على تسليم الرقة
    if any(word.startswith("صدا") for word in before[-4:]) or _heard_there(document, place, triggers):
        return True  # انفجارات وصل صداها إلى بلدة السوسة
    if not _LYING.isdisjoint(before[-5:]) and (place.toponym.relation == "between" or "بين" in before[-3:]):
        return True  # في قرية جديد عكيدات الواقعة بين حقلي كونيكو والجفرة
    if place.toponym.role == "to" and not _REMAINS.isdisjoint(before):
        return True  # وحملت سيارات إسعاف جثث القتلى إلى مدينة البوكمال
    if _buried_there(document, place, triggers):
        return True
    if _vacated(place, triggers) or _is_held(document, place, triggers):
        return True
    if "الي" in before and any(word.startswith(_BOUND) for word in before[-7:]):
        return True  # صهريج في محيميدة أثناء توجهه إلى مواقع قسد في الكسرة
    if _on_the_way(document, place, triggers) or _aftermath(document, place, triggers):
        return True
    if _HOSPITALS.among(before) and _BROUGHT.among(before):
        return True
    if _spoken_of_there(document, place, triggers) or _other_matter(document, place, triggers):
        return True
    if SOURCES.among(before[-3:]) and not any(t.head for t in triggers):
        return True
    wide = place.place is not None and place.place.place_id in (HOME, SEAT)
    return wide and SOURCES.among(before[-6:])  # وأفاد مراسل صحيفة … في دير الزور أن


def _spoken_of_there(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a source speaks there, behind the event (قُتل ستة قرب الشحيل، وفق مصدر طبي في البصيرة)."""
    before = document.words[max(0, place.toponym.first - _FAR) : place.toponym.first]
    told = any(t.first < place.toponym.first and not t.modality for t in triggers)
    return told and SOURCES.among(before[-3:]) and not _ACCORDING.isdisjoint(before[-6:])


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
    if not FUNERAL.among(document.words[max(0, place.toponym.first - _FAR) : place.toponym.first]):
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
    first = max(0, place.toponym.first - reach)
    before = document.words[first : place.toponym.first]
    if words.isdisjoint(before):
        return None
    return first + max(number for number, word in enumerate(before) if word in words)


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
    before = document.words[max(0, place.toponym.first - _FAR) : place.toponym.first]
    if "محافظات" not in before and _MADE.isdisjoint(before):
        return False
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
_BOUND = ("توجهه", "توجهها", "توجههم", "توجههما")
_TOWARD = frozenset("باتجاه نحو صوب".split())
_ARRIVING = frozenset("قادما قادم قادمه قادمين متجها متجهه متوجها متوجهه".split())
_SUPPORT = WordClass("مناصره نصره تضامنا تضامن دعما مسانده مويده".split())
_LIVES_IN = with_and("يقيم تقيم يقطن تقطن المقيم المقيمه يسكن تسكن".split())
_NOT = (["لا"], ["ليس"], ["وليس"])
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
