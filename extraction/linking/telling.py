"""One sentence after the other: segments of one scene become drafts; a sentence without a place goes on about
the last."""

from datetime import timedelta

from extraction.anaphora import anaphoric
from extraction.classify import Scene, classify, same_event_possible
from extraction.classify import lead as most_telling
from extraction.document import Document, Sentence
from extraction.linking.draft import Draft, Lead, Material, State, reject, within
from extraction.linking.figures import add_counts, counts_in, counts_of, deeds_from, of_both, which_place
from extraction.linking.scenes import (
    beside,
    beside_actor,
    buildings,
    comes_from,
    departures,
    distinct,
    elsewhere,
    finders,
    fired_from,
    homes,
    is_scene,
    narrowed,
    toward,
    where_told,
    without_homes,
    without_offices,
)
from extraction.linking.setting import as_before, read_scene, supported, what_set_off
from extraction.linking.tallies import is_tally
from extraction.linking.timing import BACKGROUND, date_in, note_date, set_date
from extraction.resolve import Resolved
from extraction.roles import Telling
from extraction.segments import Segment, segments, shares_event
from extraction.triggers import Trigger
from extraction.triggers.senses import RELATIVE


def read_sentence(material: Material, sentence: Sentence, state: State) -> None:
    """Read one sentence: its segments become drafts, or it goes on about the event told before."""
    document = material.document
    triggers = [t for t in material.triggers if sentence.first <= t.first < sentence.last]
    kinds = {t.kind for t in triggers}
    note_date(material, sentence, state)
    inside = [p for p in material.places if sentence.first <= p.toponym.first < sentence.last]
    if not triggers:
        if inside and not _PLACE_FIELD.isdisjoint(document.words[sentence.first : sentence.last]):
            state.heading, state.heading_at = inside, sentence.index
        _nobody_hurt(material, sentence, state)
        return
    inside = [p for p in inside if not elsewhere(document, p, triggers) and not beside_actor(p, material.actors)]
    inside = without_offices(document, [p for p in inside if not beside(document, p, inside, triggers)])
    inside = without_homes(inside, material.terms.people)
    deeds = deeds_from(document, triggers, sentence.last)
    inside = [p for p in inside if p.toponym.first < deeds] or inside
    scenes = (
        [p for p in inside if is_scene(p, kinds) and not _left_for(p, triggers)]
        or finders(inside, triggers)
        or toward(inside, kinds)
        or departures(document, inside)
    )
    told = frozenset(d.scene.place.place_id for d in state.drafts if d.scene.place)
    meant = anaphoric(document, sentence, material.places, scenes, told)
    scenes = sorted([*scenes, *meant], key=lambda p: p.toponym.start)
    if 0 < sentence.index - state.heading_at <= _UNDER_HEADING and all(fired_from(document, s) for s in scenes):
        scenes = state.heading
    if state.recent:
        scenes = [s for s in scenes if not comes_from(document, s)]
    scenes = scenes or where_told(document, inside) or buildings(document, inside)
    dated = frozenset(d.first for d in within(material.dates, sentence.first, sentence.last))
    if not scenes and (sentence.bullet or dated or not state.recent):
        scenes = homes(document, inside, triggers)
    if scenes and is_tally(material, sentence, scenes, triggers):
        reject(material, state, sentence.first, sentence.last, "event", "told as statistic")
        return
    found = segments(document, sentence, narrowed(document, scenes, triggers, material.gazetteer), triggers, dated)
    new: list[Draft] = []
    previous: Segment | None = None
    for segment in found:
        if not segment.scenes and len(found) > 1:
            _continue(material, segment, state)
            continue
        silent = all(t.modality and not t.head for t in segment.triggers)  # والثاني ... دون إصابات
        if silent and previous is not None and _shares(document, segment, dated):
            segment.triggers = [*previous.triggers, *segment.triggers]
            segment.again = bool(new)
        drafts = _read_segment(material, segment, state, new)
        new += drafts
        previous = segment
    if any(segment.scenes for segment in found):
        if new:
            state.drafts += new
            state.recent = new
    else:
        _continue(material, found[0], state)


def _nobody_hurt(material: Material, sentence: Sentence, state: State) -> None:
    """Add to the events told last what a sentence without an event word says: أضرار مادية فقط."""
    none = [c for c in within(material.counts, sentence.first, sentence.last) if c.rule == "count.none"]
    for draft in state.recent:
        if sentence.index - draft.sentence <= _SOON and not draft.shared:
            add_counts(draft, none)


