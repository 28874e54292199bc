"""Casualties of an event: which figures are told of which place, and how several figures become one estimate."""

from dataclasses import replace

from extraction.casualties import Count
from extraction.document import Document, within
from extraction.linking.draft import Draft, Material
from extraction.resolve import Resolved
from extraction.segments import Segment
from extraction.triggers import Trigger
from extraction.triggers.references import INVOLVED
from extraction.types import Estimate, Evidence


def counts_in(material: Material, segment: Segment) -> list[Count]:
    """Return the casualties told in a segment, without those of plans, rumours and statistics. "None" is of no plan
    (من دون أن توقع قتلى)."""
    void = {t.first for t in segment.triggers if t.modality in ("plan", "denial", "statistic", "description")}
    found = within(material.counts, segment.first, deeds_from(material.document, segment.triggers, segment.last))
    found = [c for c in found if not (c.low and _of_another(material.document, segment, c))]
    found = [c for c in found if not (c.low and _coincided(material.document, segment, c))]
    tolls = {t.first for t in segment.triggers if t.modality == "statistic"}
    return [
        c
        for c in found
        if c.high == 0
        or not any(at in void for at in range(c.first, c.last))
        or (c.rule == "count.toll" and not any(at in void - tolls for at in range(c.first, c.last)))
    ]


def _coincided(document: Document, segment: Segment, count: Count) -> bool:
    """Whether figures are of what the event only coincided with (وتزامنت العملية مع مقتل شاب من غرانيج)."""
    for at in range(max(segment.first, count.first - 12), count.first):
        if document.words[at].lstrip("و").startswith("تزامن") and "مع" in document.words[at : count.first + 1]:
            return at > segment.first + 3  # what the sentence begins with is told of it all
    return False


_LIKEWISE = frozenset("مماثل مماثله مشابه مشابهه".split())


def _of_another(document: Document, segment: Segment, count: Count) -> bool:
    """Whether figures are those of an earlier event of the kind (بعد ساعات من استشهاد سبعة بقصف مماثل), and the event
    of the segment is another: one told before them."""
    if all(place.toponym.first >= count.last for group in segment.scenes for place in group):
        return False  # ويأتي ذلك بعد يوم على مقتل ثمانية بانفجار مماثل في الشولا
    before = document.words[max(0, count.first - 7) : count.first]
    return "بعد" in before and not _LIKEWISE.isdisjoint(document.words[count.last : count.last + 5])


_INVOLVED = (*INVOLVED, "شاركوا", "شارك", "مشارك", "المشارك", "مسوول", "المسوول", "متهم", "المتهم")


def deeds_from(document: Document, triggers: list[Trigger], last: int) -> int:
    """Return the token from which a passage that ends at ``last`` tells the old deeds of those who are arrested (القبض
    على متورط في استهداف … أدى إلى استشهاده): their dead, days and places are not those of the arrest. ``last`` where
    it tells none."""
    arrests = [t.first for t in triggers if t.kind == "arrest" and not t.modality]
    if not arrests:
        return last
    words = document.words
    for at in range(arrests[0] + 1, last - 1):
        if words[at + 1] not in ("في", "عن") and words[at + 1][:1] != "ب":
            continue
        if words[at].lstrip("وبل").startswith(_INVOLVED) and any(t.first > at for t in triggers):
            return at
    return last


def counts_of(document: Document, place: Resolved, segment: Segment, counts: list[Count]) -> tuple[list[Count], bool]:
    """Return the casualties of one scene of a segment, and whether they are shared by several.

    Where places stand apart, each figure belongs to the last place before it; a list of places shares its figures.
    """
    everywhere = [c for c in counts if c.high == 0 and _of_all(document, c)]
    if everywhere:
        return everywhere, False
    listed = [other.place for group in segment.scenes for other in group]
    which = {id(c): which_place(document, c, len(listed)) for c in counts} if len(listed) > 1 else {}
    pointed = [c for c in counts if which.get(id(c)) == listed.index(place.place)]
    counts = [c for c in counts if which.get(id(c)) is None]
    if which and not counts:
        return pointed, False
    if len(segment.scenes) > 1:
        starts = [group[0].toponym.first for group in segment.scenes]
        mine = {n for n, group in enumerate(segment.scenes) if place.place in [other.place for other in group]}
        nearest = {id(c): _nearest_place(document, c, starts) for c in counts}
        counts = [c for c in counts if nearest[id(c)] in mine]
        last = max((nearest[id(c)] for c in counts), default=min(mine))
        group = segment.scenes[last]
    else:
        group = segment.scenes[0]
    if all(other.toponym.relation in ("between", "road") for other in group):
        group = group[:1]  # two ends of one road
    if len(group) > 1 and any(c.low for c in counts):
        return ([], True) if not pointed else (pointed, False)
    return [*pointed, *counts], False


def sides_of(counts: list[Count]) -> frozenset[str]:
    """Return the sides of those who were hurt: civilian, armed or any."""
    return frozenset(c.side for c in counts if c.low)


def _of_all(document: Document, count: Count) -> bool:
    """Whether "nobody was hurt" is told of every place: وكلها من دون إصابات."""
    return any(
        word.lstrip("و") in ("كلها", "جميعها", "كلاهما")
        for word in document.words[max(0, count.first - 4) : count.first]
    )


_BOTH = frozenset("الضربتين الغارتين الهجومين الانفجارين التفجيرين القصفين العمليتين الحادثتين الاستهدافين".split())


def of_both(document: Document, count: Count) -> bool:
    """Whether a figure is told of two events together: ثمانية قُتلوا في الضربتين."""
    return not _BOTH.isdisjoint(word.lstrip("ب") for word in document.words[count.last : count.last + 4])


