"""From mentions to reported incidents: one draft a scene, then tellings of one event are joined.

The steps follow how a careful reader goes: sentence by sentence; in each, segments of one scene; in each segment the event,
its date, its casualties and its actors; sentences without a place continue the event told before.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from arabic.folding import fold_text
from arabic.tokens import readings
from extraction.actors import ActorMention, resolve_control
from extraction.anaphora import anaphoric
from extraction.casualties import Count
from extraction.classify import EVENT_TYPE_OF, Scene, classify, lead, same_event_possible
from extraction.confidence import confidence
from extraction.dates import DateMention, event_date
from extraction.document import Document, Sentence
from extraction.lexicon import Lexicon
from extraction.locate import bank_of, between, location_of
from extraction.resolve import HOME, Resolved
from extraction.roles import Candidate, Event, RoleModel, Telling, candidates
from extraction.segments import Segment, segments, shares_event
from extraction.terms import Found, Terms
from extraction.triggers import Trigger
from extraction.types import Estimate, Evidence, Location, Rejected, ReportedIncident
from geo.gazetteer import Gazetteer

_BACKGROUND = ("يذكر", "وكان", "وكانت", "سبق", "وسبق", "كما يذكر", "يشار", "تجدر", "قبل ذلك")
_HERE = frozenset(
    "المدينه البلده القريه الحي المكان الموقع هناك فيها فيه المنطقه ذاتها نفسها بالمدينه بالبلده بالقريه".split()
)
FORCES = frozenset("sdf asayish syrian_government assad_forces coalition control:0 control:1".split())
"""Actors that arrest rather than abduct (control: names whose meaning depends on date and bank)."""

_WIDE = ("governorate", "region", "district", "country")
_SOFT = {"to": ("enter", "take"), "from": ("abduction", "arrest", "loot", "withdraw"), "kin": ("protest",)}


@dataclass(frozen=True, slots=True)
class Material:
    """All that was found in a report, ready to be linked."""

    document: Document
    places: list[Resolved]
    dates: list[DateMention]
    triggers: list[Trigger]
    counts: list[Count]
    actors: list[ActorMention]
    terms: Terms
    lexicon: Lexicon
    gazetteer: Gazetteer
    roles: RoleModel


@dataclass(slots=True)
class Draft:
    """An incident in the making."""

    scene: Resolved
    pair: Resolved | None
    sub_type: str
    triggers: list[Trigger]
    first: int
    last: int
    sentence: int
    start: date | None = None
    end: date | None = None
    dated: DateMention | None = None
    inherited: bool = False
    counts: list[Count] = field(default_factory=list)
    shared: bool = False
    told: list[Telling] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    weapons: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    types: list[str] = field(default_factory=list)
    tellings: int = 1


@dataclass(slots=True)
class _State:
    """What carries over from sentence to sentence."""

    drafts: list[Draft] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    when: tuple[date, date] | None = None
    header: tuple[date, date] | None = None
    rejected: list[Rejected] = field(default_factory=list)


def draft_incidents(material: Material) -> tuple[list[Draft], list[Rejected]]:
    """Link the mentions of a report into drafts: scenes with their event, date and casualties, tellings joined."""
    state = _State()
    for sentence in material.document.sentences:
        _read_sentence(material, sentence, state)
    drafts = _joined(material, state.drafts, state)
    drafts = _without_summaries(material, drafts, state)
    _date_the_undated(drafts)
    return drafts, state.rejected


def assemble(material: Material) -> tuple[tuple[ReportedIncident, ...], tuple[Rejected, ...]]:
    """Link the mentions of a report into incidents; also return what was considered and not taken, with the reason."""
    drafts, rejected = draft_incidents(material)
    return tuple(finish(material, draft) for draft in drafts), tuple(rejected)


def _within(items: Sequence[Found] | Sequence[Count] | Sequence[ActorMention], first: int, last: int) -> list:  # type: ignore[type-arg]
    return [item for item in items if first <= item.first < last]


def _reject(material: Material, state: _State, first: int, last: int, what: str, reason: str) -> None:
    tokens = material.document.tokens
    if first < last <= len(tokens):
        state.rejected.append(Rejected(material.document.span(tokens[first].start, tokens[last - 1].end), what, reason))


# --- one sentence -----------------------------------------------------------------------------------------------------


def _read_sentence(material: Material, sentence: Sentence, state: _State) -> None:
    document = material.document
    triggers = [t for t in material.triggers if sentence.first <= t.first < sentence.last]
    kinds = {t.kind for t in triggers}
    _note_date(material, sentence, state)
    if not triggers:
        return
    scenes = [p for p in material.places if sentence.first <= p.toponym.first < sentence.last and _is_scene(p, kinds)]
    scenes = sorted([*scenes, *anaphoric(document, sentence, material.places, scenes)], key=lambda p: p.toponym.start)
    dated = frozenset(d.first for d in _within(material.dates, sentence.first, sentence.last))
    found = segments(document, sentence, _narrowed(scenes, triggers, material.gazetteer), triggers, dated)
    new: list[Draft] = []
    previous: Segment | None = None
    for segment in found:
        if not segment.triggers and previous is not None and _shares(document, segment, dated):
            segment.triggers = [t for t in previous.triggers]
        drafts = _read_segment(material, segment, state, new)
        new += drafts
        previous = segment
    if any(segment.scenes for segment in found):
        if new:
            state.drafts += new
            state.recent = new
    else:
        _continue(material, found[0], state)


def _shares(document: Document, segment: Segment, dated: frozenset[int]) -> bool:
    """Whether a segment without an event word repeats the event before it: by its words, or by a date of its own."""
    return (
        not segment.scenes
        or shares_event(document, segment)
        or any(segment.first <= first < segment.last for first in dated)
    )


def _note_date(material: Material, sentence: Sentence, state: _State) -> None:
    """Remember a date told in a sentence of its own (يتذكر الأهالي ما جرى أواخر آب) for the events that follow."""
    words = material.document.words[sentence.first : sentence.first + 2]
    if any(word in _BACKGROUND for word in words):
        return
    dates = [d for d in _within(material.dates, sentence.first, sentence.last) if not d.since and not d.future]
    heading = sentence.last - sentence.first <= 4  # الثلاثاء. as the heading of a paragraph
    usable = state.when is None or heading or (dates and dates[0].explicit)
    if dates and dates[0].start_date and dates[0].end_date and usable:
        state.when = (dates[0].start_date, dates[0].end_date)
        if sentence.index <= 1 and not sentence.bullet:
            state.header = state.when
    elif sentence.bullet and not dates and state.header is not None:
        state.when = state.header  # an item of a round-up without a day of its own has that of the heading


def _narrowed(scenes: list[Resolved], triggers: list[Trigger], gazetteer: Gazetteer) -> list[Resolved]:
    """Drop scenes that only frame a closer one in the same sentence: أما في ريف حماة، فقُتل مدنيان قرب عقيربات; a road
    with a place beside it."""
    placed = [s for s in scenes if s.place is not None]
    kept = []
    for scene in scenes:
        inner = [
            other
            for other in placed
            if scene.place is not None
            and other.place is not None
            and other.place.place_id != scene.place.place_id
            and gazetteer.within(other.place.place_id, scene.place.place_id)
        ]
        framed = (
            bool(inner)
            and scene.place is not None
            and (scene.place.is_area or (scene.place.kind == "city" and not _told_between(scene, inner, triggers)))
        )
        off_road = scene.toponym.relation == "road" and any(
            other.toponym.relation in ("near", "in", "outskirts") for other in placed
        )
        if not framed and not off_road:
            kept.append(scene)
    return kept


def _told_between(scene: Resolved, inner: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether an event word stands between a place and the closer ones after it, so that each has an event."""
    first = min(place.toponym.first for place in inner)
    return first < scene.toponym.first or any(scene.toponym.last <= t.first < first and t.head for t in triggers)


