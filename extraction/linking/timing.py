"""The date of an event: beside it, carried over from a sentence of its own, counted from the event before, or a
heading."""

from dataclasses import replace
from datetime import date, timedelta

from arabic.tokens import rests
from extraction.dates import DateMention
from extraction.document import Document, Sentence, within
from extraction.linking.draft import Draft, Material, State
from extraction.linking.figures import deeds_from
from extraction.segments import Segment
from extraction.triggers import Trigger

_MARKS = frozenset("،.\n")

BACKGROUND = ("يذكر", "وكان", "وكانت", "سبق", "وسبق", "كما يذكر", "يشار", "تجدر", "قبل ذلك")

_CARRIED = timedelta(days=31)  # a longer period dates no single event after it
NEWS = timedelta(days=3)
"""How old an event may be that is told as the news."""
_RECENT = timedelta(days=14)  # news is no older when it is published
_LEAD = 4  # sentences
_SHORT = 8  # words of a sentence that only says when what follows happened (الأحد الماضي كانت الحصيلة أفدح)
_LONG = frozenset(("date.month", "date.season", "date.period", "date.year", "date.ago"))


def note_date(material: Material, sentence: Sentence, state: State) -> None:
    """Remember a date told in a sentence of its own (يتذكر الأهالي ما جرى أواخر آب) for the events that follow."""
    words = material.document.words[sentence.first : sentence.first + 2]
    dates = [d for d in within(material.dates, sentence.first, sentence.last) if not (d.since or d.future or d.weak)]
    told = (dates[0].start_date, dates[0].end_date) if dates else (None, None)
    if any(word in BACKGROUND for word in words):
        if told[0] and told[1]:
            state.aside, state.aside_at = (told[0], told[1]), sentence.index
        return
    heading = sentence.last - sentence.first <= 4  # الثلاثاء. as the heading of a paragraph
    opens = len(dates) == 1 and dates[0].first <= sentence.first + 1 and sentence.last - sentence.first <= _SHORT
    alone = opens and not any(sentence.first <= t.first < sentence.last for t in material.triggers)
    heads = bool(dates) and dates[0].first <= sentence.first + sentence.bullet and _begins_paragraph(material, sentence)
    usable = state.when is None or heading or alone or heads or (dates and dates[0].explicit)
    if told[0] and told[1] and usable and told[1] - told[0] <= _CARRIED:
        state.when = (told[0], told[1])
        if sentence.index == 0 or (sentence.index == 1 and not sentence.bullet) or (heading and state.header):
            state.header = state.when
    elif sentence.bullet and not dates and state.header is not None:
        state.when = state.header  # an item of a round-up without a day of its own has that of the heading


def _begins_paragraph(material: Material, sentence: Sentence) -> bool:
    """Whether a sentence is the first of its paragraph (الأربعاء، العاشرة ليلاً: ضربة متزامنة. رشاشات على ...)."""
    return sentence.index == 0 or material.document.sentences[sentence.index - 1].paragraph != sentence.paragraph


def date_in(material: Material, segment: Segment, live: list[Trigger]) -> DateMention | None:
    """Return the date expression that governs a segment: the nearest to its event word inside it, else the last one
    before it in the sentence."""
    usable = [
        d
        for d in material.dates
        if segment.sentence.first <= d.first < segment.sentence.last and not d.since and not d.future
        if segment.back is d or not d.back
    ]
    last = deeds_from(material.document, segment.triggers, segment.last)
    inside = [d for d in usable if segment.first <= d.first < last]
    if any(not d.weak for d in usable):
        usable = [d for d in usable if not d.weak]
        inside = [d for d in inside if not d.weak]
    if len(inside) > 1:
        inside = [d for d in inside if not (_announced_on(material, d) and d is not inside[-1])]
    anchor = _governing(segment, live)
    inside = [d for d in inside if not _of_relative(material, d, live)]
    inside = [d for d in inside if not _of_before(material, d, live)] or inside
    # "Three days later" dates an event only in front of it: the bodies were handed over three days later.
    inside = [d for d in inside if not d.shift or d.shift < 0 or d.first < anchor]
    exact = [d for d in inside if d.start_date and d.end_date and d.end_date - d.start_date <= NEWS]
    if exact and any(d.rule in _LONG for d in inside):
        inside = exact + [d for d in inside if d.shift is not None]  # الثاني هذا الشهر، بعد كمين في 8 يناير
    announced = all(_announced_on(material, d) for d in inside)
    if announced and (lasting := _since_then(material, segment, live, last)):
        return lasting
    if inside:
        return min(inside, key=lambda d: abs(d.first - anchor))
    before = [d for d in usable if d.first < segment.first and not _of_relative(material, d, live)]
    return before[-1] if before else None


def _since_then(material: Material, segment: Segment, live: list[Trigger], last: int) -> DateMention | None:
    """Return the days from one that منذ names up to publication (تدور منذ الخميس اشتباكات, شنت غارات منذ السبت)."""
    published = material.document.report.published
    for dated in within(material.dates, segment.first, last):
        start, end = dated.start_date, dated.end_date
        if not (dated.since and start and end and published) or dated.shift is not None or dated.weak:
            continue
        if _of_relative(material, dated, live) or _of_before(material, dated, live):
            continue  # جثة شاب كان قد فُقد منذ الجمعة
        if timedelta(0) < published - start <= _LASTING and end - start <= _A_NIGHT:
            return replace(dated, end_date=published, since=False)
    return None


