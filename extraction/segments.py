"""Sentences cut into segments that tell of one scene each: which event words belong to which place.

Arabic news puts the place after its event word (انفجرت عبوة في الشحيل) or in front of its clause (وفي الشحيل،
انفجرت عبوة).
Between two places the cut is the clause boundary before the second event word, or before a place in front.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from itertools import compress, count, pairwise

from arabic.tokens import CONJUNCTIONS, rests
from arabic.vocabulary import Table
from extraction.dates import DateMention
from extraction.document import Document, Sentence
from extraction.resolve import Resolved
from extraction.toponyms import Toponym
from extraction.triggers import Trigger
from extraction.triggers.references import turns_to_latest
from extraction.values import dataclass
from extraction.words import HARDLY

_MARKS = frozenset("،,;|\n–:")

_CONNECTORS = frozenset(
    """علما تزامنا بالتزامن وبالتزامن بالتوازي
    ثم بينما فيما كما اما اذ كذلك وكذلك قبل بعد وبعد وقبل ليل حين حيث غير لكن ولكن بدورها كانت وكانت وكان
    وفي ففي واما وعلي وقرب""".split()
)
_STRONG = frozenset("كذلك وكذلك كما فيما بينما علما تزامنا بالتزامن وبالتزامن".split())
_FRONT = frozenset("و في وفي ففي اما من ومن علي وعلي عند وعند قرب وقرب الي والي باتجاه ولا داخل وداخل".split())
_NEXT = frozenset("والثاني والثانيه والثالث والثالثه والرابع والرابعه".split())
_ELLIPSIS = frozenset(
    """اخري واخري اخر واخر ثانيه وثانيه ثالثه وثالثه وثالث وثان ومثلها ومثلهم اخرين والثانيه والثاني والثالثه والثالث
    والرابع والرابعه والخامس والخامسه""".split()
)


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence, in tokens ``[first, last)``, with the scenes and event words in it.

    ``scenes`` holds groups of places that are listed together; ``fronted`` says that the place stands before its event;
    ``again`` that it has the event words of the segment before (وأخرى في الزر); ``subject`` is where the words begin
    that tell who did it, if that is not where it begins (تمكنت القوات، فجر اليوم، من مداهمة); ``back`` is how
    long before that of the sentence its event was, where the text counts it.
    """

    sentence: Sentence
    first: int
    last: int
    scenes: list[list[Resolved]] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    fronted: bool = False
    again: bool = False
    subject: int | None = None
    back: DateMention | None = None


def segments(
    document: Document,
    sentence: Sentence,
    places: list[Resolved],
    triggers: list[Trigger],
    dated: frozenset[int] = frozenset(),
) -> list[Segment]:
    """Cut one sentence. ``places`` are the possible scenes in it, ``triggers`` all its event words, both in order;
    ``dated`` are the tokens at which date expressions begin."""
    groups = _groups(document, places)
    if not groups:
        return [Segment(sentence, sentence.first, sentence.last, [], list(triggers))]
    cuts = _cuts(document, sentence, triggers)
    if len(groups) == 1:
        return _of_one_place(document, sentence, groups, triggers, cuts, dated)
    borders = [sentence.first]
    blocks: list[list[list[Resolved]]] = [[groups[0]]]
    for before, after in pairwise(groups):
        border = _border(document, sentence, before, after, triggers, cuts, dated)
        if border is None or border <= borders[-1]:
            blocks[-1].append(after)
        else:
            borders.append(border)
            blocks.append([after])
    found = []
    for number, block in enumerate(blocks):
        first = borders[number]
        last = borders[number + 1] if number + 1 < len(borders) else sentence.last
        inside = [t for t in triggers if first <= t.first < last]
        segment = Segment(sentence, first, last, block, inside)
        segment.fronted = not any(t.first < block[0][0].toponym.first for t in inside)
        if document.words[first] == "من" and first > sentence.first:
            segment.subject = sentence.first
        found.append(segment)
    return found


def _of_one_place(
    document: Document,
    sentence: Sentence,
    groups: list[list[Resolved]],
    triggers: list[Trigger],
    cuts: list[int],
    dated: frozenset[int],
) -> list[Segment]:
    """Return the segments of a sentence with one place, or one list of places: two where it tells two events."""
    (group,) = groups
    if (cut := _second_event(document, group, triggers, cuts, dated)) is not None:
        left, right = ([t for t in triggers if t.first < cut], [t for t in triggers if t.first >= cut])
        return [
            Segment(sentence, sentence.first, cut, groups, left),
            Segment(sentence, cut, sentence.last, groups, right, again=True),
        ]
    if (cut := _after_outcome(document, group, triggers, cuts)) is not None:
        told = [Segment(sentence, sentence.first, cut, [], [t for t in triggers if t.first < cut])]
        return [*told, Segment(sentence, cut, sentence.last, groups, [t for t in triggers if t.first >= cut])]
    segment = Segment(sentence, sentence.first, sentence.last, groups, list(triggers))
    segment.fronted = _front(document, sentence, group, cuts) is not None
    return [segment]