def _is_scene(place: Resolved, kinds: set[str]) -> bool:
    """Whether a toponym can be where an event happened: no parent in a chain, no origin, organisation or hospital."""
    if place.part_of is not None:
        return False
    if place.place is not None and (place.place.kind in ("country", "river") or place.place.usual_sense != "place"):
        return False
    role = place.toponym.role
    return role == "scene" or bool(kinds & set(_SOFT.get(role, ())))


def _read_segment(material: Material, segment: Segment, state: _State, earlier: list[Draft]) -> list[Draft]:
    document = material.document
    live = [t for t in segment.triggers if not t.modality or (t.modality == "attempt" and t.kind == "suicide")]
    if any(t.head and not t.definite for t in live):
        live = [t for t in live if not (t.head and t.definite)]
    if not segment.scenes:
        return []
    if not live:
        reasons = {t.modality for t in segment.triggers} or {"no event word"}
        _reject(material, state, segment.first, segment.last, "event", "told as " + ", ".join(sorted(reasons)))
        return []
    counts = _counts_in(material, segment)
    scene = _scene(material, segment, live, counts)
    sub_type = classify(scene)
    if sub_type is None or not _supported(material, segment, scene, live, counts):
        _reject(material, state, segment.first, segment.last, "event", "no event that the words support")
        return []
    sub_type = _as_before(sub_type, scene, segment, state, earlier)
    groups = _distinct([place for group in segment.scenes for place in group])
    pair = None
    if len(groups) == 2 and groups[0].toponym.relation in ("between", "road") and all(g.place for g in groups):
        groups, pair = groups[:1], groups[1]
    told = [Telling(segment.first, segment.last, segment.sentence.index, tuple(live))]
    dated = _date_in(material, segment, live)
    drafts = []
    for place in groups:
        draft = Draft(
            place, pair, sub_type, live, segment.first, segment.last, segment.sentence.index,
            kinds=frozenset(scene.kinds), objects=scene.objects, weapons=set(scene.weapons), told=list(told), types=[sub_type],
        )  # fmt: skip
        _set_date(material, draft, dated, state, earlier)
        draft.counts, draft.shared = _counts_of(document, place, segment, counts)
        drafts.append(draft)
    first_words = document.words[segment.sentence.first : segment.sentence.first + 2]
    background = any(word in _BACKGROUND for word in first_words)
    if drafts and drafts[0].start and drafts[0].end and not background:
        state.when = (drafts[0].start, drafts[0].end)
    return drafts


