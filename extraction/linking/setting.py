"""What the words of a scene say of the kind of its event, and whether they support one."""

from collections import Counter
from itertools import pairwise

from arabic.tokens import readings, rests
from extraction.actors import ActorMention
from extraction.casualties import Count
from extraction.classify import Scene
from extraction.document import Document, within
from extraction.linking.draft import FORCES, Draft, Material, State
from extraction.segments import Segment
from extraction.terms import Found
from extraction.triggers import Trigger
from extraction.views import with_a_part


def read_scene(material: Material, segment: Segment, live: list[Trigger], counts: list[Count]) -> Scene:
    """Gather what decides the type of the event that a segment tells."""
    lexicon = material.lexicon
    first, last = segment.first, segment.last
    doers, struck = _sides(material, first, last)
    objects = frozenset(
        item.key
        for item in within(material.terms.objects, first, last)
        if not any(a <= item.first < b for a, b in doers)
    )
    if _carries_fighters(material, first, last):
        objects |= {"military"}
    if struck == {"civilian"}:
        objects -= {"military"}
    weapons = frozenset(item.key for item in within(material.terms.weapons, first, last))
    hurt = [c for c in counts if c.low > 0]
    gunmen = [(a.first, a.last) for a in within(material.actors, first, last) if a.key == "unidentified_gunmen"]
    people = [
        person
        for person in within(material.terms.people, first, last)
        if not any(a <= person.first < b for a, b in (*doers, *gunmen)) and not _no_victim(material.document, person)
    ]
    victims = frozenset(c.side for c in hurt) | frozenset(
        lexicon.person_sides.get(p.key, "any") for p in people if not hurt
    )
    if any(_former(material.document, p) for p in people):
        victims, struck = frozenset(("civilian",)), {"civilian"}
    actors = with_a_part(material.views, first, last)
    armed = any(a.key != "unidentified_gunmen" and not _is_unarmed(material, a.key) for a in actors)
    taken = [t for t in live if _seizes_place(material, segment, t)]
    taking = [t for t in live if t.kind in ("take", "enter") or t in taken]
    fought = any(t.kind in ("clash", "storm") for t in live)
    fended = _fended_off(material.document, live)
    heads = [t.first for t in live if t.head]
    before = [a for a in actors if heads and a.first < heads[0] + 4]
    return Scene(
        kinds=Counter("take" if t in taken else t.kind for t in live if t is not fended),
        objects=objects,
        victims=victims,
        weapons=weapons,
        hurt=bool(hurt),
        armed_target=armed and "civilian" not in victims and struck != {"civilian"},
        state_taker=bool(taking) and _state_takes(material, segment, taking),
        crowd=bool(before) and all(a.key == "civilians" for a in before),
        by_force=bool({a.key for a in actors} & FORCES),
        by_gunmen=any(a.key in ("unidentified_gunmen", "isis") for a in actors),
        killing=_killing(material, live) and not any(c.rule == "count.none" for c in counts),
        left=_left(material, segment, live),
        onto=any(place.toponym.relation == "onto" for group in segment.scenes for place in group),
        flown=_flown(actors, live),
        peaceful=bool(taking) and not fought and _peaceful(material.document, first, last),
    )


def _seizes_place(material: Material, segment: Segment, trigger: Trigger) -> bool:
    """Whether what was seized is the place itself (استولت قسد على هجين)."""
    if trigger.kind != "loot" or not material.document.text.startswith("استول", trigger.start):
        return False
    return any(place.toponym.relation == "onto" for group in segment.scenes for place in group)


def _fended_off(document: Document, live: list[Trigger]) -> Trigger | None:
    """Return the word of fending off an attack from the air (التصدي لهجوم بطائرات مسيرة): no fight on the ground."""
    return next(
        (
            clash
            for clash, attack, means in zip(live, live[1:], live[2:], strict=False)
            if (clash.kind, attack.kind, means.kind) == ("clash", "assault", "air")
            and document.words[clash.first].lstrip("وفبال").startswith(_FENDS)
            and attack.first - clash.last <= _TO_ATTACK
            and means.first - attack.last <= _TO_MEANS
        ),
        None,
    )


_FENDS = ("تصد", "تتصد", "يتصد", "صد")
_TO_ATTACK, _TO_MEANS = 5, 2  # words between fending off, the attack and what it was made with
_SOURCES = frozenset("مصدر مصادر مسوول مسوولون".split())


