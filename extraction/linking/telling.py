"""One sentence after the other: segments of one scene become drafts."""

from itertools import zip_longest

from extraction.anaphora import anaphoric
from extraction.classify import classify, same_event_possible
from extraction.document import Document, Sentence, within
from extraction.linking.beside import beside
from extraction.linking.continuing import AFTER_LEAD, event_placed, go_on, nobody_hurt, place_closer, take_lead
from extraction.linking.draft import Draft, Material, State, new_draft, reject
from extraction.linking.earlier import answered, parted, protested, retaken
from extraction.linking.elsewhere import elsewhere
from extraction.linking.event_words import BLOWS, told_here
from extraction.linking.figures import counts_in, counts_of, deeds_from, of_both, sides_of
from extraction.linking.scenes import (
    beside_actor,
    comes_from,
    distinct,
    driven_from,
    fired_from,
    is_scene,
    narrowed,
    without_homes,
    without_offices,
)
from extraction.linking.setting import as_before, by_accident, read_scene, supported, what_set_off
from extraction.linking.tallies import is_tally
from extraction.linking.timing import BACKGROUND, date_in, note_date, set_date
from extraction.linking.unnamed_scenes import (
    buildings,
    departures,
    feuds,
    finders,
    headed,
    homes,
    opposite,
    toward,
    where_told,
)
from extraction.resolve import Resolved
from extraction.segments import Segment, segments, shares_event
from extraction.triggers import Trigger
from extraction.triggers.references import LATEST


def read_sentence(material: Material, sentence: Sentence, state: State) -> None:
    """Read one sentence: its segments become drafts, or it goes on about the event told before."""
    document = material.document
    triggers = within(material.triggers, sentence.first, sentence.last)
    note_date(material, sentence, state)
    triggers = triggers or (list(state.listing) if sentence.bullet else [])
    _note_list(document, sentence, triggers, state)
    inside = within(material.places, sentence.first, sentence.last)
    if not triggers:
        if inside and _heads_item(document, sentence, inside):
            state.heading, state.heading_at = inside, sentence.index
        nobody_hurt(material, sentence, state)
        place_closer(material, sentence, inside, state)
        return
    scenes = _scenes(material, sentence, inside, triggers, state)
    if scenes and is_tally(material, sentence, scenes, triggers):
        reject(material, state, sentence.first, sentence.last, "event", "told as statistic")
        return
    dated = frozenset(d.first for d in within(material.dates, sentence.first, sentence.last) if not d.back)
    found = segments(document, sentence, narrowed(document, scenes, triggers, material.gazetteer), triggers, dated)
    found = [s for s, after in zip_longest(found, found[1:]) if after is None or not _only_heard(document, s, after)]
    new: list[Draft] = []
    previous: Segment | None = None
    first_day = None
    for segment in found:
        if not segment.scenes and len(found) > 1:
            go_on(material, segment, state)
            continue
        silent = all(t.modality and not t.head for t in segment.triggers)  # والثاني ... دون إصابات
        if silent and previous is not None and _shares(document, segment, dated):
            segment.triggers = [*previous.triggers, *segment.triggers]
            segment.again = bool(new)
        day = state.when
        new += _read_both(material, segment, state, new)
        if state.when is not day and first_day is None:
            first_day = state.when
        previous = segment
    state.when = first_day or state.when
    if any(segment.scenes for segment in found):
        if new:
            state.drafts += new
            state.recent = new
    else:
        go_on(material, found[0], state)


def _read_both(material: Material, segment: Segment, state: State, new: list[Draft]) -> list[Draft]:
    """Read a segment, and apart from it the event that it looks back at or protests against, if it does."""
    if apart := protested(material, segment) or answered(material, segment):
        return _read_apart(material, *apart, state, new)
    if back := retaken(material, segment):
        told = _read_segment(material, back[0], state, new)
        state.drafts += _read_segment(material, back[1], state, told)
        return told
    parts = parted(material, segment)
    told = _read_segment(material, parts[0], state, new) if parts else []
    if parts is None or not told:
        return _read_segment(material, segment, state, new)
    when = state.when
    before = _read_segment(material, parts[1], state, told)
    state.when = when  # what follows goes on from the event told, not from the one before it
    state.drafts += before
    return told


def _read_apart(
    material: Material, main: Segment | None, other: Segment, state: State, new: list[Draft]
) -> list[Draft]:
    """Read the event of a segment, if it tells one, and that which it protests against or answers."""
    told = _read_segment(material, main, state, new) if main else []
    when = state.when
    apart = _read_segment(material, other, state, told)
    if main is None and not new:
        state.drafts += apart  # رداً على قصف الحوايج أمس، ...: what answers it is told next, and is of its own kind
        return []
    state.when = when
    if main is None or not told:
        return apart
    state.drafts += apart
    return told


def _only_heard(document: Document, segment: Segment, following: Segment) -> bool:
    """Whether explosions are only what was heard of the strikes told behind them (هزت انفجارات محيط المدينة نتيجة غارات
    على مستودع في المزارع)."""
    heard = [t for t in segment.triggers if not t.modality]
    if not heard or any(t.kind != "explosion" or t.form == "verb" for t in heard):
        return False
    causes = [t for t in following.triggers if t.kind in BLOWS and not t.modality]
    return bool(causes) and not _CAUSED.isdisjoint(document.words[heard[-1].last : causes[0].first])