def _distinct(places: list[Resolved]) -> list[Resolved]:
    """Keep the first mention of each place."""
    kept: list[Resolved] = []
    for place in places:
        if place.place is None or place.place not in [k.place for k in kept]:
            kept.append(place)
    return kept


def _counts_in(material: Material, segment: Segment) -> list[Count]:
    """Return the casualties told in a segment, without those of plans, rumours and statistics."""
    void = {t.first for t in segment.triggers if t.modality in ("plan", "denial", "statistic")}
    found = _within(material.counts, segment.first, segment.last)
    return [c for c in found if not any(first in void for first in range(c.first, c.last))]


def _counts_of(document: Document, place: Resolved, segment: Segment, counts: list[Count]) -> tuple[list[Count], bool]:
    """Return the casualties of one scene of a segment, and whether they are shared by several.

    Where places stand apart, each figure belongs to the last place before it; a list of places shares its figures.
    """
    if len(segment.scenes) > 1:
        starts = [group[0].toponym.first for group in segment.scenes]
        mine = next((n for n, group in enumerate(segment.scenes) if place in group), 0)
        nearest = {id(c): _nearest_place(document, c, starts) for c in counts}
        counts = [c for c in counts if nearest[id(c)] == mine]
        group = segment.scenes[mine]
    else:
        group = segment.scenes[0]
    if len(group) > 1 and any(c.low for c in counts):
        told = {id(c): _which(document, c, len(group)) for c in counts}
        if all(which is not None for which in told.values()):
            return [c for c in counts if told[id(c)] == group.index(place)], False
        return [], True
    return list(counts), False


def _nearest_place(document: Document, count: Count, starts: list[int]) -> int:
    """Return which place a figure is told of: the one right behind it (أربعة قتلى في حطلة), else the last before it."""
    for number, start in enumerate(starts):
        if 0 <= start - count.last <= 3 and any(word in ("في", "قرب") for word in document.words[count.last : start]):
            return number
    return max([number for number, start in enumerate(starts) if start <= count.first], default=0)


_WHICH = {"الاول": 0, "الاولي": 0, "الثاني": 1, "الثانيه": 1, "الثالث": 2, "الثالثه": 2, "الاخير": -1, "الاخيره": -1}


def _which(document: Document, count: Count, places: int) -> int | None:
    """Return which of several listed places a figure is for (طفلة في الأول وأربعة في الثاني), or None."""
    for word in document.words[count.first : count.last + 5]:
        if word in _WHICH:
            return _WHICH[word] % places
        if word.startswith("و") and word not in document.words[count.first : count.last]:
            break
    return None


