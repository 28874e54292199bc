"""Places that only say where another place of the sentence lies: beside it, at a distance, or in which region."""

from itertools import pairwise

from extraction.document import Document
from extraction.resolve import HOME_DESERT, Resolved
from extraction.toponyms.context import LEADING
from extraction.triggers import Trigger

_DIRECTIONS = frozenset(("north", "south", "east", "west"))
_AWAY = 14  # words from a place to what says where it lies (وهي تبعد نحو 9 كيلومترات عن الحدود شرق البوكمال)


def _says_where(document: Document, place: Resolved, others: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a place only says where the one before it lies, by direction or distance (في قرية السيال، شرق مدينة دير
    الزور; القورية، التي تقع جنوب الميادين; باتت على بعد 30 كلم من البوكمال)."""
    first = place.toponym.first
    if place.toponym.relation not in _DIRECTIONS and not _is_away(document.words[max(0, first - 8) : first]):
        return False
    return any(
        first - other.toponym.last <= _AWAY
        and other.toponym.relation not in _DIRECTIONS
        and not (other.place and other.place.is_area)
        and not any(other.toponym.last <= t.first < first for t in triggers)
        and not place.toponym.prefix.startswith("و")
        and _AND_AT.isdisjoint(document.words[other.toponym.last : first])
        for other in others
    )


def _is_away(before: list[str]) -> bool:
    """Whether the words before a place say that something lies off it."""
    if _AWAY_WORDS.isdisjoint(before):
        return False
    return not _LIES.isdisjoint(before) or any(pair in _AT_DISTANCE for pair in pairwise(before))


_AND_AT = frozenset("وعلي وفي وقرب وعند".split())  # قرب فيضة ابن موينع وعلى الطريق جنوب المحطة الثانية


_AT_DISTANCE = (("علي", "بعد"), ("علي", "مسافه"))
_LIES = frozenset("تبعد يبعد تقع يقع الواقعه الواقع".split())
_AWAY_WORDS = _LIES | {"بعد", "مسافه"}


def beside(document: Document, place: Resolved, others: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a place only says where the one right before it lies (في حقل العمر قرب بلدة ذيبان)."""
    toponym = place.toponym
    if _told_nearer(document, place, others):
        return True
    others = [o for o in others if o.toponym.last <= toponym.first and o.toponym.role not in _NO_SITES]
    if not others:
        return False  # it is the first place of the sentence
    if _led_to(document, place, others, triggers) or _says_where(document, place, others, triggers):
        return True
    if _in_brackets(document, place, others, triggers) or _in_desert(document, place, others):
        return True
    if document.words[toponym.first - 1] in _UNITS and any(toponym.first - o.toponym.last <= 2 for o in others):
        return True  # في بلدة السوسة بمنطقة هجين
    if _holds_site(document, place, others) or _describes_site(document, place, others, triggers):
        return True
    if toponym.relation not in ("near", "outskirts", "in") or document.words[toponym.first - 1].startswith("و"):
        return False
    if toponym.relation == "in" and document.words[toponym.first - 1] not in _INSIDE:
        within_it = toponym.first > 1 and toponym.cue is not None and document.words[toponym.first - 2] in _INSIDE
        if not within_it:
            return False
    return any(
        toponym.first - o.toponym.last <= 3
        and o.toponym.relation not in ("road", "between")
        and not (o.place and o.place.is_area)
        and _joins_nothing(document, o, place)
        and not any(o.toponym.last <= t.first < toponym.first for t in triggers)
        for o in others
    )


_NO_SITES = frozenset(("organisation", "carried"))  # roles of names that no other place lies beside


def _in_desert(document: Document, place: Resolved, others: list[Resolved]) -> bool:
    """Whether a desert only says where the place right before it lies (في محيط قلعة الرحبة في بادية الميادين)."""
    if place.place is None or place.place.kind != "desert":
        return False
    return any(
        place.toponym.first - o.toponym.last <= 2
        and o.toponym.relation != "from"
        and not (o.place and o.place.is_area)
        and _joins_nothing(document, o, place)
        for o in others
    )


def _led_to(document: Document, place: Resolved, others: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a place only says where the road leads that runs past the place before it (قرب كباجب على الطريق المؤدي
    إلى دير الزور)."""
    first = place.toponym.first
    if place.toponym.relation != "near" or document.words[first - 1 - bool(place.toponym.cue)] != "الي":
        return False
    return any(
        0 < first - other.toponym.last <= _TO_ROAD_END
        and not (other.place and other.place.is_area)
        and not LEADING.isdisjoint(document.words[other.toponym.last : first])
        and _joins_nothing(document, other, place)
        and not any(other.toponym.last <= t.first < first for t in triggers)
        for other in others
    )


_TO_ROAD_END = 7  # words from a place on the road to where that leads


def _holds_site(document: Document, place: Resolved, others: list[Resolved]) -> bool:
    """Whether a town only says where the site right before it lies (قرب جسر العشارة في بلدة درنج)."""
    if place.toponym.cue not in _TOWNS or document.words[place.toponym.first - 2] != "في":
        return False
    return any(
        other.toponym.last == place.toponym.first - 2 and other.place is not None and other.place.kind in _SITES
        for other in others
    )


_TOWNS = frozenset("بلده قريه مدينه".split())
_SITES = ("bridge", "crossing", "base", "landmark")


def _describes_site(document: Document, place: Resolved, others: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a place stands in a relative clause on the site before it (قاعدة الإمام علي التي تديرها ميليشيات في محيط
    البوكمال)."""
    first = place.toponym.first
    if place.toponym.relation not in ("near", "outskirts"):
        return False
    return any(
        other.place is not None
        and other.place.kind in _SITES
        and other.toponym.last < first <= other.toponym.last + _CLAUSE
        and document.words[other.toponym.last] in _WHICH
        and _joins_nothing(document, other, place)
        and not any(other.toponym.last <= t.first < first for t in triggers)
        for other in others
    )


_CLAUSE = 12  # words of the relative clause
_WHICH = frozenset("التي الذي".split())


def _in_brackets(document: Document, place: Resolved, others: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a region in brackets, or a distance from a place, tells where the place before it lies (الدحلة الواقعة
    على نهر الفرات (بادية الجزيرة), منطقة البوكمال (122 كم جنوب شرق مدينة دير الزور))."""
    first, last = place.toponym.first, place.toponym.last
    if _at_distance(document, place):
        return any(0 < first - other.toponym.last <= _AWAY for other in others)
    if place.place is None or not place.place.is_area or "(" not in document.gaps[first]:
        return False
    if ")" not in "".join(document.gaps[last : last + 1]):
        return False
    before = [o.toponym.last for o in others if o.toponym.last <= first and not (o.place and o.place.is_area)]
    return bool(before) and not any(before[-1] <= t.first < first for t in triggers)


def _told_nearer(document: Document, place: Resolved, others: list[Resolved]) -> bool:
    """Whether the desert of the governorate is told more closely by the place right behind it (في بادية دير الزور
    بالقرب من حقل العمر)."""
    if place.place is None or place.place.place_id != HOME_DESERT:
        return False
    last = place.toponym.last
    return any(
        0 < other.toponym.first - last <= _TO_NEAR
        and other.toponym.relation == "near"
        and other.toponym.role not in _NO_SITES
        and not document.words[last].startswith("و")
        for other in others
    )


_TO_NEAR = 4  # words
_KM = frozenset("كم كلم كيلومتر كيلومترا كيلومترات كيلو".split())
_IN_BRACKETS = 7  # words


def _at_distance(document: Document, place: Resolved) -> bool:
    """Whether a bracket that opens before a place tells kilometres to it."""
    first = place.toponym.first
    nearest = max(1, first - _IN_BRACKETS + 1)
    if _KM.isdisjoint(document.words[nearest:first]):
        return False
    for at in range(first - 1, nearest - 1, -1):
        if "(" in document.gaps[at]:
            return not _KM.isdisjoint(document.words[at:first])
    return False


_INSIDE = frozenset("ضمن داخل".split())
_UNITS = frozenset("ببلده بمنطقه بناحيه بمقاطعه لمقاطعه لناحيه لمنطقه".split())


_QUOTES = " \"'()«»“”„"


def _joins_nothing(document: Document, first: Resolved, second: Resolved) -> bool:
    between = range(first.toponym.last, second.toponym.first + 1)
    return not any(document.words[at].startswith("و") or document.gaps[at].strip(_QUOTES) for at in between)