_SOON = 2
_PLACE_FIELD = frozenset("المكان الموقع".split())
_UNDER_HEADING = 2  # sentences below a line "place: …" of a bulletin


def _left_for(place: Resolved, triggers: list[Trigger]) -> bool:
    """Whether a place is where somebody withdrew to (انسحبت من حطلة باتجاه دير الزور)."""
    before = [t for t in triggers if t.first < place.toponym.first]
    return place.toponym.role == "to" and bool(before) and before[-1].kind == "withdraw"


def _shares(document: Document, segment: Segment, dated: frozenset[int]) -> bool:
    """Whether a segment without an event word repeats the event before it: by its words, or by a date of its own."""
    return (
        not segment.scenes
        or shares_event(document, segment)
        or any(segment.first <= first < segment.last for first in dated)
    )


_MEANS = frozenset(("air", "shelling"))
"""Kinds of means: the article makes them no event told before (استهدف الطيران مواقع)."""


_BY_BLOWS = frozenset(("assault", "loot", "burn"))  # what "the raids" did (الغارات دمرت منازل)
_NOT_TOLD = frozenset(("plan", "negation", "denial"))
_BLOWS = frozenset(("strike", "bombard"))
"""Kinds that a bare "hit" takes up (الضربات استهدفت …)."""


def _read_segment(material: Material, segment: Segment, state: State, earlier: list[Draft]) -> list[Draft]:
    document = material.document
    live = [t for t in segment.triggers if not t.modality or (t.modality == "attempt" and t.kind == "suicide")]
    if any(t.head and not t.definite for t in live):
        told = {t.kind for t in live if t.head and not t.definite}
        means = _MEANS | _BLOWS if told <= _BY_BLOWS else _MEANS
        if any(t.kind == "disperse" for t in live):
            means = means | {"protest"}  # أطلقوا الرصاص في الهواء لتفريق المتظاهرين
        live = [t for t in live if not (t.head and t.definite) or t.kind in means or _described(document, t)]
    if not segment.scenes:
        return []
    if not live:
        reasons = {t.modality for t in segment.triggers} or {"no event word"}
        reject(material, state, segment.first, segment.last, "event", "told as " + ", ".join(sorted(reasons)))
        return []
    denied = {t.kind for t in segment.triggers if t.modality in _NOT_TOLD}
    if all(t.definite for t in live) and {t.kind for t in live} <= denied:
        reject(material, state, segment.first, segment.last, "event", "the event told as none")
        return []  # ستقوم بتفجير الألغام ... والأصوات ناتجة عن التفجير المنظم
    counts = counts_in(material, segment)
    causes = what_set_off(document, live)
    live = [t for t in live if t not in causes]
    counts = [c for c in counts if not any(c.first <= t.first < c.last for t in causes)]
    scene = read_scene(material, segment, live, counts)
    sub_type = classify(scene)
    backward = (
        bool(state.recent)
        and all(t.definite for t in live if t.head)
        and segment.sentence.index <= (state.recent[-1].sentence + 1)
    )
    retold = backward and sub_type is not None and same_event_possible(sub_type, state.recent[-1].sub_type)
    heads = [t for t in live if t.head]
    led = bool(heads) and all(t.definite for t in heads) and state.lead is not None
    led = led and state.lead is not None and segment.sentence.index - state.lead.telling.sentence <= _AFTER_LEAD
    if sub_type is None or not (segment.again or retold or led or supported(material, segment, scene, live, counts)):
        reject(material, state, segment.first, segment.last, "event", "no event that the words support")
        return []
    sub_type = as_before(sub_type, scene, segment, state, earlier)
    groups = distinct([place for group in segment.scenes for place in group])
    pair = None
    if len(groups) == 2 and groups[0].toponym.relation in ("between", "road") and all(g.place for g in groups):
        groups, pair = groups[:1], groups[1]
    dated = date_in(material, segment, live)
    drafts = []
    for place in groups:
        draft = _draft(place, pair, sub_type, segment, live, scene)
        set_date(material, draft, dated, state, earlier)
        draft.counts, draft.shared = counts_of(document, place, segment, counts)
        if earlier and any(c.low and of_both(document, c) for c in draft.counts):
            earlier[-1].counts, earlier[-1].shared = [], True
            draft.counts, draft.shared = [], True
        drafts.append(draft)
    if len(drafts) == 1:
        _take_lead(drafts[0], live, state)
    first_words = document.words[segment.sentence.first : segment.sentence.first + 2]
    background = any(word in BACKGROUND for word in first_words)
    if drafts and drafts[0].start and drafts[0].end and not background:
        state.when = (drafts[0].start, drafts[0].end)
    return drafts