def _as_before(sub_type: str, scene: Scene, segment: Segment, state: _State, earlier: list[Draft]) -> str:
    """Let a bare "hit" or "attack" be of the kind told just before: غارات على … ، كما استُهدفت مواقع في …"""
    last = (earlier or state.recent or [None])[-1]
    bare = sub_type in ("Attack", "Armed clash") and set(scene.kinds) <= {"assault", "death", "wound"}
    if last is None or not bare or scene.hurt or segment.sentence.index - last.sentence > 2:
        return sub_type
    distant = ("Air/drone strike", "Shelling/artillery/missile attack")
    return last.sub_type if last.sub_type in distant and not scene.weapons else sub_type


def _scene(material: Material, segment: Segment, live: list[Trigger], counts: list[Count]) -> Scene:
    lexicon = material.lexicon
    first, last = segment.first, segment.last
    objects = frozenset(item.key for item in _within(material.terms.objects, first, last))
    weapons = frozenset(item.key for item in _within(material.terms.weapons, first, last))
    hurt = [c for c in counts if c.low > 0]
    people = _within(material.terms.people, first, last)
    victims = frozenset(c.side for c in hurt) | frozenset(
        lexicon.person_sides.get(p.key, "any") for p in people if not hurt
    )
    actors = _within(material.actors, first, last)
    armed = any(a.key not in ("civilians", "smugglers", "unidentified_gunmen") for a in actors)
    peaceful = not any(t.kind in ("clash", "storm") for t in live) and _peaceful(material.document, first, last)
    takers = [
        a
        for a in actors
        if a.key.startswith("control:") or (lexicon.actors.get(a.key, None) and lexicon.actors[a.key].state)
    ]
    others = [a for a in actors if a not in takers]
    state_taker = bool(takers) and (not others or takers[0].first < others[0].first)
    return Scene(
        Counter(t.kind for t in live), objects, victims, weapons, bool(hurt), armed and "civilian" not in victims,
        state_taker, bool({a.key for a in actors} & FORCES), peaceful,
    )  # fmt: skip


_WITHOUT = frozenset("دون بدون بلا غير".split())
_FIGHT = frozenset("قتال مقاومه معارك معركه اشتباك اشتباكات مواجهه مواجهات رصاصه اطلاق".split())
_LEFT = frozenset("انسحاب انسحابها انسحابه انسحابهم انسحبت انسحب اخلاء فرار تسلمت تسلم تسليم".split())


def _peaceful(document: Document, first: int, last: int) -> bool:
    """Whether a passage says that nobody fought for a place: من دون قتال, بعد انسحاب قسد منها."""
    for index in range(first, last):
        forms = {rest for _, rest in readings(document.words[index])}
        if forms & _LEFT:
            return True
        if forms & _WITHOUT and any(
            rest in _FIGHT for word in document.words[index + 1 : index + 3] for _, rest in readings(word)
        ):
            return True
    return False


def _supported(material: Material, segment: Segment, scene: Scene, live: list[Trigger], counts: list[Count]) -> bool:
    """Whether the segment names somebody or something that an event of violence needs: sports, weather and prices use
    the same verbs (قصف الشباك, اجتاحت العاصفة) without an armed actor, a casualty or a weapon."""
    if scene.has("protest", "arrest", "abduction", "assassination", "sexual", "base", "change", "agreement", "disrupt"):
        return True
    if any(a.key != "civilians" for a in _within(material.actors, segment.sentence.first, segment.sentence.last)):
        return True
    if any(c.low > 0 or c.rule == "count.none" for c in counts) and len(live) > 0:
        return True
    return bool(scene.weapons or "military" in scene.objects) and any(t.head for t in live)


# --- dates ------------------------------------------------------------------------------------------------------------


def _date_in(material: Material, segment: Segment, live: list[Trigger]) -> DateMention | None:
    """Return the date expression that governs a segment: the nearest to its event word inside it, else the last one
    before it in the sentence."""
    usable = [
        d
        for d in material.dates
        if segment.sentence.first <= d.first < segment.sentence.last and not d.since and not d.future
    ]
    inside = [d for d in usable if segment.first <= d.first < segment.last]
    if len(inside) > 1:
        inside = [d for d in inside if not _announced_on(material, d)] or inside
    if inside:
        anchor = next((t.first for t in live if t.head), live[0].first)
        return min(inside, key=lambda d: abs(d.first - anchor))
    before = [d for d in usable if d.first < segment.first]
    return before[-1] if before else None