_HELD = frozenset(("arrest", "hold"))
_HARM = frozenset("death assassination explosion ied suicide grenade strike air bombard shelling assault".split())
_SPOILS = frozenset(("burn", "loot"))
_ONE_EVENT = frozenset(("clash", "storm", "raid", "protest", "disrupt", "disperse"))  # arrests are a part of these
_THEN = frozenset("واشارت واضافت وافادت وذكرت واضاف واشار وذكر".split())


def _second_event(
    document: Document, group: list[Resolved], triggers: list[Trigger], cuts: list[int], dated: frozenset[int]
) -> int | None:
    """Return where the second of two events of one place begins: arrests told beside an attack that they are no part of
    (انفجرت عبوة في الزر، كما اعتقلت قسد … ; ألقت القبض على …، بينما قُتل الطبيب …), or None."""
    told = [t for t in triggers if not t.modality and not t.definite]
    kinds = {t.kind for t in told}
    if _HELD.isdisjoint(kinds) or not _ONE_EVENT.isdisjoint(kinds):
        return None
    for cut in cuts:
        if cut <= group[-1].toponym.first:
            continue
        apart = document.words[cut] in _STRONG or document.words[cut] in _THEN
        apart = apart or document.words[cut : cut + 2] == ["قبل", "ان"]  # نهب مجهولون …، قبل أن يوقف الأمن تسعة منهم
        if not apart and not dated & set(range(cut, cut + 4)):
            continue
        left = {t.kind for t in told if t.first < cut and (t.head or t.kind == "death")}
        right = {t.kind for t in told if t.first >= cut and (t.head or (t.kind == "death" and t.form == "verb"))}
        if (left and right) and ((left <= _HELD and right <= _HARM) or (left <= _HARM | _SPOILS and right <= _HELD)):
            return cut
    return None


def _after_outcome(document: Document, group: list[Resolved], triggers: list[Trigger], cuts: list[int]) -> int | None:
    """Return where an event with a place begins behind the dead of another event (قال المرصد إن سبعة قُتلوا، وردّت
    الفصائل بقصف حقل العمر), or None."""
    if not any(map(_is_outcome, triggers[:1])):
        return None
    for cut in cuts:
        if cut > group[0].toponym.first or not document.gaps[cut].strip():
            continue
        left, right = [t for t in triggers if t.first < cut], [t for t in triggers if t.first >= cut]
        outcomes = left and all(map(_is_outcome, left))
        word = document.words[cut]
        anew = word in _STRONG or word == "اما" or word.lstrip("و") in _ANEW
        if outcomes and anew and right and right[0].head and not right[0].definite and not right[0].modality:
            return cut
    return None


def _is_outcome(trigger: Trigger) -> bool:
    return trigger.kind in ("death", "wound") and not trigger.modality


_ANEW = frozenset("رد ردت شن شنت قصف قصفت استهدف استهدفت هاجم هاجمت نفذ نفذت".split())


def _groups(document: Document, places: list[Resolved]) -> list[list[Resolved]]:
    groups: list[list[Resolved]] = []
    for place in places:
        before = groups[-1][-1].toponym if groups else None
        own = place.toponym
        if before and (before.group == own.group or _goes_on(document, before, own)):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _goes_on(document: Document, before: Toponym, toponym: Toponym) -> bool:
    """Whether a list goes on with a head noun of its own (على مدينة العشارة وقريتي الزباري وسعلو)."""
    if toponym.cue is None or toponym.relation is not None or toponym.first != before.last + 1:
        return False
    return document.words[before.last].startswith("و") and document.gaps[before.last] == " "


def _cuts(document: Document, sentence: Sentence, triggers: list[Trigger]) -> list[int]:
    """Return the tokens at which a new clause can begin: after a comma, at a connector, at و with an event word."""
    first, last = sentence.first + 1, sentence.last
    words, gaps = document.words, document.gaps
    marked = {
        index
        for index in document.pauses[bisect_left(document.pauses, first) : bisect_left(document.pauses, last)]
        if not _MARKS.isdisjoint(gaps[index]) or " - " in gaps[index]
    }
    cuts = marked.union(compress(count(first), map(_CONNECTORS.__contains__, words[first:last])))
    cuts.update([t.first for t in triggers if t.prefix.startswith(CONJUNCTIONS) and (t.form == "verb" or t.head)])
    for index in marked:
        if words[index - 1] == "جهه" and words[index].startswith("و"):
            cuts.remove(index)  # اشتباكات بين قسد من جهة، ومسلحين في محيط هجين من جهة أخرى
    return [
        at
        for at in sorted(cuts)
        if first <= at < last and (words[at] not in _CAN_GO_ON or not _goes_on_there(document, at))
    ]