def _left(material: Material, segment: Segment, live: list[Trigger]) -> bool:
    """Whether a force gave up the places of a segment (انسحبت قوات النظام من العشارة), and the segment tells nothing
    else of them: who attacks and then makes off gives up nothing."""
    if any(t.kind != "withdraw" for t in live) or len(live) != 1:
        return False
    word = material.document.words[live[0].first].lstrip("وف")
    force = any(
        live[0].first - 3 <= a.first <= live[0].last + 2 and a.key not in _UNARMED | {"unidentified_gunmen"}
        for a in material.actors
    )
    relations = {"from", None} if word.startswith("اخل") else {"from"}  # أخلت المطار; أخلت مقراتها في الميادين is less
    from_it = any(place.toponym.relation in relations for group in segment.scenes for place in group)
    return force and word.startswith(("انسحب", "تنسحب", "ينسحب", "خرج", "اخل")) and from_it


def _former(document: Document, person: Found) -> bool:
    """Whether somebody was a fighter once (استهدف مسلحون عنصراً سابقاً في قسد): who is hit is a civilian."""
    return not _ONCE.isdisjoint(document.words[person.last : person.last + 1])


_ONCE = frozenset("سابق سابقا سابقه سابقين سابقون".split())


def _no_victim(document: Document, person: Found) -> bool:
    """Whether a word for persons only says who tells it (قال مصدر عسكري), or what somebody is not (وليس عسكرياً)."""
    before = rests(document.word(person.first - 1))
    return not before.isdisjoint(_SOURCES) or not before.isdisjoint(_NOT)


_NOT = frozenset("ليس ليست ليسوا ليسا".split())


_UNARMED = frozenset(("civilians", "smugglers", "aanes"))
_ALLIES = frozenset(("russia", "iranian_militias", "hezbollah", "ndf"))  # they take ground for the state


_ITS = ("سيطرتها", "سيطرته", "سيطرتهم")


def _state_takes(material: Material, segment: Segment, taking: list[Trigger]) -> bool:
    """Whether a state takes the ground: the actor nearest to the word of taking, or else the first, is one."""
    actors = material.lexicon.actors
    told = within(material.actors, segment.sentence.first, segment.last)  # the subject may stand in the clause before
    told = [a for a in told if material.document.word(a.first - 2) not in _HOLD]
    takers = [a for a in told if a.key.startswith("control:") or (a.key in actors and actors[a.key].state)]
    if not takers:
        return False
    at = taking[0].first
    if material.document.words[at].endswith(_ITS):
        return told[0] in takers  # عقب سيطرتها على محكان: whom the sentence speaks of
    near = [a for a in told if abs(a.first - at) <= 5]
    if near:
        nearest = min(near, key=lambda a: abs(a.first - at))
        return nearest in takers or nearest.key in _ALLIES
    return told[0] in takers


_HOLD = frozenset("تسيطر يسيطر يسيطرون".split())  # القرية التي تسيطر عليها قسد: who holds it takes nothing
_AIR_POWERS = frozenset(("coalition", "us_forces", "russia", "israel"))


def _flown(actors: list[ActorMention], live: list[Trigger]) -> bool:
    """Whether a word of bombardment stands right beside a power that, here, bombards from the air."""
    powers = [a for a in actors if a.key in _AIR_POWERS]
    at_it = {trigger.first for trigger in live if trigger.kind == "assault"}  # قصف يستهدف القاعدة الأمريكية
    return any(
        -3 <= power.first - trigger.last <= 1 or power.first == trigger.first
        for trigger in live
        if trigger.kind == "bombard" and trigger.last not in at_it
        for power in powers
    )


def _is_unarmed(material: Material, key: str) -> bool:
    """Whether an actor bears no arms: civilians, smugglers, councils by whatever name."""
    if key.startswith("control:"):
        return any(row.actor == "aanes" for row in material.lexicon.control[key.removeprefix("control:")])
    return key in _UNARMED


def _sides(material: Material, first: int, last: int) -> tuple[list[tuple[int, int]], set[str]]:
    """Return the tokens of the groups that grammar makes doers, and the sides of those that suffer: armed or
    civilian."""
    doers: list[tuple[int, int]] = []
    struck: set[str] = set()
    for party in material.parties:
        if not first <= party.first < last:
            continue
        part = party.part()
        if part in ("doer", "of hit"):  # باعتداء عناصر
            doers.append((party.first, party.last))
        elif part == "sufferer" and party.actor is not None:
            struck.add("civilian" if _is_unarmed(material, material.actors[party.actor].key) else "armed")
        elif part == "sufferer":
            _, _, side = party.head.partition(" ")
            struck |= (
                {"civilian"} if side in ("civilian", "civil") else {"armed"} if side in ("armed", "military") else set()
            )
    return doers, struck


