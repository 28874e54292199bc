"""A sentence without a place: it goes on about the event told before, adds a second one there, or leads to the next."""

from dataclasses import replace
from datetime import timedelta

from arabic.tokens import rests
from extraction.casualties import Count
from extraction.classify import FAMILIES, classify, same_event_possible
from extraction.classify import lead as most_telling
from extraction.document import Sentence, within
from extraction.linking.draft import WIDE, Draft, Lead, Material, State, new_draft
from extraction.linking.figures import add_counts, counts_in, sides_of, which_place
from extraction.linking.setting import read_scene, supported
from extraction.linking.timing import date_in, in_background, set_date
from extraction.resolve import Resolved
from extraction.roles import Telling
from extraction.segments import Segment
from extraction.triggers import Trigger


def nobody_hurt(material: Material, sentence: Sentence, state: State) -> None:
    """Add to the events told last what a sentence without an event word says: أضرار مادية فقط."""
    none = [c for c in within(material.counts, sentence.first, sentence.last) if c.rule == "count.none"]
    if not none:
        return
    for draft in state.recent:
        if sentence.index - draft.sentence <= _SOON and not draft.shared:
            add_counts(draft, none)


_SOON = 2


def place_closer(material: Material, sentence: Sentence, inside: list[Resolved], state: State) -> None:
    """Move the one event told just before to the place that a sentence without an event word gives it (العملية نُفذت في
    بلدة الجرذي), if it was known to a region or to the way between two places only."""
    words = material.document.words[sentence.first : sentence.last]
    if any(word in _DEED and not _DONE.isdisjoint(words[at + 1 : at + 3]) for at, word in enumerate(words)):
        _move(sentence, inside, state)


def event_placed(material: Material, segment: Segment, live: list[Trigger], state: State) -> bool:
    """Whether a passage only says where the one event told just before took place (ووقع الهجوم قرب قرية السيال), which
    was known to a region or to the way between two places only: then it is moved there."""
    words = material.document.words
    heads = [t for t in live if t.head]
    if len(heads) != 1 or not heads[0].definite or material.document.word(heads[0].last) in _ANOTHER:
        return False
    (event,) = heads
    beside = (*words[max(segment.first, event.first - 1) : event.first], *words[event.last : event.last + 1])
    happened = any(word.removeprefix("و") in _DONE for word in beside)
    return happened and _move(segment.sentence, segment.scenes[-1], state)


def _move(sentence: Sentence, inside: list[Resolved], state: State) -> bool:
    """Move the one event told just before, if it is known roughly, to the one scene among some places."""
    if len(state.recent) != 1:
        return False
    (draft,) = state.recent
    roughly = draft.pair is not None or (draft.scene.place is not None and draft.scene.place.kind in WIDE)
    places = [p for p in inside if p.part_of is None and p.place is not None and p.toponym.role == "scene"]
    if sentence.index - draft.sentence > _SOON or not roughly or len(places) != 1:
        return False
    draft.scene, draft.pair = places[0], None
    return True


_ANOTHER = frozenset("الثاني الثانيه الاخر الاخري الثالث الثالثه".split())
_DEED = frozenset("العمليه الحادثه الحادث الواقعه الامر".split())
_DONE = frozenset("نفذت نفذ وقعت جرت حدثت حصلت وقع حدث جري حصل كانت".split())