_CAN_GO_ON = frozenset("كذلك وكذلك حين بينما".split())


def _goes_on_there(document: Document, index: int) -> bool:
    """Whether one of these words begins no clause: كذلك only goes on with a list of places (أطراف بلدتي X وY، وكذلك
    مدينة Z), a clause of time belongs to the one before it (قُتل ثلاثة حين هاجمهم داعش في …, بينما كان يرعى …); في حين
    parts two."""
    word, following = document.words[index], document.word(index + 1)
    if word not in _WHILE:
        return following in _PLACE_NOUNS
    if document.gaps[index].strip():
        return False
    return document.words[index - 1] != "في" if word == "حين" else following.startswith("كان")


_WHILE = frozenset("حين بينما".split())
_PLACE_NOUNS = frozenset("مدينه بلده بلدات بلدتي قريه قري قريتي حي حيي احياء".split())


def _front(document: Document, sentence: Sentence, group: list[Resolved], cuts: list[int]) -> int | None:
    """Return where the clause begins that opens with this place, or None if other words stand between."""
    at = group[0].toponym.first - 1
    allowed = 4
    starts = {sentence.first, *cuts}
    if group[0].toponym.first in starts:
        return group[0].toponym.first
    while at >= sentence.first and allowed and _LIGHT[document.words[at]]:
        if at in starts:
            return at
        at -= 1
        allowed -= 1
    return None


class _Light(Table[bool]):
    """Words that may stand between the beginning of a clause and the place that opens it."""

    def answer(self, word: str) -> bool:
        """Whether a word is such: a preposition, a day, a number, or what lies around or belongs to a place."""
        return word in _FRONT or not rests(word).isdisjoint(_NEAR_PLACES) or word.isdigit()


_LIGHT = _Light()
_NEAR_PLACES = frozenset(
    """بلده قريه مدينه ناحيه حي محيط اطراف ريف باديه حقل منطقه جسر معبر مدخل سوق الضفه الاخري المقابله جهه اخري نفسها
    اليوم يوم ذاته امس مساء صباح فجر ظهر ليل سياق متصل منفصل اخر بلدتي قريتي محافظه احياء مخيم جانب الجانب شرق غرب شمال
    جنوب ريفها ريفي قبل ذلك ايضا كذلك""".split()
)


def _border(
    document: Document,
    sentence: Sentence,
    before: list[Resolved],
    after: list[Resolved],
    triggers: list[Trigger],
    cuts: list[int],
    dated: frozenset[int],
) -> int | None:
    """Return the token at which the segment of the second group begins, or None where both share one event."""
    low, high = before[-1].toponym.last, after[0].toponym.first
    if at := turn(document, low, high):
        return at
    front = _front(document, sentence, after, [c for c in cuts if c >= low])
    follows = [t for t in triggers if t.first >= after[-1].toponym.last]
    between = [t for t in triggers if low <= t.first < high]
    if front is not None and front >= low and follows and not any(t.first >= front for t in between):
        return front
    ordinal = [c for c in cuts if low <= c < high and document.words[c] in _NEXT]
    if ordinal:
        return ordinal[-1]  # الأول ... في الشحيل وقُتل فيه عنصر، والثاني ... في البصيرة
    heads = [t for t in between if t.head]
    if heads:
        behind = [c for c in cuts if heads[-1].first < c < high and document.words[c] in _CONNECTORS]
        if behind and _front(document, sentence, before, cuts) is not None:
            return max(behind)  # أما في هجين فتطورت المداهمة إلى اشتباك، فيما اقتصرت في الزر على …
        led = [c for c in cuts if heads[-1].first < c < high and tuple(document.words[c : c + 2]) in _LED_TO]
        if led:
            return led[-1]  # وأطلقت قسد النار على المتظاهرين، وعلى خلفية ذلك قطع أهالي …
        later = [c for c in cuts if heads[-1].first < c < high and document.words[c] in _AFTERWARDS]
        if later and not any(t.first < before[0].toponym.first for t in triggers):
            return later[-1]  # شهدت غرانيج مظاهرات، بعد ارتكاب مجزرة في الطيانة
        if len(heads) > 1 and heads[0].kind == "protest" and _saw(document, sentence, before):
            return max([c for c in cuts if heads[0].first < c <= heads[-1].first], default=heads[-1].first)
        inside = [c for c in cuts if low <= c <= heads[-1].first]
        strong = [c for c in inside if document.words[c] in _STRONG or _reports(document, c)]
        return max(strong or inside) if inside else heads[0].first
    behind = [c for c in cuts if low <= c < high and document.words[c] in _STRONG]
    if between and behind and behind[-1] > between[-1].first and any(t.head for t in follows):
        return behind[-1]  # مجزرة في موحسن راح ضحيتها عشرات، كما تعرضت البوليل لغارتين
    if between:  # only outcomes: أربعة قتلى في حطلة وطفلة في مراط
        again = all(place.place in [p.place for p in before] for place in after)
        led_to = between[0] if again else between[-1]  # قصف حيي الجورة والقصور ما أدى لمقتل رجل وجرح ثلاثة في الجورة
        inside = [c for c in cuts if low <= c <= led_to.first]
        return max(inside) if inside else None
    strong = [c for c in cuts if low <= c < high and document.words[c] in _STRONG]
    if strong and any(t.head for t in follows):
        return strong[-1]  # اشتباكات في محيط السوسة فيما تعرضت الشعفة لقصف
    if follows and any(t.head and t.first < low for t in triggers) and _by_own_means(document, after, follows[0]):
        others = [c for c in cuts if low <= c < high and document.words[c].startswith("و") and "،" in document.gaps[c]]
        if others:
            return others[-1]  # قُتلت سيدة بقصف على غرانيج، وشاب في البحرة نتيجة غارة
    earlier = any(sentence.first <= d < low for d in dated)
    own = [d for d in dated if after[-1].toponym.last <= d <= after[-1].toponym.last + 2] if earlier else []
    inside = [c for c in cuts if low <= c < high and (own or any(c <= d < high for d in dated))]
    return max(inside) if inside else None  # ... في البصيرة، وفي اليوم التالي الشيخ فلان في الدحلة


