"""The scenes of a sentence: which of the places that it names can be where an event happened."""

from bisect import bisect_right

from arabic.vocabulary import WordClass, with_and
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.resolve import DESERT, SEAT, Resolved
from extraction.segments import turn
from extraction.terms import Found
from extraction.triggers import Trigger
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
    if names_no_spot(place):
        return False
    role = place.toponym.role
    return role == "scene" or bool(kinds & set(_SOFT.get(role, ())))


def names_no_spot(place: Resolved) -> bool:
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
