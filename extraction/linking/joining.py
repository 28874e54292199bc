"""Several tellings of one event become one incident; a lead that sums up what follows is dropped."""

from datetime import date
from itertools import pairwise
from operator import attrgetter

from arabic.vocabulary import WordClass
from extraction.anaphora import FOLLOWED
from extraction.classify import FAMILIES, lead, same_event_possible
from extraction.linking.draft import WIDE, Draft, Material, State, reject
from extraction.linking.figures import add_counts
from extraction.linking.timing import NEWS, in_background, of_series
from extraction.resolve import HOME, HOME_DESERT, SEAT
from geo.distance import km
from geo.place import Place


def joined(material: Material, drafts: list[Draft], state: State) -> list[Draft]:
    """Join drafts that tell one event: same place, types that fit, dates that do not contradict."""
    kept: list[Draft] = []
    for draft in drafts:
        fitting = [other for other in reversed(kept) if _same_event(material, other, draft)]
        if not fitting:
            kept.append(draft)
            continue
        here = (other for other in fitting if other.scene.place == draft.scene.place)
        same = next(here, fitting[0])  # told of the town, and not of its quarter
        _merge(same, draft, _told_more_closely(same, draft) or _same_figures(material, same, draft))
        reject(material, state, draft.first, draft.last, draft.sub_type, "the same event told again")
    return kept


def _same_event(material: Material, first: Draft, second: Draft) -> bool:
    if first.sentence == second.sentence and first.first == second.first:
        return False  # told together, as several
    sentences = material.document.sentences
    if sentences[first.sentence].bullet and sentences[second.sentence].bullet and first.sub_type != second.sub_type:
        return False  # each item of a round-up tells another event
    if _there_too(material, second) or _another(material, first, second):
        return False
    if _by_gun(first) != _by_gun(second) and _by_bomb(first) != _by_bomb(second):
        return False
    if not (same_event_possible(first.sub_type, second.sub_type) or _outcome_of(first, second)):
        return False
    if _led_otherwise(material, first, second) or _one_of_several(material, first, second):
        return False
    closer = _told_more_closely(first, second) or _same_figures(material, first, second)
    if not (_same_place(material, first, second) or closer or _speaks_of(material, first, second)):
        return False
    if first.start and second.start and first.end and second.end and not (first.inherited or second.inherited):
        if first.start > _until(second) or second.start > _until(first):
            return False
    elif first.start and second.start and first.end and second.end:
        explicit = second if first.inherited else first
        if first.inherited and _other_dead(first, second) and _days_apart(first, second):
            return False  # 11 قتيلاً في العشارة. … وقُتل 22 الأحد بغارات على العشارة
        if explicit.dated and explicit.dated.explicit and (first.start > second.end or second.start > first.end):
            return False
    return True


def _until(draft: Draft) -> date:
    """Return the last day of a dated draft. What happened last night is another event than what happened today, though
    the night reached into today."""
    assert draft.start and draft.end
    by_night = draft.dated is not None and draft.dated.rule == "date.last_night"
    return draft.start if by_night else draft.end


def _another(material: Material, first: Draft, second: Draft) -> bool:
    """Whether the text says that it tells another event (وفي بيان ثانٍ، وفي هجوم منفصل; تبعها قصف)."""
    words = material.document.words
    if second.sentence > first.sentence:
        begin = material.document.sentences[second.sentence].first
        opening = words[begin : begin + _OPENING]
        if first.sub_type != second.sub_type and not _TURNS.isdisjoint(opening[:2]):
            return True  # كذلك أغارت طائرات على الحي; وفي سياق متصل انفجر لغم
        if of_series(material.document, second):
            return True
        return any(a in _OCCASIONS and b in _OTHERS for a, b in pairwise(opening))
    later = max(first, second, key=attrgetter("first"))
    if first.sentence == second.sentence and words[later.first : later.first + 2] == ["قبل", "ان"]:
        return True  # سيطر المجلس صباحاً على خشام قبل أن تستعيدها قوات النظام
    return second.first > first.first and words[second.first].startswith(FOLLOWED)


_OPENING = 4  # words
_TURNS = frozenset("كذلك وكذلك سياق".split())
_OCCASIONS = frozenset("بيان هجوم حادث حادثه عمليه انفجار استهداف غاره".split())
_OTHERS = frozenset("ثان ثاني ثانيه اخر اخري منفصل منفصله مماثل مماثله".split())


def _other_dead(first: Draft, second: Draft) -> bool:
    """Whether two drafts tell other numbers of dead, or one of them none that is its own alone."""
    dead = [[c.low for c in d.counts if c.what == "killed" and not c.vague] for d in (first, second)]
    return bool(dead[0]) and (second.shared or (bool(dead[1]) and dead[0][0] != dead[1][0]))