_LASTING = timedelta(days=7)
_A_NIGHT = timedelta(days=1)


def _governing(segment: Segment, live: list[Trigger]) -> int:
    """Return the token of the event word that tells of the scene: the last before the place, else the first."""
    heads = [t for t in live if t.head] or live
    place = segment.scenes[0][0].toponym.first if segment.scenes else segment.last
    before = [t.first for t in heads if t.first < place]
    return before[-1] if before and not segment.fronted else heads[0].first


_RELATIVE = frozenset("التي الذي الذين اللذين اللتين".split())
_HAPPENED = frozenset("وقع وقعت حدث حدثت جري جرت حصل حصلت اندلع اندلعت بدا بدات شهد شهدت شهدته شهدتها".split())


def _of_relative(material: Material, dated: DateMention, live: list[Trigger]) -> bool:
    """Whether a date dates only what a relative clause tells of somebody or something (حملة التجنيد التي أعلنها التنظيم
    مطلع الشهر), not the event, nor one that itself stands in the clause."""
    words = material.document.words
    described = any(t.modality == "description" and t.last == dated.first for t in material.triggers)
    if described and words[dated.first] in ("منذ", "قبل"):
        return True  # أعدم رجالاً بعد اعتقالهم منذ نحو شهر, بعد اعتقاله قبل أسبوع
    for at in range(dated.first - 1, max(0, dated.first - 6), -1):
        if not _MARKS.isdisjoint(material.document.gaps[at + 1]):
            return False
        if words[at] in _RELATIVE:
            clause = words[at + 1 : dated.first]
            return not (
                _HAPPENED.intersection(clause) or any(at < t.first < dated.first for t in live) or len(clause) == 0
            )
    return False


_HAD = frozenset("كان كانت كانا كانوا".split())
_TO_HAD = 5  # words


def _of_before(material: Material, dated: DateMention, live: list[Trigger]) -> bool:
    """Whether a date dates only what had been before the event (عُثر على جثة شاب كان قد فُقد منذ أيام)."""
    words = material.document.words
    for at in range(dated.first - 1, max(0, dated.first - _TO_HAD), -1):
        if not _MARKS.isdisjoint(material.document.gaps[at + 1]):
            return False
        if words[at] == "قد" and words[at - 1] in _HAD:
            return any(t.first < at for t in live) and not any(at < t.first < dated.first for t in live)
    return False


_SAID = frozenset(
    """تبني تبنت اعلن اعلنت قال قالت افاد افادت نشر نشرت نشرته نشره نشرتها بثته بثتها اوردته اوردتها اصدرته ذكر ذكرت اكد
    اكدت نعت كشف كشفت تحدث تحدثت صرح صرحت وثق وثقت اقر اقرت النبا اعماق""".split()
)


def _announced_on(material: Material, dated: DateMention) -> bool:
    """Whether a day is that of a statement (تبنى داعش، اليوم، قتل …) rather than of the event."""
    if dated.rule not in ("date.today", "date.yesterday", "date.weekday", "date.numeric"):
        return False
    far = 8 if dated.rule == "date.numeric" else 5
    before = material.document.words[max(0, dated.first - far) : dated.first]
    return any(not rests(word).isdisjoint(_SAID) for word in before)


def set_date(material: Material, draft: Draft, dated: DateMention | None, state: State, earlier: list[Draft]) -> None:
    """Date a draft by its date expression, counted from the event before if it says so, or by what carries over."""
    before = earlier or state.recent
    last = before[-1] if before else None
    if dated is not None and dated.shift == 0 and last is None and state.when is None:
        dated = None  # بعد دقائق من عبورها الحدود: of no event told before
    if dated is not None and last is not None and last.dated is dated and dated.shift:
        draft.start, draft.end, draft.dated = last.start, last.end, dated  # وقبل ذلك بأسبوعين قُتل …، كما أُحبطت …
    elif dated is not None and dated.shift is not None:
        base = last.start if last else (state.when[0] if state.when else None)
        base = _told_beside(material, dated) or base
        if base is not None:
            draft.start = draft.end = base + timedelta(days=dated.shift)
            if dated.shift == 0 and last and last.end and base == last.start:
                draft.end = last.end
        draft.dated = dated
    elif dated is not None and dated.weak and state.when is not None:
        draft.start, draft.end = state.when
        draft.inherited = True
    elif dated is not None:
        draft.start, draft.end, draft.dated = dated.start_date, dated.end_date, dated
    elif _explains_aside(material, draft, state) and state.aside is not None:
        draft.start, draft.end = state.aside  # يذكر أنه في نهاية العام ... : what follows explains the aside
        draft.inherited = True
    elif state.when is not None:
        draft.start, draft.end = state.when
        draft.inherited = True