_SAID = frozenset(
    "تبني تبنت اعلن اعلنت قال قالت افاد افادت نشر نشرت ذكر ذكرت اكد اكدت نعت كشف كشفت النبا اعماق".split()
)


def _announced_on(material: Material, dated: DateMention) -> bool:
    """Whether a day is that of a statement (تبنى داعش، اليوم، قتل …) rather than of the event."""
    if dated.rule not in ("date.today", "date.yesterday", "date.weekday"):
        return False
    before = material.document.words[max(0, dated.first - 4) : dated.first]
    return any(rest in _SAID for word in before for _, rest in readings(word))


def _set_date(material: Material, draft: Draft, dated: DateMention | None, state: _State, earlier: list[Draft]) -> None:
    last = (earlier or state.recent or [None])[-1]
    if dated is not None and dated.shift is not None:
        base = last.start if last else (state.when[0] if state.when else None)
        if base is not None:
            draft.start = draft.end = base + timedelta(days=dated.shift)
            if dated.shift == 0 and last and last.end:
                draft.end = last.end
        draft.dated = dated
    elif dated is not None:
        draft.start, draft.end, draft.dated = dated.start_date, dated.end_date, dated
    elif state.when is not None:
        draft.start, draft.end = state.when
        draft.inherited = True


def _date_the_undated(drafts: list[Draft]) -> None:
    """Give drafts told before the first date of the report (its title) that date."""
    main = next(((d.start, d.end) for d in drafts if d.start and not d.inherited), None)
    for draft in drafts:
        if draft.start is None and draft.dated is None and main is not None:
            draft.start, draft.end = main
            draft.inherited = True


# --- sentences without a place ------------------------------------------------------------------------------------------


def _continue(material: Material, segment: Segment, state: _State) -> None:
    """Read a sentence without a place: it adds to the event told before."""
    if not state.recent or any(t.modality in ("statistic", "denial") for t in segment.triggers):
        return
    live = [t for t in segment.triggers if not t.modality]
    recent = _continued(live, segment, state)
    target = recent[-1]
    counts = _counts_in(material, segment)
    if segment.sentence.index - target.sentence > 3:
        return
    if len(recent) > 1:
        told = {id(c): _which(material.document, c, len(recent)) for c in counts}
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
        _add_counts(target, counts)


def _continued(live: list[Trigger], segment: Segment, state: _State) -> list[Draft]:
    """Return the drafts that a sentence without a place goes on about: of the last sentences, those of its kind."""
    kinds = {t.kind for t in live if t.head}
    for draft in reversed(state.drafts):
        if segment.sentence.index - draft.sentence > 3:
            break
        if kinds & draft.kinds:
            return [d for d in state.drafts if d.sentence == draft.sentence and d.first == draft.first]
    return state.recent


def _add_counts(draft: Draft, counts: list[Count]) -> None:
    """Add figures of a later sentence: they fill what is missing, replace what they update, and stand beside what another
    source claims."""
    for count in counts:
        same = [c for c in draft.counts if c.what == count.what]
        if not same or count.claim or count.update or (all(c.vague for c in same) and not count.vague):
            draft.counts.append(count)


# --- joining tellings of one event ----------------------------------------------------------------------------------------


def _joined(material: Material, drafts: list[Draft], state: _State) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        same = next((other for other in reversed(kept) if _same_event(material, other, draft)), None)
        if same is None:
            kept.append(draft)
            continue
        _merge(same, draft)
        _reject(material, state, draft.first, draft.last, draft.sub_type, "the same event told again")
    return kept


def _same_event(material: Material, first: Draft, second: Draft) -> bool:
    if first.sentence == second.sentence and first.first == second.first:
        return False  # told together, as several
    if not _same_place(material, first, second) or not same_event_possible(first.sub_type, second.sub_type):
        return False
    if first.start and second.start and first.end and second.end and not (first.inherited or second.inherited):
        if first.start > second.end or second.start > first.end:
            return False
    elif first.start and second.start and first.end and second.end:
        explicit = second if first.inherited else first
        if explicit.dated and explicit.dated.explicit and (first.start > second.end or second.start > first.end):
            return False
    return True