_KILL = ("قتل", "مقتل", "يقتل", "تقتل")


def _killing(material: Material, live: list[Trigger]) -> bool:
    return any(
        t.kind == "death" and t.form != "word" and material.document.text.startswith(_KILL, t.start) for t in live
    )


_CARRIES = frozenset("تقل يقل تقلهم كانت تنقل ينقل تحمل يحمل".split())


def _carries_fighters(material: Material, first: int, last: int) -> bool:
    """Whether a vehicle carries members of a force (حافلة تقل عناصر): then it is no civilian thing."""
    sides = material.lexicon.person_sides
    return any(
        sides.get(person.key) == "armed"
        and set(material.document.words[max(first, person.first - 2) : person.first]) & _CARRIES
        for person in within(material.terms.people, first, last)
    )


_WITHOUT = frozenset("دون بدون بلا غير".split())
_FIGHT = frozenset("قتال مقاومه معارك معركه اشتباك اشتباكات مواجهه مواجهات رصاصه اطلاق".split())
_LEFT = frozenset("انسحاب انسحابها انسحابه انسحابهم انسحبت انسحب اخلاء فرار تسلمت تسلم تسليم".split())


def _peaceful(document: Document, first: int, last: int) -> bool:
    """Whether a passage says that nobody fought for a place: من دون قتال, بعد انسحاب قسد منها."""
    for index in range(first, last):
        forms = rests(document.words[index])
        if forms & _LEFT:
            return True
        if forms & _WITHOUT and any(
            rest in _FIGHT for word in document.words[index + 1 : index + 3] for _, rest in readings(word)
        ):
            return True
    return False


_AFTER = frozenset("بعد عقب اثر بعيد غداه خلفيه بسبب".split())


def what_set_off(document: Document, live: list[Trigger]) -> list[Trigger]:
    """Return the deaths that a protest followed (أضرم محتجون النار بعد وفاة معتقل): they are no outcome of it."""
    if not any(t.kind == "protest" for t in live):
        return []
    nouns = [t for t in live if t.kind in ("death", "wound") and t.form != "verb" and t.first]
    return [
        t
        for t in nouns
        if document.words[t.first - 1].lstrip("و") in _AFTER
        or (document.words[t.first - 1] == "علي" and document.words[t.first - 2] in _AGAINST)
    ]


_AGAINST = frozenset("احتجاجا تنديدا استنكارا غضبا ردا".split())
_FOUGHT = ("اشتبا", "اشتبك", "شجار مسلح", "مشاجره مسلحه", "قتال", "اقتتال", "تبادل")
_NEARBY = 15  # words: a post without full stops is one sentence


def _town_hit(segment: Segment, live: list[Trigger]) -> bool:
    """Whether a town with its head noun stands right behind the word of bombarding (قُصفت بلدة الشحيل)."""
    hit = {t.last + 1 for t in live if t.kind == "bombard"}
    return any(p.toponym.cue in _TOWNS and p.toponym.first in hit for group in segment.scenes for p in group)


_TOWNS = frozenset("بلده قريه مدينه حي احياء".split())


def supported(material: Material, segment: Segment, scene: Scene, live: list[Trigger], counts: list[Count]) -> bool:
    """Whether the segment names somebody or something that an event of violence needs: sports, weather and prices use
    the same verbs (قصف الشباك, اجتاحت العاصفة) without an armed actor, a casualty or a weapon."""
    said = _said_beside(material, segment, live)
    if by_accident(material, segment, scene, live):
        return False
    armed = any(a.key != "civilians" for a in within(material.actors, segment.first, segment.last))
    forced = scene.has("abduction", "assault", "storm", "shooting", "clash", "arrest", "raid")
    if "sport" in said or ("accident" in said and not armed and not scene.weapons and not forced):
        return False
    if scene.has(
        "protest",
        "riot",
        "arrest",
        "hold",
        "led",
        "abduction",
        "assassination",
        "find",
        "beat",
        "sexual",
        "base",
        "change",
        "agreement",
        "disrupt",
        "suicide",
    ):
        return True
    if any(a.key != "civilians" for a in within(material.actors, segment.sentence.first, segment.sentence.last)):
        return True
    if any(c.low > 0 or c.rule == "count.none" for c in counts) and len(live) > 0:
        return True
    onto = any(place.toponym.relation == "onto" for group in segment.scenes for place in group)
    if onto and scene.has("shelling", "bombard"):
        return True  # قذائف على الشحيل
    if scene.has("bombard") and (scene.has("shelling") or _town_hit(segment, live)):
        return True  # قُصفت بلدة الشحيل
    if _by_guns(material.document, live):
        return True  # تعرضت الشحيل لقصف مدفعي
    if scene.has("strike") or (scene.has("air") and scene.has("bombard")):
        return True
    if any(t.kind == "clash" and not t.definite and material.document.text.startswith(_FOUGHT, t.start) for t in live):
        return True
    if scene.has("loot", "burn", "brawl") and scene.objects | scene.victims:
        return True
    if scene.has("assault") and scene.objects and any(material.document.text.startswith("هوجم", t.start) for t in live):
        return True  # الحافلة هوجمت
    if scene.has("bombard", "shelling", "raid", "grenade") and scene.objects:
        return True  # طال قصف مجهول شاحنة, دوهم منزل
    if scene.has("shooting") and within(material.terms.people, segment.first, segment.last):
        return True  # أطلق الجيش العراقي النار على شاب
    if any(t.kind == "explosion" and t.form != "verb" for t in live):
        return True  # سُمع دوي انفجار; what merely burst is told with a verb
    if scene.has("explosion", "ied") and scene.has("grenade", "ied"):
        return True  # انفجرت قنبلة بعمال
    return bool(scene.weapons or "military" in scene.objects) and any(t.head for t in live)