def _told_beside(material: Material, dated: DateMention) -> date | None:
    """Return the day that a sentence names before an expression that counts from it (فجر الأربعاء …، ومساء اليوم
    نفسه)."""
    if dated.shift is None or dated.shift < 0:
        return None
    sentence = material.document.sentence_of[dated.first]
    days = [d for d in within(material.dates, sentence.first, dated.first) if not (d.since or d.future or d.weak)]
    exact = bool(days) and days[-1].shift is None and days[-1].start_date == days[-1].end_date
    return days[-1].start_date if exact else None


def _explains_aside(material: Material, draft: Draft, state: State) -> bool:
    """Whether a draft follows an aside that told a day and no event of its own, and does not turn to something else (في
    سياق منفصل)."""
    if state.aside is None or not 0 < draft.sentence - state.aside_at <= 2:
        return False
    first = material.document.sentences[draft.sentence].first
    turns = not _TURNS.isdisjoint(material.document.words[first : first + _OPENING])
    return not turns and not any(d.sentence == state.aside_at for d in state.drafts)


_OPENING = 3  # words
_TURNS = frozenset("سياق صعيد جهه حادث حادثه حوادث المقابل".split())


def _date_all(material: Material, drafts: list[Draft]) -> None:
    """Give drafts without a day the one day of the news that the first sentences name beside them (وفرضت طوقاً حول
    المكان فجر اليوم الثلاثاء)."""
    sentences = material.document.sentences
    last = sentences[min(_LEAD, len(sentences) - 1)].last
    days = {
        (d.start_date, d.end_date)
        for d in within(material.dates, 0, last)
        if (d.rule in _NEWS_DAYS or _of_the_news(material, d))
        and not (d.since or d.future or d.weak)
        and d.start_date
        and d.end_date
        and not in_background(material, material.document.sentence_of[d.first])
    }
    if len(days) == 1:
        start, end = days.pop()
        for draft in drafts:
            draft.start, draft.end, draft.inherited = start, end, True


def _of_the_news(material: Material, dated: DateMention) -> bool:
    """Whether a full date is the day of publication or the one before."""
    published = material.document.report.published
    if published is None or dated.start_date is None or dated.start_date != dated.end_date:
        return False
    return timedelta(0) <= published - dated.start_date <= timedelta(days=1)


_NEWS_DAYS = frozenset(("date.today", "date.yesterday", "date.weekday", "date.last_night"))


def _goes_on(material: Material, draft: Draft) -> bool:
    """Whether a sentence begins with a day of its own that goes on from what was told before (وأمس اقتحم مسلحوها ...):
    it dates nothing before it."""
    sentence = material.document.sentences[draft.sentence]
    if in_background(material, sentence):
        return True  # وكان المرصد قد رصد، يوم أمس، ...
    opens = draft.dated is not None and draft.dated.first - sentence.first <= 1
    return opens and sentence.index > 0 and material.document.words[sentence.first].startswith("و")


def in_background(material: Material, sentence: Sentence) -> bool:
    """Whether a sentence opens with a word for what was before the news (وكانت دورية قد اعتقلت)."""
    return material.document.words[sentence.first] in BACKGROUND


def of_series(document: Document, draft: Draft) -> bool:
    """Whether a sentence calls the event before it one of several and tells another of them (وتعد هذه ثالث عملية خلال
    أسبوع، إذ قُتل الأحد موظف)."""
    sentence = document.sentences[draft.sentence]
    words = document.words
    numbered = range(sentence.first, min(sentence.last, sentence.first + _TO_ORDINAL))
    at = next((at for at in numbered if words[at] in _ORDINALS and words[at + 1] in _OPERATIONS), None)
    if at is None:
        return False
    others = next((other for other in range(at, sentence.last) if words[other] in _NAMELY), sentence.last)
    return any(trigger.first > others for trigger in draft.triggers)


_TO_ORDINAL = 4  # words from the beginning of a sentence
_ORDINALS = frozenset("ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر الثاني الثالث الرابع الخامس السادس".split())
_NAMELY = frozenset("اذ حيث فقد بعد سبقه سبقها سبقهما سبقتها".split())
_OPERATIONS = frozenset("هجوم حادث حادثه عمليه انفجار استهداف غاره اغتيال حاله تفجير جريمه".split())


def date_the_undated(material: Material, drafts: list[Draft]) -> None:
    """Give drafts told before the first date of the report (its title, its first lines) that date, if it is the day of
    the news: a month or a day far down the text dates something else."""
    first = next((d for d in drafts if d.start and d.end and not d.inherited), None)
    if first is None and drafts and not any(d.start for d in drafts):
        _date_all(material, drafts)
        return
    if first is None or not first.start or not first.end:
        return
    main = (first.start, first.end)
    published = material.document.report.published
    if (
        first.sentence > _LEAD
        or main[1] - main[0] > NEWS
        or _goes_on(material, first)
        or of_series(material.document, first)
    ):
        return
    if published is not None and published - main[1] > _RECENT:
        return  # القبض على متزعم مجموعة ... شاركت بهجوم في الثامن من آذار الماضي
    for draft in drafts:
        if draft.start is None and draft.dated is None:
            draft.start, draft.end = main
            draft.inherited = True