def _same_place(material: Material, first: Draft, second: Draft) -> bool:
    a, b = first.scene.place, second.scene.place
    if a is None or b is None:
        name = material.document.text[first.scene.toponym.start : first.scene.toponym.end]
        return a is b and name == material.document.text[second.scene.toponym.start : second.scene.toponym.end]
    if a.place_id == b.place_id:
        return True
    return a.parent_id == b.place_id or (b.parent_id == a.place_id and not (a.is_area or b.is_area))


def _merge(kept: Draft, draft: Draft) -> None:
    if (kept.inherited or kept.start is None) and draft.start is not None and not draft.inherited:
        kept.start, kept.end, kept.dated, kept.inherited = draft.start, draft.end, draft.dated, False
    if not kept.counts and not kept.shared:
        kept.counts = draft.counts
    else:
        _add_counts(kept, draft.counts)
    if kept.shared and draft.counts and not draft.shared:
        kept.shared, kept.counts = False, draft.counts
    kept.told += draft.told
    kept.weapons |= draft.weapons
    kept.types.append(draft.sub_type)
    kept.sub_type = lead(kept.types)
    kept.tellings += 1
    if (
        kept.scene.place is not None
        and draft.scene.place is not None
        and draft.scene.place.parent_id == kept.scene.place.place_id
    ):
        kept.scene = draft.scene


def _without_summaries(material: Material, drafts: list[Draft], state: _State) -> list[Draft]:
    """Drop leads that say "in the governorate" what the text then tells place by place."""
    exact = [d for d in drafts if not _is_wide(material, d)]
    kept = []
    for draft in drafts:
        wide = _is_wide(material, draft)
        own = draft.dated is not None and draft.dated.explicit and any(c.low for c in draft.counts)
        if wide and exact and not (own and draft.sentence > 0):
            _reject(material, state, draft.first, draft.last, draft.sub_type, "a summary of events told place by place")
            continue
        kept.append(draft)
    return kept


def _is_wide(material: Material, draft: Draft) -> bool:
    place = draft.scene.place
    if place is None:
        return False
    return place.kind in _WIDE or (place.kind == "desert" and not material.gazetteer.within(place.place_id, HOME))


# --- finishing ------------------------------------------------------------------------------------------------------------


def finish(material: Material, draft: Draft) -> ReportedIncident:
    """Turn a draft into a reported incident: location, casualties, actors, evidence and confidence."""
    document = material.document
    location, flags = locate(material, draft)
    draft.flags |= set(flags)
    killed, killed_evidence = _estimate(document, draft, "killed")
    injured, injured_evidence = _estimate(document, draft, "injured")
    perpetrators, targets, claimed, actor_evidence = _actors(material, draft, location)
    sub_type = draft.sub_type
    when = event_date(draft.start, draft.end) if draft.start and draft.end else None
    if when is None:
        draft.flags.add("date_unknown")
    elif draft.inherited:
        draft.flags.add("date_inherited")
    if draft.shared:
        draft.flags.add("casualties_shared")
    tokens = document.tokens
    evidence_span = document.span(tokens[draft.first].start, tokens[draft.last - 1].end)
    trigger = next((t for t in draft.triggers if t.head), draft.triggers[0])
    evidence = [Evidence("event_type", document.span(t.start, t.end), f"trigger.{t.kind}") for t in draft.triggers[:4]]
    toponym = draft.scene.toponym
    evidence.append(Evidence("place", document.span(toponym.start, toponym.end), toponym.rule))
    if draft.dated is not None:
        evidence.append(Evidence("date", document.span(draft.dated.start, draft.dated.end), draft.dated.rule))
    evidence += [*killed_evidence, *injured_evidence, *actor_evidence]
    identity = (
        f"{document.report.report_id}|{location.place_id or location.name_ar}|{sub_type}|{trigger.start}|{trigger.end}"
    )
    incident_id = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    head = any(t.head for t in draft.triggers)
    score = draft.scene.candidates[0].score if draft.scene.candidates else 0.3
    return ReportedIncident(
        incident_id,
        document.report.report_id,
        EVENT_TYPE_OF[sub_type],
        sub_type,
        when,
        location,
        tuple(perpetrators),
        tuple(targets),
        tuple(claimed),
        killed,
        injured,
        draft.shared,
        tuple(sorted(draft.weapons)),
        evidence_span,
        tuple(evidence),
        confidence(
            place_score=score,
            head=head,
            dated=draft.dated is not None,
            known_date=when is not None,
            actors=bool(perpetrators) + bool(targets),
            tellings=draft.tellings,
            scenes=1,
            wide=location.geo_precision == 3,
        ),
        tuple(sorted(draft.flags)),
    )