def _led_otherwise(material: Material, first: Draft, second: Draft) -> bool:
    """Whether a lead known to the governorate only tells of another kind of event (مجازر ارتكبها الطيران في دير الزور.
    … قذائف على حي هرابش)."""
    if not is_wide(material, first) or first.scene.place == second.scene.place or _outcome_of(first, second):
        return False
    return FAMILIES.get(first.sub_type) != FAMILIES.get(second.sub_type)


def _one_of_several(material: Material, first: Draft, second: Draft) -> bool:
    """Whether a lead tells several attacks in the city or a wider area (قُتل ثلاثة بهجمات في دير الزور), of which a
    closer place can only be one."""
    place = first.scene.place
    wide = is_wide(material, first) or (place is not None and place.place_id == SEAT)
    if not wide or place == second.scene.place:
        return False
    return any(_SEVERAL[material.document.words[at]] for t in first.triggers for at in range(t.first, t.last))


_SEVERAL = WordClass("هجمات هجومين هجومان عمليات عمليتين عمليتان تفجيرين تفجيران اغتيالات".split())
_ITSELF = frozenset("ذاتها ذاته نفسها نفسه عينها عينه".split())


def _there_too(material: Material, draft: Draft) -> bool:
    """Whether a draft tells, with a new event word, what else happened in a place (تعرض مقر في البلدة ذاتها لهجوم)."""
    toponym = draft.scene.toponym
    if toponym.rule != "place.anaphora" or _ITSELF.isdisjoint(material.document.words[toponym.last : toponym.last + 1]):
        return False
    return any(t.head and not t.definite for t in draft.triggers)


def _by_gun(draft: Draft) -> bool:
    """Whether a draft tells of shots at somebody, and of no bomb: it and a bomb told without shots are two events."""
    return "shooting" in draft.kinds and not draft.kinds & {"ied", "explosion", "clash", "assault"}


def _by_bomb(draft: Draft) -> bool:
    return draft.sub_type == "Remote explosive/landmine/IED" and "shooting" not in draft.kinds


def _same_place(material: Material, first: Draft, second: Draft) -> bool:
    a, b = first.scene.place, second.scene.place
    if a is None or b is None:
        name = material.document.text[first.scene.toponym.start : first.scene.toponym.end]
        return a is b and name == material.document.text[second.scene.toponym.start : second.scene.toponym.end]
    if a.place_id == b.place_id or (second.pair is not None and second.pair.place == a):
        return True
    if "control" in (FAMILIES.get(first.sub_type), FAMILIES.get(second.sub_type)):
        return False  # a town that fell and its quarters that fell before it
    return a.parent_id == b.place_id or (b.parent_id == a.place_id and not (a.is_area or b.is_area))


_VIOLENT = frozenset(("fight", "fire", "air", "bomb"))


def _outcome_of(first: Draft, second: Draft) -> bool:
    """Whether one of two drafts tells only who was killed or hurt (مقتل 13 عنصراً في المعبر) in what the other tells."""
    if not {FAMILIES.get(first.sub_type), FAMILIES.get(second.sub_type)} <= _VIOLENT:
        return False
    return any(not any(t.head or t.kind == "assassination" for t in draft.triggers) for draft in (first, second))


_NEXT_SENTENCES = 2
_CLOSE = 15.0  # km


def _told_more_closely(first: Draft, second: Draft) -> bool:
    """Whether the next sentence only says more closely where the event was: its event word has the article (ضربات في
    محيط البوكمال. وقال المرصد إن القصف طال مستودعات قرب الهري)."""
    a, b = first.scene.place, second.scene.place
    if a is None or b is None or not 0 < second.sentence - first.sentence <= _NEXT_SENTENCES:
        return False
    heads = [t for t in second.triggers if t.head]
    if not heads or not all(t.definite for t in heads) or (second.counts and first.counts):
        return False
    around = first.scene.toponym.relation == "near" or a.kind == "city" or a.is_area
    return around and not b.is_area and km((a.lat, a.lon), (b.lat, b.lon)) <= _CLOSE


def _same_figures(material: Material, first: Draft, second: Draft) -> bool:
    """Whether the next sentences tell, in a place of the area told first, an event of its type with as many dead (قُتل
    مدنيان بقصف على ريف البوكمال. … مدنيين اثنين قُتلا بقصف استهدف بلدة الشعفة)."""
    a, b = first.scene.place, second.scene.place
    if a is None or b is None or not 0 < second.sentence - first.sentence <= _NEXT_SENTENCES or b.is_area:
        return False
    if a.place_id in (HOME, SEAT) or _besides(material, first, second):
        return False
    rural = a.is_area or first.scene.toponym.cue == "ريف" or first.scene.toponym.relation == "rural"
    dead = [next((c.low for c in d.counts if c.what == "killed" and not c.vague), 0) for d in (first, second)]
    near = material.gazetteer.within(b.place_id, a.place_id) or km((a.lat, a.lon), (b.lat, b.lon)) <= _FAR
    return rural and near and first.sub_type == second.sub_type and dead[0] == dead[1] > 1