def go_on(material: Material, segment: Segment, state: State) -> None:
    """Read a sentence without a place: it adds to the event told before."""
    if any(t.modality in ("statistic", "denial") for t in segment.triggers):
        tolls = [c for c in counts_in(material, segment) if c.rule == "count.toll"]
        if len(state.recent) == 1 and tolls and segment.sentence.index - state.recent[0].sentence == 1:
            add_counts(state.recent[0], tolls)  # وبلغ عدد الضحايا 17 قتيلاً
        return
    live = [t for t in segment.triggers if not t.modality]
    if not state.recent:
        _note_lead(material, segment, live, state)
        return
    recent = _continued(live, segment, state)
    target = recent[-1]
    counts = counts_in(material, segment)
    between = material.document.sentences[target.sentence + 1 : segment.sentence.index]
    if sum(not sentence.bullet for sentence in between) >= _FAR:
        return
    fired_at = _fired_at_protesters(material, segment, live, target)
    if fired_at:
        target.sub_type = _FIRED_AT if any(c.low for c in counts) else "Protest with intervention"
        target.types.append(target.sub_type)
    another = None if fired_at else _another_event(material, segment, live, counts, target, state)
    if another is not None:
        state.drafts.append(another)
        return
    _retype(material, target, live)
    if target.start is None and len(recent) == 1 and any(t.definite for t in live):
        dated = date_in(material, segment, live)
        if dated is not None and dated.shift is None and not dated.weak:
            set_date(material, target, dated, state, [])  # فإن القصف نُفذ مساء أمس
    if fired_at or any(c.low for c in counts):
        for draft in recent:
            draft.told.append(Telling(segment.first, segment.last, segment.sentence.index, tuple(live)))
    if len(recent) > 1:
        told = {id(c): which_place(material.document, c, len(recent)) for c in counts}
        for draft in recent:  # "nobody was hurt" holds for each place, one figure for several is shared
            mine = [c for c in counts if told[id(c)] == recent.index(draft)]
            if mine and not draft.counts:
                draft.counts, draft.shared = mine, False
            elif live and any(c.low for c in counts if told[id(c)] is None) and not draft.counts:
                draft.shared, draft.hurt = True, draft.hurt | sides_of(counts)
            elif not draft.counts and not draft.shared:
                draft.counts = [c for c in counts if c.rule == "count.none"]
        return
    if not target.shared:
        add_counts(target, [_of_attackers(material, segment, c, target) for c in counts])


_FAR = 3  # sentences, but for the items of a list (the names of the dead)


def _fired_at_protesters(material: Material, segment: Segment, live: list[Trigger], target: Draft) -> bool:
    """Whether a sentence tells that the protest told before was fired at or broken up (خرجوا في مظاهرة. … فتح عناصرها
    النار لتفريقهم): that is one event with it (labelling guide)."""
    if target.sub_type not in _PROTESTS or not any(t.kind in ("shooting", "disperse") for t in live):
        return False
    words = material.document.words[segment.first : segment.last]
    return any(rest.startswith(_PROTESTERS) for word in words for rest in rests(word))


_FIRED_AT = "Excessive force against protesters"
_PROTESTS = frozenset(("Peaceful protest", "Protest with intervention"))
_PROTESTERS = ("متظاهر", "محتج", "معتصم", "محتشد", "تفريق", "يفرق")


def _retype(material: Material, target: Draft, live: list[Trigger]) -> None:
    """Let what a sentence adds change the type of the event told before."""
    raid = target.sub_type == "Arrests" or (target.sub_type == "Attack" and "raid" in target.kinds)
    if raid and "arrest" not in target.kinds and any(_met_with_fire(t) for t in live):
        target.sub_type = "Armed clash"  # داهمت دورية منزلاً. … وتبادل صاحبه إطلاق النار مع عناصرها
    if target.sub_type == "Disrupted weapons use" and any(t.kind == "arrest" for t in live) and not target.weapons:
        target.sub_type = "Arrests"  # فككت القوات خلية. … وتمكنت من إلقاء القبض على اثنين
    if target.sub_type == "Remote explosive/landmine/IED" and any(t.kind == "suicide" for t in live):
        target.types.append("Suicide bomb")
        target.sub_type = "Suicide bomb"  # التفجير … كان يقود السيارة انتحاري
    if _was_struck(material, live):
        target.types.append("Air/drone strike")
        target.sub_type = most_telling(target.types) if target.sub_type not in _ON_FOOT else "Air/drone strike"


def _of_attackers(material: Material, segment: Segment, count: Count, target: Draft) -> Count:
    """Mark dead of the attackers that the answer to an attack cost (وتصدت القوة للهجوم وقتلت أحد عناصر التنظيم): they
    are beside those told before."""
    words = material.document.words[segment.first : count.last]
    if count.vague or not any(not rests(word).isdisjoint(_FOUGHT_BACK) for word in words):
        return count

    def sides(told: Count) -> set[str]:
        return {a.key for a in within(material.actors, told.first, told.last + _OF)}

    before = [c for c in target.counts if c.what == count.what]
    theirs = sides(count) | ({"-"} if count.rule == "count.victims" and words[-1] in _ONE_OF_THEM else set())
    if len(before) == 1 and not before[0].vague and theirs and theirs.isdisjoint(sides(before[0])):
        return replace(count, also=True)
    return count


