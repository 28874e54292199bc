"""The scenes of a sentence: which of the places that it names can be where an event happened."""

from bisect import bisect_right

from arabic.tokens import rests
from arabic.vocabulary import WordClass, with_and
from extraction.actors import ActorMention
from extraction.document import Document, Sentence
from extraction.linking.elsewhere import SOURCES
from extraction.resolve import DESERT, HOME, SEAT, Resolved
from extraction.segments import turn
from extraction.terms import Found
from extraction.triggers import Trigger
from extraction.triggers.references import FUNERAL
from extraction.words import DROVE_OUT
from geo.gazetteer import Gazetteer

_SOFT = {
    "to": ("enter", "take", "disrupt", "shelling", "bombard", "strike", "rpg", "shooting"),
    "from": ("abduction", "arrest", "led", "loot", "withdraw"),
    "kin": ("protest", "riot"),
}
"""Roles of places that are a scene only for some kinds of event (دخلت إلى, اختُطف من, خرج أهالي, رشقها أهالي)."""


def is_scene(place: Resolved, kinds: set[str]) -> bool:
    """Whether a toponym can be where an event happened: no parent in a chain, no origin, organisation or hospital."""
    if place.part_of is not None:
        return False
    if _is_wide(place):
        return False
    role = place.toponym.role
    return role == "scene" or bool(kinds & set(_SOFT.get(role, ())))


def _is_wide(place: Resolved) -> bool:
    """Whether a name means a river, a country, or what stands for something else: nothing happens there as such."""
    return place.place is not None and (place.place.kind in ("country", "river") or place.place.usual_sense != "place")