def _described(document: Document, trigger: Trigger) -> bool:
    """Whether a relative clause says what the event was (التفجير الذي استهدف حاجزاً): it is the event told."""
    return not RELATIVE.isdisjoint(document.words[trigger.last : trigger.last + 1]) and trigger.kind in _BLASTS


_BLASTS = frozenset(("explosion", "suicide"))


def _draft(
    place: Resolved, pair: Resolved | None, sub_type: str, segment: Segment, live: list[Trigger], scene: Scene
) -> Draft:
    return Draft(
        scene=place,
        pair=pair,
        sub_type=sub_type,
        triggers=live,
        first=segment.first,
        last=segment.last,
        sentence=segment.sentence.index,
        kinds=frozenset(scene.kinds),
        objects=scene.objects,
        weapons=set(scene.weapons),
        told=[Telling(segment.first, segment.last, segment.sentence.index, tuple(live))],
        types=[sub_type],
    )


def _continue(material: Material, segment: Segment, state: State) -> None:
    """Read a sentence without a place: it adds to the event told before."""
    if any(t.modality in ("statistic", "denial") for t in segment.triggers):
        return
    live = [t for t in segment.triggers if not t.modality]
    if not state.recent:
        _note_lead(material, segment, live, state)
        return
    recent = _continued(live, segment, state)
    target = recent[-1]
    counts = counts_in(material, segment)
    if segment.sentence.index - target.sentence > 3:
        return
    another = _another_event(material, segment, live, target, state)
    if another is not None:
        state.drafts.append(another)
        return
    if target.sub_type == "Arrests" and "arrest" not in target.kinds and any(_met_with_fire(t) for t in live):
        target.sub_type = "Armed clash"  # داهمت دورية منزلاً. … وتبادل صاحبه إطلاق النار مع عناصرها
    if target.sub_type == "Disrupted weapons use" and any(t.kind == "arrest" for t in live) and not target.weapons:
        target.sub_type = "Arrests"  # فككت القوات خلية. … وتمكنت من إلقاء القبض على اثنين
    if target.sub_type == "Remote explosive/landmine/IED" and any(t.kind == "suicide" for t in live):
        target.types.append("Suicide bomb")
        target.sub_type = "Suicide bomb"  # التفجير … كان يقود السيارة انتحاري
    if target.start is None and len(recent) == 1 and any(t.definite for t in live):
        dated = date_in(material, segment, live)
        if dated is not None and dated.shift is None and not dated.weak:
            set_date(material, target, dated, state, [])  # فإن القصف نُفذ مساء أمس
    if _was_struck(material, live):
        target.types.append("Air/drone strike")
        target.sub_type = most_telling(target.types) if target.sub_type not in _ON_FOOT else "Air/drone strike"
    if len(recent) > 1:
        told = {id(c): which_place(material.document, c, len(recent)) for c in counts}
        for draft in recent:  # "nobody was hurt" holds for each place, one figure for several is shared
            mine = [c for c in counts if told[id(c)] == recent.index(draft)]
            if mine and not draft.counts:
                draft.counts, draft.shared = mine, False
            elif live and any(c.low for c in counts if told[id(c)] is None) and not draft.counts:
                draft.shared = True
            elif not draft.counts and not draft.shared:
                draft.counts = [c for c in counts if c.rule == "count.none"]
        return
    if not target.shared:
        add_counts(target, counts)


_ON_FOOT = frozenset(("Armed clash", "Attack"))
_BY_MEANS = frozenset("عبر بواسطه ناجم ناتج ناجمه ناتجه سببه جراء".split())


def _was_struck(material: Material, live: list[Trigger]) -> bool:
    """Whether a sentence says that the event just told was a strike from the air (الانفجار ناجم عن غارة; جرى استهدافها
    عبر طائرة مسيرة)."""
    words = material.document.words
    return any(
        t.kind in ("air", "strike") and not _BY_MEANS.isdisjoint(words[max(0, t.first - 3) : t.first]) for t in live
    )