def _speaks_of(material: Material, first: Draft, second: Draft) -> bool:
    """Whether the next sentences name no place and only speak of what was told (ورافق المداهمة تحليق)."""
    if not 0 < second.sentence - first.sentence <= _NEXT_SENTENCES or second.counts:
        return False
    heads = [t for t in second.triggers if t.head]
    carried = second.scene.first < material.document.sentences[second.sentence].first
    return carried and bool(heads) and all(t.definite for t in heads)


_FAR = 60.0  # km from a town to the villages of its countryside


def _merge(kept: Draft, draft: Draft, closer: bool) -> None:
    if (kept.inherited or kept.start is None) and draft.start is not None and not draft.inherited:
        kept.start, kept.end, kept.dated, kept.inherited = draft.start, draft.end, draft.dated, False
    if not kept.counts and not kept.shared:
        kept.counts = draft.counts
    else:
        add_counts(kept, draft.counts)
    if kept.shared and draft.counts and not draft.shared:
        kept.shared, kept.counts = False, draft.counts
    kept.told += draft.told
    kept.weapons |= draft.weapons
    kept.types.append(draft.sub_type)
    kept.sub_type = lead(kept.types)
    kept.tellings += 1
    if _inside(kept, draft) or closer:
        kept.scene = draft.scene


def _inside(kept: Draft, draft: Draft) -> bool:
    outer, inner = kept.scene.place, draft.scene.place
    return outer is not None and inner is not None and inner.parent_id == outer.place_id


def without_summaries(material: Material, drafts: list[Draft], state: State) -> list[Draft]:
    """Drop leads that say "in the governorate" what the text then tells place by place; a lead that only one event
    further down can be meant by is its first telling, and gives it its figures and actors."""
    led = _leads_to_details(material, drafts)
    exact = [d for d in drafts if not is_wide(material, d) and d not in led]
    kept = []
    for draft in drafts:
        wide = is_wide(material, draft) or draft in led
        dated = draft.dated is not None and not draft.inherited
        here = draft.scene.place is not None and _at_home(material, draft.scene.place)
        apart = here and dated and bool(exact) and all(_days_apart(draft, d) for d in exact)
        own = (apart or (draft.dated is not None and draft.dated.explicit)) and (
            any(c.low for c in draft.counts) or in_background(material, material.document.sentences[draft.sentence])
        )
        desert = draft.scene.place is not None and draft.scene.place.kind == "desert"
        city = draft.scene.place is not None and draft.scene.place.place_id == SEAT
        later = [
            d for d in exact if d.sentence > draft.sentence or (d.sentence == draft.sentence and d.first > draft.first)
        ]
        ahead = any(_told_by(material, draft, d) for d in later) if city else bool(later) if desert else bool(exact)
        ahead = ahead and not (wide and exact and all(_besides(material, draft, d) for d in exact))
        if wide and exact and draft.sentence > max(d.sentence for d in exact):
            # What is told after them may be of another kind or day.
            ahead = ahead and any(_told_by(material, draft, d) for d in exact)
        backward = wide and not ahead and _points_back(material, draft, exact)
        if backward:
            _take_over(backward[-1], draft)
            reject(material, state, draft.first, draft.last, draft.sub_type, "the same event told again")
            continue
        if wide and ahead and not (own and (draft.sentence > 0 or (apart and not draft.shared))):
            others = [d for d in exact if _on_its_own_day(material, draft, d) or _counted_apart(draft, d)]
            meant = [
                d for d in exact if d not in others and d.sentence > draft.sentence and _told_by(material, draft, d)
            ]
            if len(meant) == 1 and not _adds_up(draft, exact) and len(exact) == len(meant) + len(others):
                _take_over(meant[0], draft)
            reject(material, state, draft.first, draft.last, draft.sub_type, "a summary of events told place by place")
            continue
        kept.append(draft)
    return kept