def driven_from(document: Document, place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is what somebody was driven from (طردت القوات التنظيم من البلدة): ground was taken there."""
    if place.part_of is not None or place.toponym.role != "from":
        return False
    before = [t for t in triggers if t.first < place.toponym.first][-1:]
    return any(t.kind == "take" and DROVE_OUT[document.words[t.first]] for t in before)


def without_offices(document: Document, places: list[Resolved]) -> list[Resolved]:
    """Drop the places of offices that somebody works for (موظف في إدارة المحروقات في دير الزور), unless the sentence
    names no other."""
    return [p for p in places if not _works_for(document, p)] or places


def without_homes(
    document: Document, places: list[Resolved], people: list[Found], triggers: list[Trigger]
) -> list[Resolved]:
    """Drop the places that victims come from (إصابة عامل من حي القصور), unless the sentence names no other, or they
    were seized there (اعتقلت ثلاثة شبان من بلدة الكسرة، فيما قُتل مدني في الحصان)."""
    away = [p for p in places if p.toponym.relation == "from"]
    if not away:
        return places
    ends = {person.last for person in people}
    away = [p for p in away if _behind_person(p, ends) and not _seized_from(document, p, places, triggers)]
    return [p for p in places if p not in away] or places


def _seized_from(document: Document, place: Resolved, places: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether somebody was seized at the place that he comes from: its clause tells a seizure and no other place."""
    at = place.toponym.first
    before = [t for t in triggers if t.first < at and t.kind in _SOFT["from"] and not t.modality]
    if not before:
        return False
    others = (p.toponym.first for p in places if p.toponym.relation != "from")
    apart = (document.words[min(at, other) : max(at, other)] for other in others)
    return all(_CLAUSE.among(words) for words in apart)


_CLAUSE = WordClass("فيما بينما كما حين".split())


def opposite(places: list[Resolved]) -> list[Resolved]:
    """Return the place that an event happened over against, where the sentence names no other (مقابل بلدة الشحيل)."""
    return [p for p in places if p.toponym.role == "beside" and p.part_of is None and not _is_wide(p)]


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


def _behind_person(place: Resolved, ends: set[int]) -> bool:
    at = place.toponym.first - 1  # من, or a cue with من before it
    return bool({at, at - 1} & ends) if place.toponym.cue else at in ends


def _works_for(document: Document, place: Resolved) -> bool:
    first = place.toponym.first
    if not _AT_WORK.among(document.words[max(0, first - _OFFICE_REACH) : first]):
        return False
    paused = bisect_right(document.pauses, first)
    clause = document.pauses[paused - 1] if paused else 0
    before = document.words[max(clause, first - _OFFICE_REACH) : first]
    if not _EMPLOYED.isdisjoint(before[-3:]):
        return True  # مدنيان يعملان في حقل العمر
    if _STAFF.among(before[-1 - bool(place.toponym.cue) :]):
        return True  # أربعة من عمال حقل العمر
    jobs = _JOBS.positions(before)
    if jobs and place.place is not None and place.place.is_area and len(before) - jobs[-1] <= 4:
        return True  # مدير المياه في الريف الغربي
    return bool(jobs) and _OFFICES.among(before[jobs[-1] + 1 :])


_JOBS = WordClass(
    "موظف موظفا موظفه موظفي عضو عضوا عضوه اعضاء مسوول مسوولا مدير مديرا رييس رييسه عامل عاملا ناطق".split()
)
_EMPLOYED = with_and("يعمل تعمل يعملان يعملون تعملان يعملن العاملين العاملون العامل".split())
_STAFF = WordClass("عمال موظفي موظفو مهندسي مهندسو".split())
_AT_WORK = WordClass(_JOBS.stems | _EMPLOYED | _STAFF.stems)
_OFFICE_REACH = 9  # words from a job to the place of its office
_OFFICES = WordClass("مجلس بلديه اداره هييه لجنه مكتب دايره مديريه موسسه وزاره لجان دار".split())


def beside_actor(place: Resolved, actors: list[ActorMention]) -> bool:
    """Whether a place stands for those who rule there, beside another party (الخلاف بين دمشق وقسد)."""
    after = place.toponym.last
    return place.toponym.relation == "between" and any(a.first == after and a.prefix == "و" for a in actors)


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
    others = [p for p in places if p.toponym.role not in ("to", "from") and not _is_wide(p)]
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


_STATIONED = frozenset(
    """
    المتمركزه المتمركز المتمركزين المتواجده المتواجدين المنتشره المنتشرين المرابطه انطلاقا متمركز متمركزه
    متمركزين متحصن متحصنين المتحصنين المتحصنون المتمركزون المتواجدون
    """.split()
)
_AT_HAND = frozenset("مقربه بالقرب القرب قريب قريبا قريبه".split())
_HEADING = frozenset("موجهه الموجهه متجهه المتجهه متوجهه المتوجهه معده المعده".split())


def comes_from(document: Document, place: Resolved) -> bool:
    """Whether fire only came from a place (القذائف مصدرها نقاط قسد في بلدة الطيانة)."""
    if place.toponym.relation != "in":
        return False
    before = document.words[max(0, place.toponym.first - _TO_SOURCE) : place.toponym.first]
    if not _COMING.isdisjoint(before[-6:]):
        return True
    if _SOURCE.isdisjoint(before):
        return False
    told = zip(before, before[1:], before[2:], strict=False)  # مصدر القصف هو نقاط تمركز قسد في درنج
    return any(one in _SOURCE and what in _FIRE and verb in _WAS for one, what, verb in told)


_TO_SOURCE = 12  # words from what was fired to where it came from
_FIRE = frozenset("القصف القذائف القذايف القذيفه النيران الصواريخ الصاروخ الرصاص الاستهداف".split())
_WAS = frozenset("هو هي كان كانت جاء جاءت من".split())
_SOURCE = with_and(("مصدر",))
_COMING = frozenset("مصدره مصدرها مصدرهما".split())


def fired_from(document: Document, place: Resolved) -> bool:
    """Whether a place is where the doer stands: المدفعية المتمركزة في كونيكو, من مواقعها في الميادين."""
    before = document.words[max(0, place.toponym.first - 7) : place.toponym.first]
    if not _FIRE_FROM.among(before):
        return False
    if not _STATIONED.isdisjoint(before[-4:]):
        return True
    at_hand = not _AT_HAND.isdisjoint(before[-3:-2])  # على مقربة من قرية الربيضة
    if before[-2:-1] == ["من"] and not at_hand and place.toponym.relation in ("outskirts", "near"):
        return True  # قصفت من أطراف القورية قرى الضفة المقابلة
    if place.toponym.relation == "in" and not _COMING.isdisjoint(before[-5:]):
        return True  # قذائف مصدرها مواقع قوات النظام في الشميطية
    if not _HEADING.isdisjoint(before[-3:]):
        return True  # منصة كانت موجهة نحو حقل كونيكو
    positions = _POSITION_FORMS.positions(before)
    return bool(positions) and positions[-1] > 0 and before[positions[-1] - 1] == "من"


_POSITIONS = frozenset("مواقع مقرات قواعد نقاط قاعده مرابض".split())
_POSITION_FORMS = WordClass(
    _POSITIONS
    | frozenset(
        noun.removesuffix("ه") + ("ت" if noun.endswith("ه") else "") + his
        for noun in _POSITIONS
        for his in ("ها", "هم", "ه")
    )
)
_FIRE_FROM = WordClass(_STATIONED | _COMING | _HEADING | _POSITION_FORMS.stems | {"من"})


def _owner(document: Document, place: Resolved) -> bool:
    """Whether a place only says to what another belongs (قرية الجلاء التابعة لمدينة البوكمال) or names a roundabout."""
    before = document.words[max(0, place.toponym.first - 3) : place.toponym.first]
    if not _BELONGS.isdisjoint(before) and place.toponym.relation != "between":
        return True
    return (
        place.toponym.cue == "دوار"
        and place.place is not None
        and place.place.kind not in ("landmark", "neighbourhood")
    )


_BELONGS = frozenset("التابعه التابع التابعين التابعتين الواصل الواصله الاداريه".split())


def narrowed(
    document: Document, scenes: list[Resolved], triggers: list[Trigger], gazetteer: Gazetteer
) -> list[Resolved]:
    """Drop scenes that only frame a closer one in the same sentence: أما في ريف حماة، فقُتل مدنيان قرب عقيربات; a road
    with a place beside it; where the doer stands; what the scene lies near to."""
    if len(scenes) < 2:
        return scenes
    scenes = [s for s in scenes if not fired_from(document, s)] or scenes
    scenes = [s for s in scenes if not (s.place is not None and s.place.place_id == DESERT)] or scenes
    groups = {s.toponym.group for s in scenes if s.place is not None and s.place.place_id != SEAT}
    scenes = [s for s in scenes if not _names_governorate(s, groups)]
    closer = [s for s in scenes if not _owner(document, s)]
    if not all(s.place is not None and s.place.is_area for s in closer):
        scenes = closer  # وفي الريف الشرقي، أغلق محتجون الطريق عند دوار البصيرة: only an area is left
    if any(s.toponym.role == "scene" for s in scenes) and not any(t.kind == "withdraw" for t in triggers):
        # رعاة من السبخة في بادية الشولا
        scenes = [s for s in scenes if s.toponym.role != "from" or _seized_from(document, s, scenes, triggers)]
    placed = [s for s in scenes if s.place is not None]
    return [s for s in scenes if not _frames(s, placed, triggers, gazetteer) and not _off_road(document, s, placed)]


def _frames(scene: Resolved, placed: list[Resolved], triggers: list[Trigger], gazetteer: Gazetteer) -> bool:
    """Whether a scene is an area or a city that a closer one lies in."""
    place = scene.place
    if place is None or not (place.is_area or place.kind == "city"):
        return False
    inner = [
        other
        for other in placed
        if other.place is not None
        and other.place.place_id != place.place_id
        and gazetteer.within(other.place.place_id, place.place_id)
    ]
    return bool(inner) and (place.is_area or not _told_between(scene, inner, triggers))


def _off_road(document: Document, scene: Resolved, placed: list[Resolved]) -> bool:
    """Whether a scene is where a road leads that another scene of its clause lies on."""
    return _on_road(document, scene) and any(
        not _on_road(document, other) and not _parted(document, scene, other) for other in placed
    )


def _parted(document: Document, one: Resolved, other: Resolved) -> bool:
    """Whether a comma with و stands between two places, or حتى turns from one event to the next (لم تكد ... حتى): each
    then has its own clause."""
    low, high = sorted((one.toponym, other.toponym), key=lambda t: t.first)
    return turn(document, low.last, high.first) > 0 or any(
        "،" in document.gaps[at] and document.words[at].startswith("و") for at in range(low.last, high.first + 1)
    )


def _on_road(document: Document, place: Resolved) -> bool:
    """Whether a place only says where a road leads (على الطريق بين دير الزور وتدمر)."""
    toponym = place.toponym
    if toponym.relation == "between":
        before = document.words[max(0, toponym.first - 8) : toponym.first]
        return _ROADS.among(before)
    return toponym.relation == "road"


_ROADS = WordClass("طريق الطريق اوتوستراد".split())


def _names_governorate(place: Resolved, others: set[int]) -> bool:
    """Whether bare دير الزور, beside other places and in no list with them, only says where they lie."""
    toponym = place.toponym
    if place.place is None or place.place.place_id != SEAT or toponym.cue is not None or not others:
        return False
    return toponym.relation in (None, "in") and toponym.group not in others


def _told_between(scene: Resolved, inner: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether an event word stands between a place and the closer ones after it, so that each has an event."""
    first = min(place.toponym.first for place in inner)
    return first < scene.toponym.first or any(scene.toponym.last <= t.first < first and t.head for t in triggers)


def distinct(places: list[Resolved]) -> list[Resolved]:
    """Keep the first mention of each place."""
    kept: list[Resolved] = []
    for place in places:
        if place.place is None or place.place not in [k.place for k in kept]:
            kept.append(place)
    return kept