def locate(material: Material, draft: Draft) -> tuple[Location, tuple[str, ...]]:
    """Return where a draft lies, and the flags that the location earns."""
    if draft.pair is not None and draft.scene.place and draft.pair.place:
        return between(draft.scene.place, draft.pair.place, material.gazetteer)
    return location_of(material.document, draft.scene, material.places, material.gazetteer)


def _estimate(document: Document, draft: Draft, what: str) -> tuple[Estimate | None, list[Evidence]]:
    """Bring the figures of one event together: victims told in one sentence are added; a later exact number replaces a
    vague one; figures of sources that disagree become a range."""
    counts = [c for c in draft.counts if c.what == what]
    if not counts or draft.shared:
        return None, []
    tokens = document.tokens
    evidence = [Evidence(what, document.span(tokens[c.first].start, tokens[c.last - 1].end), c.rule) for c in counts]
    updates = [c for c in counts if c.update]
    if updates:
        return updates[-1].estimate, evidence
    told = [c for c in counts if not c.claim] or counts[:1]
    claimed = [c for c in counts if c.claim and c not in told]
    positive = [c for c in told if c.low > 0]
    if not positive:
        base = Estimate(0, 0, 0)
    elif len(positive) == 1:
        base = positive[0].estimate
    else:
        exact = [c for c in positive if not c.vague]
        chosen = exact or positive[:1]
        same_sentence = {document.sentence_at(tokens[c.first].start).index for c in chosen}
        if len(same_sentence) == 1:
            low = sum(c.low for c in chosen)
            high = None if any(c.high is None for c in chosen) else sum(c.high or 0 for c in chosen)
            base = Estimate(low, low, high)
        else:
            base = chosen[0].estimate
    for count in claimed:
        if not count.vague and base.low is not None and count.low != base.low and base.low > 0:
            high = None if base.high is None or count.high is None else max(base.high, count.high)
            base = Estimate(min(base.low, count.low), base.best, high)
            draft.flags.add("claims_disagree")
    return base, evidence


def actor_candidates(material: Material, draft: Draft, location: Location) -> list[Candidate]:
    """Return the actors that may have a part in a draft, with the features by which the model decides."""
    lexicon, document = material.lexicon, material.document
    bank = bank_of(location.place_id, material.gazetteer, lexicon.left_bank)
    when = draft.start or document.report.published
    exception = fold_text(location.name_ar) in lexicon.exceptions
    mentions = [
        (
            actor,
            resolve_control(actor.key, lexicon, when, bank, exception)
            if actor.key.startswith("control:")
            else actor.key,
        )
        for actor in material.actors
    ]
    victims = frozenset(c.side for c in draft.counts if c.low)
    people = frozenset(
        lexicon.person_sides.get(person.key, "any")
        for telling in draft.told
        for person in _within(material.terms.people, telling.first, telling.last)
    )
    event = Event(draft.sub_type, victims, draft.objects, people, tuple(draft.told))
    return candidates(document, event, mentions, lexicon.role_words)


def _actors(
    material: Material, draft: Draft, location: Location
) -> tuple[list[str], list[str], list[str], list[Evidence]]:
    document = material.document
    perpetrators: list[str] = []
    targets: list[str] = []
    claimed: list[str] = []
    evidence = []
    found = actor_candidates(material, draft, location)
    did = material.roles.perpetrator_chances(found)
    suffered = material.roles.target_chances(found, did)
    for chances, listed, name in ((did, perpetrators, "perpetrators"), (suffered, targets, "targets")):
        for index in material.roles.chosen(chances):
            listed.append(found[index].actor_id)
            mention = found[index].mention
            if mention is not None:
                span = document.span(mention.start, mention.end)
                evidence.append(Evidence(name, span, f"role.model {chances[index]:.2f}"))
    for candidate, chance in zip(found, did, strict=True):
        if candidate.claim and chance >= 0.3 and candidate.mention is not None:
            claimed.append(candidate.actor_id)
            span = document.span(candidate.mention.start, candidate.mention.end)
            evidence.append(Evidence("claimed_by", span, "role.claim"))
            if candidate.actor_id not in perpetrators:
                perpetrators.append(candidate.actor_id)
    return perpetrators, targets, claimed, evidence