def _leads_to_details(material: Material, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that a report announces before it says "in detail" (وفي التفاصيل، قصفت …), if several events
    follow that each can be meant."""
    document = material.document
    opens = (s.index for s in document.sentences if "التفاصيل" in document.words[s.first : s.first + 2])
    at = next(opens, None)
    if at is None:
        return []
    after = [d for d in drafts if d.sentence >= at]
    before = [d for d in drafts if d.sentence < at and d.tellings == 1]  # what is told again at its place is no lead
    return [d for d in before if sum(_told_by(material, d, other) for other in after) > 1]


def _besides(material: Material, draft: Draft, further: Draft) -> bool:
    """Whether an event is told beside another (كما اغتال مسلحون شاباً في غرانيج), which then is no lead to it."""
    document = material.document
    first = document.sentences[further.sentence].first
    return further.sentence > draft.sentence and document.words[first] in ("كما", "وكما", "كذلك")


def _adds_up(lead_draft: Draft, exact: list[Draft]) -> bool:
    """Whether the dead of a lead are those of all the events that follow together."""
    whole = [c.low for c in lead_draft.counts if c.what == "killed"]
    parts = [c.low for d in exact for c in d.counts[:1] if c.what == "killed"]
    return len(parts) > 1 and whole[:1] == [sum(parts)]


def _counted_apart(lead_draft: Draft, draft: Draft) -> bool:
    """Whether a lead and an event tell other numbers of dead, each of them exactly: then it is not the one meant."""
    whole, part = ([c for c in d.counts if c.what == "killed" and not c.vague] for d in (lead_draft, draft))
    return bool(whole and part) and whole[0].best != part[0].best


def _points_back(material: Material, draft: Draft, exact: list[Draft]) -> list[Draft]:
    """Return the events before a wide one that it only speaks of: its event words have the article (ورجّح أن يكون
    الهجوم من فعل خلايا … في دير الزور)."""
    heads = [t for t in draft.triggers if t.head]
    if not heads or not all(t.definite for t in heads):
        return []
    return [d for d in exact if d.sentence < draft.sentence and _told_by(material, draft, d)]


def _told_by(material: Material, lead_draft: Draft, draft: Draft) -> bool:
    """Whether a lead can tell of an event: types and days fit."""
    fits = same_event_possible(lead_draft.sub_type, draft.sub_type)
    return fits and not _on_its_own_day(material, lead_draft, draft)


def _at_home(material: Material, place: Place) -> bool:
    return place.place_id == HOME or material.gazetteer.within(place.place_id, HOME)


def _days_apart(first: Draft, second: Draft) -> bool:
    if not (first.start and first.end and second.start and second.end):
        return False
    return first.start > second.end or second.start > first.end


def _on_its_own_day(material: Material, lead_draft: Draft, draft: Draft) -> bool:
    """Whether an event has a day of its own that is not that of the lead (background: وقبل يومين); a lead without a day
    tells the news."""
    if draft.inherited or not (draft.start and draft.end):
        return False
    published = material.document.report.published
    if not (lead_draft.start and lead_draft.end):
        return published is not None and published - draft.end > NEWS
    return lead_draft.start > draft.end or draft.start > lead_draft.end


def _take_over(draft: Draft, lead_draft: Draft) -> None:
    """Give an event what the lead says of it; the figures of the lead come first, as in any report."""
    if not (lead_draft.shared or draft.shared):
        told, draft.counts = draft.counts, list(lead_draft.counts)
        add_counts(draft, told)
    if FAMILIES.get(draft.sub_type) == FAMILIES.get(lead_draft.sub_type):
        draft.types += lead_draft.types
        draft.sub_type = lead(draft.types)  # تفجير انتحاري. … فجّر التنظيم سيارة مفخخة
    draft.told += lead_draft.told
    draft.weapons |= lead_draft.weapons
    draft.tellings += 1
    if (draft.inherited or draft.start is None) and lead_draft.start is not None and not lead_draft.inherited:
        draft.start, draft.end, draft.dated, draft.inherited = (
            lead_draft.start,
            lead_draft.end,
            lead_draft.dated,
            False,
        )


_VILLAGES = frozenset("قري بلدات مناطق قريتين بلدتين".split())
_AROUND = ("near", "north", "south", "east", "west")


def _of_villages(material: Material, draft: Draft) -> bool:
    """Whether several villages that are not named are meant (في قرى بمحيط مدينة دير الزور)."""
    first = draft.scene.toponym.first
    return not _VILLAGES.isdisjoint(material.document.words[max(0, first - 4) : first])


def is_wide(material: Material, draft: Draft) -> bool:
    """Whether a draft is known only to a region, a governorate or a desert beyond the governorate."""
    place = draft.scene.place
    if place is None:
        return False
    if (
        place.place_id == SEAT
        and draft.scene.toponym.cue is None
        and draft.scene.toponym.relation in (None, "in", "onto", "near")
    ):
        return True  # the city and the governorate share a name: without مدينة a lead means either
    if place.place_id == SEAT and draft.scene.toponym.relation in _AROUND and _of_villages(material, draft):
        return True
    if place.kind == "desert":
        return place.place_id == HOME_DESERT or not material.gazetteer.within(place.place_id, HOME)
    return place.kind in WIDE