def _by_own_means(document: Document, group: list[Resolved], trigger: Trigger) -> bool:
    """Whether what somebody fell to is told right behind a place (في البحرة نتيجة غارة, في البحرة برصاص مجهولين)."""
    behind = group[-1].toponym.last
    caused = document.word(behind) in _CAUSED_BY and trigger.first == behind + 1
    return trigger.head and (caused or (trigger.first == behind and document.words[behind].startswith("ب")))


_CAUSED_BY = frozenset("نتيجه جراء اثر بسبب".split())


def turn(document: Document, low: int, high: int) -> int:
    """Return where, between two places, حتى turns to the next event (لم تكد قسد تنهي حملتها في الصور حتى دوّى انفجار في
    البصيرة), رداً to the one that is answered, or آخرها to the latest of several, or 0."""
    for at in range(low, high):
        if document.words[at].lstrip("و") == "ردا" and document.words[at + 1] == "علي":
            return at
        if turns_to_latest(document, at):
            return at
        if document.words[at] == "حتي" and _hardly(document.words[max(0, at - _TO_TURN) : at]):
            return at
    return 0


def _hardly(words: Sequence[str]) -> bool:
    """Whether words say that something had hardly happened (لم تكد, ما إن, ما لبث)."""
    return any(no in ("لم", "ولم", "ما") and (HARDLY[verb] or verb == "ان") for no, verb in pairwise(words))


_TO_TURN = 40  # words


def _saw(document: Document, sentence: Sentence, before: list[Resolved]) -> bool:
    """Whether a place stands in front of its event as the subject of شهد (شهدت بلدة الكبر احتجاجات)."""
    words = document.words[max(sentence.first, before[0].toponym.first - 3) : before[0].toponym.first]
    return any(not rests(word).isdisjoint(_SEES) for word in words)


_LED_TO = frozenset((("وعلي", "خلفيه"), ("علي", "خلفيه"), ("وعلي", "اثر"), ("وعلي", "اثرها"), ("وعلي", "اثره")))
_SEES = frozenset("شهدت شهد تشهد يشهد".split())
_AFTERWARDS = frozenset("بعد عقب".split())
_REPORTING = frozenset("ونشر ونشرت وافاد وافادت وذكر وذكرت واضاف واضافت ورصد ووثق ووثقت واشار واشارت".split())
_REPORTED = frozenset("نشر نشرت رصد رصدت وثق وثقت افاد افادت ذكر ذكرت اشار اشارت".split())
_TO_THAT = 12  # words from who reports to what


def _reports(document: Document, cut: int) -> bool:
    """Whether a clause tells what a source said beside the event before (…، ونشر المرصد اليوم أن ثلاثة استشهدوا)."""
    following = document.words[cut + 1 : cut + _TO_THAT]
    earlier = document.words[cut] in ("وكان", "وكانت") and not _REPORTED.isdisjoint(following[:3])
    return (earlier or document.words[cut] in _REPORTING) and not {"ان", "بان"}.isdisjoint(following)


def shares_event(document: Document, segment: Segment) -> bool:
    """Whether a segment without event word repeats the one before it: وأخرى في أبو النيتل, والثانية في الزر."""
    return any(word in _ELLIPSIS for word in document.words[segment.first : segment.last])