def _note_lead(material: Material, segment: Segment, live: list[Trigger], state: State) -> None:
    """Remember an event told before any place, for the place that follows."""
    if not any(t.head or t.kind == "death" for t in live):
        return
    telling = Telling(segment.first, segment.last, segment.sentence.index, tuple(live))
    counts = counts_in(material, segment)
    state.lead = Lead(telling, counts, date_in(material, segment, live), frozenset(t.kind for t in live))


def _take_lead(draft: Draft, live: list[Trigger], state: State) -> None:
    """Give the first event with a place what a lead without one told of it."""
    lead, state.lead = state.lead, None
    if lead is None or draft.sentence - lead.telling.sentence > _AFTER_LEAD:
        return
    if draft.dated is not None and draft.dated.shift:
        return  # بعد يومين داهمت القوة …
    alike = {_LIKE.get(k, k) for k in lead.kinds} & {_LIKE.get(k, k) for k in draft.kinds}
    if not alike and not all(t.definite for t in live if t.head):
        return
    told = {count.what for count in draft.counts}
    if not draft.shared:
        draft.counts = [*draft.counts, *(c for c in lead.counts if c.what not in told)]
    draft.told.append(lead.telling)
    dated = lead.dated
    if (draft.start is None or draft.inherited) and dated and dated.start_date and dated.shift is None:
        draft.start, draft.end, draft.dated, draft.inherited = dated.start_date, dated.end_date, dated, False


_AFTER_LEAD = 2  # sentences


def _met_with_fire(trigger: Trigger) -> bool:
    return trigger.kind == "clash" and not trigger.definite


def _another_event(
    material: Material, segment: Segment, live: list[Trigger], target: Draft, state: State
) -> Draft | None:
    """Return a second event at the place told before, of a kind that cannot be the first told again (then they were
    shelled), with victims of its own."""
    if segment.sentence.index - target.sentence > 1:
        return None
    if not any(t.head for t in live) or any(t.definite for t in live if t.head):
        return None
    counts = counts_in(material, segment)
    scene = read_scene(material, segment, live, counts)
    sub_type = classify(scene)
    if sub_type is None:
        return None
    other_kind = scene.hurt and sub_type not in target.types and not same_event_possible(sub_type, target.sub_type)
    if not other_kind and not (
        _on_another_day(material, segment, live, target) and supported(material, segment, scene, live, counts)
    ):
        return None
    draft = _draft(target.scene, target.pair, sub_type, segment, live, scene)
    draft.flags.add("place_by_anaphora")
    draft.counts = counts
    set_date(material, draft, date_in(material, segment, live), state, [])
    return draft


def _on_another_day(material: Material, segment: Segment, live: list[Trigger], target: Draft) -> bool:
    """Whether a sentence without a place has a day of its own that is not that of the event before."""
    dated = date_in(material, segment, live)
    if dated is None or dated.weak or dated.shift is not None or not (dated.start_date and dated.end_date):
        return False
    if not (target.start and target.end) or dated.end_date - dated.start_date > _A_DAY or target.inherited:
        return False
    if segment.sentence.bullet or abs(dated.start_date - target.start) > _ONE_STORY:
        return False
    return dated.start_date > target.end or dated.end_date < target.start


_A_DAY = timedelta(days=1)
_ONE_STORY = timedelta(days=366)
_LIKE = {
    **dict.fromkeys(("explosion", "ied", "suicide", "grenade"), "blast"),
    **dict.fromkeys(("strike", "air", "bombard", "shelling"), "fire"),
}
"""Kinds that speak of one event in turn (عبوة … الانفجار)."""


def _continued(live: list[Trigger], segment: Segment, state: State) -> list[Draft]:
    """Return the drafts that a sentence without a place goes on about: of the last sentences, those of its kind."""
    kinds = {t.kind for t in live if t.head}
    for draft in reversed(state.drafts):
        if segment.sentence.index - draft.sentence > 3:
            break
        if kinds & draft.kinds or {_LIKE.get(k, k) for k in kinds} & {_LIKE.get(k, k) for k in draft.kinds}:
            return [d for d in state.drafts if d.sentence == draft.sentence and d.first == draft.first]
    return state.recent