def _nearest_place(document: Document, count: Count, starts: list[int]) -> int:
    """Return which place a figure is told of: the one right behind it (أربعة قتلى في حطلة), else the last before it."""
    for number, start in enumerate(starts):
        if 0 <= start - count.last <= 3 and any(
            word in ("في", "قرب") or word[:1] == "ب" for word in document.words[count.last : start]
        ):
            return number
    return max([number for number, start in enumerate(starts) if start <= count.first], default=0)


_WHICH = {
    "الاول": 0,
    "الاولي": 0,
    "الثاني": 1,
    "الثانيه": 1,
    "الوسطي": 1,
    "الثالث": 2,
    "الثالثه": 2,
    "الاخير": -1,
    "الاخيره": -1,
}


def which_place(document: Document, count: Count, places: int) -> int | None:
    """Return which of several listed places a figure is for (طفلة في الأول وأربعة في الثاني), or None."""
    own = document.words[count.first : count.last]
    for word in document.words[count.first : count.last + 7]:
        if word in _WHICH:
            return _WHICH[word] % places
        if word.startswith("و") and not word.startswith(("واصاب", "وجرح")) and word not in own:
            break
    at = count.first - 1  # the subject of the verb: الأول أودى بثلاثة رعاة
    if at > 0 and not document.gaps[count.first].strip() and document.words[at - 1] != "في":
        return _WHICH[document.words[at]] % places if document.words[at] in _WHICH else None
    return None


def add_counts(draft: Draft, counts: list[Count]) -> None:
    """Add figures of a later sentence: they fill what is missing, replace what they update, and stand beside
    what another
    source claims."""
    before = list(draft.counts)
    for count in counts:
        same = [c for c in before if c.what == count.what]
        if same and count.earlier:
            continue  # وكان المرصد أفاد في وقت سابق بمقتل 11
        if count.also and len(same) == 1 and not same[0].vague:
            told = next(c for c in reversed(draft.counts) if c.what == count.what)
            draft.counts.remove(told)  # أسفر أيضاً عن مقتل أحد عناصر التنظيم
            low = told.low + count.low
            draft.counts.append(replace(told, low=low, best=low, high=low))
        elif not same or count.claim or count.update or (all(c.vague for c in same) and not count.vague):
            draft.counts.append(count)


def _leads(document: Document, claim: Count, counts: list[Count]) -> bool:
    """Whether a source that is named first tells the other figures of the sentence as well: then they stand beside
    nothing (قال إن 17 منهم قُتلوا وخسر هو أربعة)."""

    def sentence(count: Count) -> int:
        return document.sentence_of[count.first].index

    beside = [c for c in counts if sentence(c) == sentence(claim)]
    earlier = any(sentence(c) < sentence(claim) for c in counts)
    return not earlier and beside[0] is claim and not any(c.claim for c in beside[1:])


_ELSE = frozenset("حين بينما فيما نقل نقلت".split())
_SOURCES = frozenset("اقرت اقر اعترفت اعترف قالت قال ذكرت ذكر افادت افاد نقل نقلت اكدت اكد تحدثت تحدث".split())


def _rival(document: Document, told: Count, count: Count) -> bool:
    """Whether a bare number is what another source says of the same dead (تحدث عن مقتل خمسة، في حين أقرت قسد بمقتل
    اثنين فقط)."""
    if document.sentence_of[told.first] is not document.sentence_of[count.first] or told.last > count.first:
        return False
    between = document.words[told.last : count.first + 1]
    ends = count.last >= len(document.words) or document.gaps[count.last] != " " or document.words[count.last] == "فقط"
    return ends and not _ELSE.isdisjoint(between) and not _SOURCES.isdisjoint(between)


def estimate(document: Document, draft: Draft, what: str) -> tuple[Estimate | None, list[Evidence]]:
    """Bring the figures of one event together: victims told in one sentence are added; a later exact number replaces a
    vague one; figures of sources that disagree become a range."""
    counts = [c for c in draft.counts if c.what == what]
    if not counts or draft.shared:
        return None, []
    evidence = [Evidence(what, document.span_of(c.first, c.last), c.rule) for c in counts]
    rivals = [c for c in counts if any(_rival(document, told, c) for told in counts)]
    counts = [replace(c, update=False, claim=True) if c in rivals else c for c in counts]
    updates = [c for c in counts if c.update]
    if updates:
        return updates[-1].estimate, evidence
    told = [c for c in counts if not c.claim or _leads(document, c, counts)]
    if all(c.vague for c in told) and any(not c.vague for c in counts):  # the plural of the first news, then numbers
        told = [next(c for c in counts if not c.vague)]
    claimed = [c for c in counts if c.claim and c not in told]
    positive = [c for c in told if c.low > 0]
    if not positive:
        base = Estimate(0, 0, 0)
    elif len(positive) == 1:
        base = positive[0].estimate
    else:
        exact = [c for c in positive if not c.vague]
        chosen = exact or positive[:1]
        same_sentence = {document.sentence_of[c.first].index for c in chosen}
        if len(same_sentence) == 1:
            low = sum(c.low for c in chosen)
            high = None if any(c.high is None for c in chosen) else sum(c.high or 0 for c in chosen)
            base = Estimate(low, low, high)
        else:
            base = chosen[0].estimate
    for count in claimed:
        if not count.vague and base.low is not None and count.low != base.low and told:
            high = None if base.high is None or count.high is None else max(base.high, count.high)
            base = Estimate(min(base.low, count.low), base.best, high)
            draft.flags.add("claims_disagree")
    return base, evidence