def by_accident(material: Material, segment: Segment, scene: Scene, live: list[Trigger]) -> bool:
    """Whether those who died or were hurt met with an accident (وفاة طفل غرقاً)."""
    return set(scene.kinds) <= {"death", "wound"} and "accident" in _said_beside(material, segment, live)


def _said_beside(material: Material, segment: Segment, live: list[Trigger]) -> set[str]:
    """Return what the sentence says of its event words that may make them none: accident, sport, plan and the like."""
    around = within(material.terms.modality, segment.sentence.first, segment.sentence.last)
    return {w.key for w in around if any(_of_one_clause(material.document, w.first, t.first) for t in live)}


def _by_guns(document: Document, live: list[Trigger]) -> bool:
    """Whether a bombardment is said to be by guns or rockets (قصف مدفعي): no sport is told so."""
    behind = [document.word(t.first + 1) for t in live if t.kind == "bombard"]
    return any(word.removeprefix("ال").startswith(("مدفعي", "صاروخي")) for word in behind)


def _of_one_clause(document: Document, one: int, other: int) -> bool:
    """Whether two tokens are near, and neither is set against the other (في حين تحدثت صفحات عن تدريبات)."""
    first, last = min(one, other), max(one, other)
    between = document.words[first:last]
    against = not _WHEREAS.isdisjoint(between) or ("في", "حين") in pairwise(between)
    return last - first <= _NEARBY and not against


_WHEREAS = frozenset(("فيما", "بينما"))


def _by_land(trigger: Trigger) -> bool:
    """Whether an attack was made by men on the spot (تسلل, هاجم, كمين): استهداف says nothing of it."""
    return trigger.kind == "assault" and trigger.last - trigger.first == 1 and trigger.form == "word"


def as_before(sub_type: str, scene: Scene, segment: Segment, state: State, earlier: list[Draft]) -> str:
    """Let a bare "hit" or "attack" be of the kind told just before: غارات على … ، كما استُهدفت مواقع في …"""
    before = earlier or state.recent
    last = before[-1] if before else None
    bare = sub_type in ("Attack", "Armed clash") and set(scene.kinds) <= {"assault", "death", "wound"}
    bare = bare and not any(_by_land(t) for t in segment.triggers)
    plain = all(t.last == t.first + 1 for t in segment.triggers if t.kind == "bombard")  # قصف مدفعي is artillery
    again = (
        bool(earlier)
        and plain
        and sub_type.startswith("Shelling")
        and set(scene.kinds) <= {"bombard", "death", "wound"}
    )
    pointing = [t for t in segment.triggers if t.kind == "bombard"]
    retold = bool(pointing) and all(t.definite for t in pointing) and set(scene.kinds) <= {"bombard", "death", "wound"}
    soon = last is not None and segment.sentence.index - last.sentence == 1
    again = again or (retold and soon and sub_type.startswith("Shelling"))  # وتركّز القصف أيضاً على قلعة الرحبة
    if again and last is not None and last.sub_type == "Air/drone strike":
        return last.sub_type  # استهدف طيران … ثم واصل سيره وقصف نقطة في …
    if last is None or not bare or scene.hurt or segment.sentence.index - last.sentence > 2:
        return sub_type
    distant = ("Air/drone strike", "Shelling/artillery/missile attack")
    return last.sub_type if last.sub_type in distant and not scene.weapons else sub_type
