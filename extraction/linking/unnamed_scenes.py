"""Where an event happened when its sentence names no scene: what else the sentence says of a place. The order in which
these are asked is that of ``telling``."""

from arabic.tokens import rests
from arabic.vocabulary import WordClass
from extraction.document import Document, Sentence
from extraction.linking.elsewhere import SOURCES
from extraction.linking.scenes import names_no_spot
from extraction.resolve import HOME, SEAT, Resolved
from extraction.triggers import Trigger
from extraction.triggers.references import FUNERAL
from geo.gazetteer import Gazetteer


def headed(sentence: Sentence, places: list[Resolved], gazetteer: Gazetteer) -> list[Resolved]:
    """Return the place that stands before the dash or stroke with which an item of a bulletin begins (هجين / انفجار
    عبوة), where the item names no other: there the name of a town of the governorate, but for its seat, is no
    dateline."""
    return [
        p
        for p in places[:1]
        if p.toponym.role == "dateline"
        and p.toponym.first == sentence.first
        and p.place is not None
        and not p.place.is_area
        and p.place.place_id != SEAT
        and gazetteer.within(p.place.place_id, HOME)
    ]


def where_told(document: Document, places: list[Resolved]) -> list[Resolved]:
    """Return the places whose people tell of an event that no other place is named for (قال أحد سكان بلدة هجين إن
    مسلحين قتلوا …; مصدر من بلدة الكشكية): it happened there."""
    return [
        p
        for p in places
        if (p.toponym.role == "kin" and _behind(document, p, _TELLS, 5))
        or (p.toponym.role == "from" and _behind(document, p, SOURCES, 4))
    ]


def _behind(document: Document, place: Resolved, words: WordClass, reach: int) -> bool:
    first = place.toponym.first
    return words.among(document.words[max(0, first - reach) : first])


_TELLS = WordClass("قال قالت افاد افادت ذكر ذكرت روي رواها اكد اكدت اوضح اضاف نقل اشار لفت".split())


def feuds(document: Document, places: list[Resolved], triggers: list[Trigger]) -> list[Resolved]:
    """Return the places that families or clans are from who fight each other (اقتتال بين عائلتين من بلدة غرانيج): they
    fight there, where no other place is named."""
    fights = [t for t in triggers if t.kind in ("clash", "brawl") and not t.modality]
    return [
        p
        for p in places
        if p.toponym.role in ("from", "kin", "origin")
        and any(
            "بين" in (words := document.words[t.last : p.toponym.first]) and not _KINDRED.isdisjoint(words)
            for t in fights
            if 0 < p.toponym.first - t.last <= _FEUD_REACH
        )
    ]


_KINDRED = frozenset("عايلتين عايلات عايلتي عشيرتين عشاير عشيرتي عشيره قبيلتين اسرتين عوايل".split())
_FEUD_REACH = 10  # words from the fight to where the families are from


def finders(places: list[Resolved], triggers: list[Trigger]) -> list[Resolved]:
    """Return the places whose people found a body (عثر أهالي بلدة السوسة على جثة): it lay there."""
    found = [t.last for t in triggers if t.kind == "find"]
    return [p for p in places if p.toponym.role == "kin" and any(0 <= p.toponym.first - last <= 3 for last in found)]


_BUILDINGS = frozenset("مدرسه مدارس ثانويه جامع مسجد ملعب مشفي مستشفي بلديه".split())


def buildings(document: Document, places: list[Resolved]) -> list[Resolved]:
    """Return the places that a building is named by (أضرموا النار في مدرسة محيميدة): it stands there."""
    return [
        p
        for p in places
        if p.toponym.role in ("organisation", "council")
        and p.toponym.first
        and any(
            rests(word) & _BUILDINGS
            for word in document.words[max(0, p.toponym.first - (2 if p.toponym.cue else 1)) : p.toponym.first]
        )
    ]


def toward(places: list[Resolved], kinds: set[str]) -> list[Resolved]:
    """Return the one place toward which an event moved, where a sentence names no other (التقدم نحو خشام)."""
    if kinds.isdisjoint(_FOUGHT) or not kinds.isdisjoint(_LED_AWAY):
        return []
    aims = [p for p in places if p.toponym.role == "to" and p.part_of is None and p.place is not None]
    others = [p for p in places if p.toponym.role not in ("to", "from") and not names_no_spot(p)]
    return aims if len(aims) == 1 and not others else []


_FOUGHT = frozenset(("clash", "assault", "assassination", "ied", "explosion", "storm"))
_LED_AWAY = frozenset(("withdraw", "led", "arrest"))


def departures(document: Document, places: list[Resolved]) -> list[Resolved]:
    """Return the place that those who were hit set out from, where a sentence names no other (قصف استهدف زوارق تُقلّهم
    انطلاقاً من بلدة المريعية)."""
    return [
        p
        for p in places
        if p.toponym.role == "from" and "انطلاقا" in document.words[max(0, p.toponym.first - 3) : p.toponym.first]
    ]


def opposite(places: list[Resolved]) -> list[Resolved]:
    """Return the place that an event happened over against, where the sentence names no other (مقابل بلدة الشحيل)."""
    return [p for p in places if p.toponym.role == "beside" and p.part_of is None and not names_no_spot(p)]


def homes(document: Document, places: list[Resolved], triggers: list[Trigger]) -> list[Resolved]:
    """Return the places of the people or the council that somebody hit belongs to, where a report tells an event and
    names no other (أعدم التنظيم ثلاثة من أهالي بلدة الشعفة): it happened there as far as one can tell."""
    if not any(t.head and not t.definite and not t.modality for t in triggers):
        return []
    return [
        p
        for p in places
        if p.place is not None
        and p.part_of is None
        and (
            p.toponym.role in ("council", "origin")
            or (
                p.toponym.role == "kin"
                and (_of_people(document, p) or _mourning(document, p) or _their_deed(p, triggers))
            )
        )
    ]


def _of_people(document: Document, place: Resolved) -> bool:
    """Whether some of the people of a place are meant (ثلاثة من أهالي بلدة الشعفة), not all of them."""
    return "من" in document.words[max(0, place.toponym.first - 4) : place.toponym.first]


def _mourning(document: Document, place: Resolved) -> bool:
    """Whether the people of a place bury one of theirs (شيّع أهالي الزر مختارها الذي اغتالته خلايا)."""
    return _behind(document, place, FUNERAL, 4)


def _their_deed(place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether the people of a place stand right behind the verb of what they did (هاجم أهالي قرية الزر حاجزاً)."""
    people = place.toponym.first - 1 - bool(place.toponym.cue)
    return any(t.last == people and t.form == "verb" and t.kind not in ("death", "wound") for t in triggers)