_OF = 3  # words from a number to whose men they were
_ONE_OF_THEM = frozenset("احدهم احدهما".split())
_FOUGHT_BACK = frozenset("تصدي تصدت تصدوا صد صدت رد ردت ردوا اشتبك اشتبكت اشتبكوا".split())
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


def take_lead(draft: Draft, live: list[Trigger], state: State) -> None:
    """Give the first event with a place what a lead without one told of it."""
    lead, state.lead = state.lead, None
    if lead is None or draft.sentence - lead.telling.sentence > AFTER_LEAD:
        return
    if draft.dated is not None and draft.dated.shift:
        return  # بعد يومين داهمت القوة …
    alike = {_LIKE.get(k, k) for k in lead.kinds} & {_LIKE.get(k, k) for k in draft.kinds}
    if not alike and not all(t.definite for t in live if t.head):
        return
    told = {count.what for count in draft.counts}
    if draft.sub_type == "Attack" and any(c.low and c.side == "armed" for c in lead.counts):
        draft.sub_type = "Armed clash"  # قُتل 14 جندياً بهجوم على حافلة. … وقع الهجوم قرب الشولا
    if not draft.shared:
        draft.counts = [*draft.counts, *(c for c in lead.counts if c.what not in told)]
    draft.told.append(lead.telling)
    dated = lead.dated
    if (draft.start is None or draft.inherited) and dated and dated.start_date and dated.shift is None:
        draft.start, draft.end, draft.dated, draft.inherited = dated.start_date, dated.end_date, dated, False


AFTER_LEAD = 2  # sentences


def _met_with_fire(trigger: Trigger) -> bool:
    return trigger.kind == "clash" and not trigger.definite


def _another_event(
    material: Material, segment: Segment, live: list[Trigger], counts: list[Count], target: Draft, state: State
) -> Draft | None:
    """Return a second event at the place told before, of a kind that cannot be the first told again (then they were
    shelled), with victims of its own."""
    if segment.sentence.index - target.sentence > 1:
        return None
    if not any(t.head for t in live) or any(t.definite for t in live if t.head):
        return None
    scene = read_scene(material, segment, live, counts)
    sub_type = classify(scene)
    if sub_type is None:
        return None
    other_kind = sub_type not in target.types and not same_event_possible(sub_type, target.sub_type)
    protested = other_kind and FAMILIES.get(sub_type) == "protest" and _in_answer(material, segment)
    apart = protested or _on_another_day(material, segment, live, target)
    if not (other_kind and scene.hurt) and not (apart and supported(material, segment, scene, live, counts)):
        return None
    draft = new_draft(target.scene, target.pair, sub_type, segment, live, scene)
    draft.flags.add("place_by_anaphora")
    draft.counts = counts
    set_date(material, draft, date_in(material, segment, live), state, [])
    return draft


def _in_answer(material: Material, segment: Segment) -> bool:
    """Whether a sentence opens with what it answers (وعلى إثر الحادثة هاجم الأهالي الحاجز بالحجارة)."""
    first = segment.sentence.first
    return not _UPON.isdisjoint(material.document.words[first : first + 3])


_UPON = frozenset("اثر اثرها اثره ذلك خلفيه خلفيتها عقب وعقب عقبها احتجاجا واحتجاجا ردا وردا اعقاب".split())


def _on_another_day(material: Material, segment: Segment, live: list[Trigger], target: Draft) -> bool:
    """Whether a sentence without a place has a day of its own that is not that of the event before."""
    dated = date_in(material, segment, live)
    if dated is None or dated.weak or dated.shift is not None or not (dated.start_date and dated.end_date):
        return False
    if dated.end_date - dated.start_date > _A_DAY:
        return False
    if target.start is None:
        return in_background(material, segment.sentence)  # وكانت دورية قد اعتقلت الوجيه يوم الخميس
    if not target.end or target.inherited:
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