_CAUSED = frozenset("نتيجه جراء اثر بسبب ناجمه ناجم ناتجه ناتج بفعل".split())


def _note_list(document: Document, sentence: Sentence, triggers: list[Trigger], state: State) -> None:
    """Remember the event words that announce a list of places (قصف توزع على الشكل التالي:)."""
    if sentence.bullet:
        return
    ends = document.text[sentence.start : sentence.end].rstrip().endswith(":")
    announces = ends and not _LIST.isdisjoint(document.words[sentence.first : sentence.last])
    state.listing = [t for t in triggers if not t.modality] if announces else []


def _scenes(
    material: Material, sentence: Sentence, inside: list[Resolved], triggers: list[Trigger], state: State
) -> list[Resolved]:
    """Return the places of a sentence where its events can have happened, those meant by a noun included."""
    document = material.document
    kinds = {t.kind for t in triggers}
    inside = [p for p in inside if not elsewhere(document, p, triggers) and not beside_actor(p, material.actors)]
    inside = without_offices(document, [p for p in inside if not beside(document, p, inside, triggers)])
    inside = without_homes(document, inside, material.terms.people, triggers)
    deeds = deeds_from(document, triggers, sentence.last)
    words = document.words
    latest = next((at for at in range(deeds, sentence.last) if words[at] in LATEST), sentence.last)  # آخرها تفجير في …
    inside = [p for p in inside if p.toponym.first < deeds or p.toponym.first > latest] or inside
    found_by = finders(inside, triggers)
    scenes = [
        p for p in inside if (is_scene(p, kinds) and not _left_for(p, triggers)) or driven_from(document, p, triggers)
    ]
    if found_by and all(p.place and p.place.is_area for p in scenes):
        scenes = found_by  # عثر أهالي الحجنة على جثة على أطراف البادية
    scenes = scenes or toward(inside, kinds) or departures(document, inside)
    told = frozenset(d.scene.place.place_id for d in state.drafts if d.scene.place)
    meant = anaphoric(document, sentence, material.places, scenes, told)
    scenes = sorted([*scenes, *meant], key=lambda p: p.toponym.start)
    if 0 < sentence.index - state.heading_at <= _UNDER_HEADING and all(fired_from(document, s) for s in scenes):
        scenes = state.heading
    if state.recent:
        scenes = [s for s in scenes if not comes_from(document, s)]
    scenes = scenes or where_told(document, inside) or buildings(document, inside)
    scenes = scenes or headed(sentence, inside, material.gazetteer)
    scenes = scenes or feuds(document, inside, triggers) or opposite(inside)
    dated = any(not d.back for d in within(material.dates, sentence.first, sentence.last))
    if not scenes and (sentence.bullet or dated or not state.recent):
        scenes = homes(document, inside, triggers)
    return scenes


_LIST = frozenset("التالي الاتي التاليه الاتيه المستهدفه".split())
_PLACE_FIELD = frozenset("المكان الموقع".split())
_UNDER_HEADING = 2  # sentences below a line "place: …" of a bulletin


def _heads_item(document: Document, sentence: Sentence, inside: list[Resolved]) -> bool:
    """Whether a line says where the lines below it happened: المكان: بلدة هجين, or nothing but the name of a place."""
    words = document.words[sentence.first : sentence.last]
    if not _PLACE_FIELD.isdisjoint(words):
        return True
    (first, *others) = inside
    name = first.toponym.last - first.toponym.first
    alone = not others and len(words) == name + bool(first.toponym.cue)
    return alone and first.place is not None and not first.place.is_area


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


_LOUD = ("Air/drone strike", "Shelling/artillery/missile attack")


_NOT_TOLD = frozenset(("plan", "negation", "denial"))


def _read_segment(material: Material, segment: Segment, state: State, earlier: list[Draft]) -> list[Draft]:
    document = material.document
    if not segment.scenes:
        return []
    live = told_here(document, segment)
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
    if backward and {t.kind for t in live} == {"explosion"} and state.recent[-1].sub_type in _LOUD:
        return []  # جراء شدة الانفجارات: those of the strikes told before
    retold = backward and sub_type is not None and same_event_possible(sub_type, state.recent[-1].sub_type)
    heads = [t for t in live if t.head]
    led = bool(heads) and all(t.definite for t in heads) and state.lead is not None
    led = led and state.lead is not None and segment.sentence.index - state.lead.telling.sentence <= AFTER_LEAD
    if backward and event_placed(material, segment, live, state):
        return []
    known = segment.again or retold or led
    if (
        sub_type is None
        or by_accident(material, segment, scene, live)
        or not (known or supported(material, segment, scene, live, counts))
    ):
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
        draft = new_draft(place, pair, sub_type, segment, live, scene)
        set_date(material, draft, dated, state, earlier)
        draft.counts, draft.shared = counts_of(document, place, segment, counts)
        if draft.shared:
            draft.hurt = sides_of(counts)
        if earlier and any(c.low and of_both(document, c) for c in draft.counts):
            earlier[-1].counts, earlier[-1].shared = [], True
            draft.counts, draft.shared = [], True
        drafts.append(draft)
    if len(drafts) == 1:
        take_lead(drafts[0], live, state)
    first_words = document.words[segment.sentence.first : segment.sentence.first + 2]
    background = any(word in BACKGROUND for word in first_words)
    if drafts and drafts[0].start and drafts[0].end and not background:
        state.when = (drafts[0].start, drafts[0].end)
    return drafts
