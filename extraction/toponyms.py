"""Toponym recognition: which words of a report name a place, before asking which place.

Names are found by dictionary (Aho-Corasick), then by spelling distance, but only behind a cue word such as بلدة; names
that are ordinary words as well need a cue, a place word or another place beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from arabic.folding import LETTER, fold_text
from arabic.tokens import readings, without_article
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.phrases import Hit, PhraseIndex, longest
from geo.gazetteer import Gazetteer

_DOUBLED = re.compile(f"([{LETTER}])\\1")
_DATELINE = re.compile(r"\s*(?:\([^)\n]{1,24}\)\s*)?(?: - |/|-[^\s0-9])")
_SIDE_WORDS = frozenset("الشرقيه الغربيه الشماليه الجنوبيه الشرقي الغربي الشمالي الجنوبي الفوقاني التحتاني".split())
_JOINED_INSIDE = (("دير الزور", "ديرالزور"), ("ابو ", "ابو"))
_HEADS = ("بلده ", "قريه ", "مدينه ", "حي ")
"""Head nouns that stay out of the span, though the gazetteer may list a name with them (labelling guide)."""

_SIDES = ("الشرقي", "الغربي", "الشمالي", "الجنوبي")


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of one or more places: ``use`` as in the gazetteer, ``variant`` for a spelling made by rule."""

    text: str
    place_ids: tuple[str, ...]
    use: str
    variant: bool = False


@dataclass(slots=True)
class Toponym:
    """A recognised place name, as a range of the folded text, with the words around it that bear on its reading."""

    start: int
    end: int
    first: int  # token index of its first word
    last: int  # token index after its last word
    prefix: str
    place_ids: tuple[str, ...]
    rule: str
    score: float
    cue: str | None = None
    relation: str | None = None
    role: str = "scene"
    group: int = -1  # toponyms that share a cue or are joined by و have the same group
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of the gazetteer, ready to be found: a dictionary, and lists for the search by spelling distance."""

    index: PhraseIndex[Name]
    fuzzy: dict[str, tuple[str, ...]]
    by_form: dict[str, Name]


def build_names(gazetteer: Gazetteer) -> PlaceNames:
    """Collect the spellings of every place: names and aliases, joined spellings, and without the article."""
    ids: dict[str, list[str]] = {}
    uses: dict[str, str] = {}
    guessed: set[str] = set()
    for place in gazetteer:
        for name in place.names:
            form = fold_text(name.text) if name.language == "ar" else re.sub(r"[^a-z0-9]", " ", name.text.lower())
            form = " ".join(form.split())
            if len(form) < (2 if name.language == "ar" else 4):
                continue
            ids.setdefault(form, [])
            if place.place_id not in ids[form]:
                ids[form].append(place.place_id)
            uses[form] = max(uses.get(form, "any"), name.use, key=("any", "context", "cue").index)
            if name.kind == "guess":
                guessed.add(form)
    by_form = {form: Name(form, tuple(places), uses[form]) for form, places in ids.items()}
    for form, spelled in list(by_form.items()):
        for spelling, use in _spellings(form, spelled.use):
            by_form.setdefault(spelling, Name(form, spelled.place_ids, use, variant=True))
    fuzzy: dict[str, list[str]] = {}
    for form, spelled in by_form.items():
        bare = without_article(form)
        # Guessed names, short names and ordinary words are matched exactly or not at all.
        if form in guessed or spelled.variant or len(bare) <= 3 or spelled.use == "cue" or not _arabic(form):
            continue
        fuzzy.setdefault(bare, [])
        fuzzy[bare] += [place_id for place_id in spelled.place_ids if place_id not in fuzzy[bare]]
    index = PhraseIndex(by_form.items(), article=False, glued=_glued())
    return PlaceNames(index, {form: tuple(places) for form, places in fuzzy.items()}, by_form)


def _arabic(form: str) -> bool:
    return not form.isascii()


def _spellings(form: str, use: str) -> Iterable[tuple[str, str]]:
    """Yield spellings that reports use although no gazetteer lists them, with how far they may be trusted."""
    if not _arabic(form):
        return
    words = form.split()
    if len(words) > 1 and len(form) >= 7:
        yield "".join(words), use  # ديرالزور, جديدعكيدات
        for side in _SIDES:
            if form.endswith("دير الزور"):
                yield form + side, use  # دير الزورالشرقي
    for apart, joined in _JOINED_INSIDE:
        if f" {apart}" in form or form.startswith(apart):
            yield form.replace(apart, joined), use  # ريف ديرالزور, ريف ابوكمال
    if words[-1] in _SIDE_WORDS:
        yield " ".join([*words[:-1], words[-1][2:]]), use  # غريبة شرقية for غريبة الشرقية
    if len(words) == 1 and use == "any":
        bare = without_article(form)
        if bare != form and len(bare) >= 4:
            yield bare, "cue"  # بلدة شحيل
        elif bare == form and len(form) >= 4:
            yield "ال" + form, "context"  # قرية الرويشد


def _glued() -> Iterable[str]:
    """Yield cue words that are written without a space before a name (قريةالزر), with their prepositions."""
    for cue in ("قريه", "بلده", "مدينه", "ناحيه"):
        for prefix in ("", "ب", "و", "ل", "وب", "ول"):
            yield prefix + cue


def recognise(
    document: Document, names: PlaceNames, lexicon: PlaceWords, actors: Sequence[tuple[int, int]] = ()
) -> list[Toponym]:
    """Return the toponyms of a report in the order of the text; what they refer to is decided by ``resolve``.

    ``actors`` are the ranges of actor names: a place inside one (سوريا in قوات سوريا الديمقراطية) is not mentioned.
    """
    hits = longest(names.index.scan(document.plain.lower()))
    found = [
        _toponym(document, hit, lexicon)
        for hit in hits
        if not _in_actor(document, hit, actors, lexicon) and not _inside_word(document, hit, lexicon)
    ]
    found += _by_doubled_letter(document, names, lexicon, found)
    found += _behind_cues(document, names, lexicon, found)
    found.sort(key=lambda t: t.start)
    _group(document, found)
    _as_units(document, found, names, lexicon)
    return _sift(document, found, names, lexicon)


def _toponym(document: Document, hit: Hit[Name], lexicon: PlaceWords) -> Toponym:
    name = hit.payload
    start, end = hit.start, hit.start + len(name.text) if _has_side(document, hit) else hit.end
    prefix = hit.prefix
    head = next((head for head in _HEADS if name.text.startswith(head) and not _has_side(document, hit)), None)
    if head:  # مدينة دير الزور
        start, prefix = start + len(head), ""
    first, last = document.token_at(start), document.token_at(end - 1) + 1
    rule = "place.variant" if name.variant else "place.name"
    toponym = Toponym(start, end, first, last, prefix, name.place_ids, rule, 0.95 if name.variant else 1.0)
    _look_around(document, toponym, lexicon)
    toponym.reasons.append("spelling " + ("made by rule" if name.variant else "in the gazetteer"))
    return toponym


def _in_actor(document: Document, hit: Hit[Name], actors: Sequence[tuple[int, int]], lexicon: PlaceWords) -> bool:
    at = bisect_right(actors, (hit.start, 1 << 60)) - 1
    inside = at >= 0 and actors[at][0] <= hit.start and hit.end <= actors[at][1]
    if inside and actors[at] == (hit.start, hit.end):
        first = document.token_at(hit.start)
        return not (first and _cue_of(document.words[first - 1], lexicon))
    return inside


def _inside_word(document: Document, hit: Hit[Name], lexicon: PlaceWords) -> bool:
    """Whether the name is the end of a word of the lexicon (رميلان in برميلان, two barrels)."""
    return bool(hit.prefix) and document.words[document.token_at(hit.start)] in lexicon.known


def _has_side(document: Document, hit: Hit[Name]) -> bool:
    word = document.plain[hit.start : hit.end]
    return hit.payload.variant and any(word == hit.payload.text + side for side in _SIDES)


def _cue_of(word: str, lexicon: PlaceWords) -> str | None:
    """Return the head noun that a word is, with its prepositions; with the article it announces no name
    (المدينة المحاصرة)."""
    return lexicon.cue_forms.get(word)


def _look_around(document: Document, toponym: Toponym, lexicon: PlaceWords) -> None:
    """Note the cue and the spatial relation in the four words before a toponym."""
    words = document.words
    glued = toponym.prefix
    if any(glued.endswith(cue) for cue in ("قريه", "بلده", "مدينه", "ناحيه")):
        toponym.cue = glued[-5:] if glued.endswith(("مدينه", "ناحيه")) else glued[-4:]
    at = toponym.first - 1
    limit = max(0, toponym.first - 5)
    while at >= limit:
        if _breaks(document, at, toponym.first):
            break
        word = words[at]
        cue = _cue_of(word, lexicon)
        if cue and toponym.cue is None and at == toponym.first - 1:
            toponym.cue = cue
        relation = next((lexicon.relations[rest] for _, rest in readings(word) if rest in lexicon.relations), None) or (
            "desert" if cue == "باديه" else None
        )
        if relation and (toponym.relation is None or (toponym.relation == "from" and relation == "near")):
            toponym.relation = relation  # على مقربة من الشولا is near, not from
        transparent = any(rest in lexicon.transparent for _, rest in readings(word))
        if not cue and not relation and not transparent:
            break
        at -= 1
    if toponym.relation is None and toponym.prefix[-1:] == "ب":
        toponym.relation = "in"


def _breaks(document: Document, at: int, first: int) -> bool:
    """Whether punctuation stands between the token ``at`` and the token after it."""
    gap = document.gaps[at + 1]
    return gap != " " and any(mark in gap for mark in ".،,;؛:!?؟\n|()") if at + 1 <= first else False


_COMPOUND = frozenset(fold_text("تل تلة خربة بئر بير عين جب وادي رأس كفر بيت دير أبو أم شيخ مزرعة حاوي").split())
"""First words of names of two words (تل عفورة), which are no name alone."""


def _by_doubled_letter(
    document: Document, names: PlaceNames, lexicon: PlaceWords, found: list[Toponym]
) -> list[Toponym]:
    """Find names stretched in casual writing (هجيين, الشحييل): one doubled letter too many."""
    more = []
    for index, token in enumerate(document.tokens):
        if not _DOUBLED.search(token.text) or any(t.start < token.end and token.start < t.end for t in found):
            continue
        for prefix, rest in readings(token.text):
            name = names.by_form.get(_DOUBLED.sub(r"\1", rest)) if _DOUBLED.search(rest) and len(rest) > 4 else None
            if name and not name.variant and name.use != "cue" and rest not in names.by_form:
                start = token.end - len(rest)
                toponym = Toponym(
                    start, token.end, index, index + 1, prefix, name.place_ids, "place.doubled", 0.9,
                    reasons=["a letter is doubled"],
                )  # fmt: skip
                _look_around(document, toponym, lexicon)
                if toponym.cue or toponym.relation:
                    more.append(toponym)
                break
    return more


def _behind_cues(document: Document, names: PlaceNames, lexicon: PlaceWords, found: list[Toponym]) -> list[Toponym]:
    """Find misspelt and unknown names: only behind a cue, or joined by و to a name behind one."""
    taken = [(t.start, t.end) for t in found]
    more: list[Toponym] = []

    def free(index: int) -> bool:
        if index >= len(document.tokens):
            return False
        token = document.tokens[index]
        return not any(start < token.end and token.start < end for start, end in taken)

    for index, word in enumerate(document.words[:-1]):
        cue = _cue_of(word, lexicon)
        if cue is None:
            continue
        at = index + 1
        while at < len(document.words) and free(at) and not _breaks(document, at - 1, at):
            is_list = at > index + 1
            if is_list and not document.words[at].startswith("و"):
                break
            toponym = _fuzzy(document, names, lexicon, at, cue, joined=is_list)
            if toponym is None:
                break
            more.append(toponym)
            taken.append((toponym.start, toponym.end))
            at = toponym.last
    # ... and joined by و to a place already recognised: ضمان والرز وذبيان
    for toponym in [*found, *more]:
        at = toponym.last
        if (
            toponym.cue in lexicon.strong_cues
            and at < len(document.words)
            and document.words[at].startswith("و")
            and free(at)
            and not _breaks(document, at - 1, at)
        ):
            joined = _fuzzy(document, names, lexicon, at, toponym.cue or "", joined=True)
            if joined and joined.place_ids:
                more.append(joined)
                taken.append((joined.start, joined.end))
    return more


def _fuzzy(
    document: Document, names: PlaceNames, lexicon: PlaceWords, at: int, cue: str, *, joined: bool
) -> Toponym | None:
    """Match one to three words by spelling distance; a strong cue alone makes a place that the gazetteer lacks."""
    word = document.words[at]
    if joined:
        word = word[1:]
    if (
        not word
        or _cue_of(word, lexicon)
        or not _arabic(word)
        or word in lexicon.known
        or lexicon.not_names & {r for _, r in readings(word)}
    ):
        return None
    strong = cue in lexicon.strong_cues
    start = document.tokens[at].end - len(word)
    if strong:
        for length in (3, 2, 1):
            words = document.words[at : at + length]
            if len(words) < length or any(_breaks(document, i, i + 1) for i in range(at, at + length - 1)):
                continue
            text = without_article(" ".join([word, *words[1:]]))
            match = _nearest(text, names)
            if match and (not joined or match[0] >= 0.8 or word.startswith("ال")):
                end = document.tokens[at + length - 1].end
                return Toponym(
                    start, end, at, at + length, "", match[1], "place.fuzzy", match[0], cue,
                    reasons=[f"spelling distance {match[0]:.2f}, behind {cue}"],
                )  # fmt: skip
    if joined or cue not in lexicon.unknown_cues:
        return None
    last = at
    while word in _COMPOUND and last + 1 < len(document.words) and not _breaks(document, last, last + 1):
        last += 1  # تل عفورة, خربة أبو زيد
        word = document.words[last]
    if word in lexicon.known or word in lexicon.not_names or not _namelike(word, cue):
        return None
    return Toponym(
        start, document.tokens[last].end, at, last + 1, "", (), "place.unknown", 0.4, cue,
        reasons=[f"not in the gazetteer; named by {cue}"],
    )  # fmt: skip


def _namelike(word: str, cue: str) -> bool:
    """Whether an unknown word can be a name: an adjective in ية describes the place (قرية جبلية) unless it has the
    article that the head noun lacks (قرية الخزنوبية), and منطقة takes only words without article (منطقة الانفجار is no
    name)."""
    if len(word) < 4 or word.endswith(("ين", "ون")) or word[0] in "0123456789":
        return False
    if word.startswith("ال"):
        return cue != "منطقه"
    return not word.endswith(("يه", "ات"))


def _nearest(text: str, names: PlaceNames) -> tuple[float, tuple[str, ...]] | None:
    """Return similarity and places of the nearest name, by optimal string alignment on names without ال.

    Up to three letters exact only; four or five letters one edit and a unique best; longer 0.80.
    """
    if len(text) <= 3:
        return None
    if len(text) <= 5:
        near = process.extract(text, names.fuzzy.keys(), scorer=OSA.distance, score_cutoff=1, limit=3)
        close = [(1 - edits / max(len(text), len(name)), name) for name, edits, _ in near if len(name) >= 4]
        if len(close) != 1:
            return None
    else:
        scorer = OSA.normalized_similarity
        alike = process.extract(text, names.fuzzy.keys(), scorer=scorer, score_cutoff=0.8, limit=2)
        close = [(similarity, name) for name, similarity, _ in alike]
        if not close or (len(close) > 1 and close[0][0] == close[1][0] and close[0][0] < 1):
            return None
    return close[0][0] * 0.95, names.fuzzy[close[0][1]]


def _group(document: Document, found: list[Toponym]) -> None:
    """Give toponyms that are listed together (بلدات الشحيل وذيبان، والبصيرة) one group, and the cue of the first."""
    group = 0
    for index, toponym in enumerate(found):
        previous = found[index - 1] if index else None
        if previous and listed(document, previous, toponym):
            toponym.group = previous.group
            toponym.cue = toponym.cue or previous.cue
            toponym.relation = toponym.relation or previous.relation
            continue
        group += 1
        toponym.group = group


def _as_units(document: Document, found: list[Toponym], names: PlaceNames, lexicon: PlaceWords) -> None:
    """Read names behind a dual or plural of ناحية as the sub-districts (ناحيتي هجين والسوسة), and those behind ريف and
    محافظتي as governorates, where there is one of that name: the gazetteer lists both with the singular."""
    for toponym in found:
        kinds = lexicon.cues.get(toponym.cue or "", frozenset())
        head = "ناحيه " if "subdistrict" in kinds else "محافظه " if "governorate" in kinds else ""
        if not toponym.cue and toponym.relation == "rural":  # في ريفي دير الزور والحسكة
            head = "محافظه "
        unit = names.by_form.get(head + document.text[toponym.start : toponym.end]) if head else None
        if unit:
            toponym.place_ids = unit.place_ids


def listed(document: Document, first: Toponym, second: Toponym) -> bool:
    """Whether two neighbouring toponyms form a list: joined by و or أو, a comma, a dash, or a cue after و."""
    gap = document.text[first.end : second.start]
    if "\n" in gap or len(gap) > 28:
        return False
    words = document.words[first.last : second.first]
    # The و is a letter of the second name's token, so it is part of the gap.
    plain = re.sub(f"[^{LETTER}]", " ", gap).split()
    joiners = {"و", "او", "وفي", "ثم", "وب", "كذلك", "ومن", "ومحيط", "واطراف", "ومعها", "ومعهما", "وباديه"}
    cues = {"بلده", "قريه", "مدينه", "حي", "حقل", "بلدات", "قري", "ناحيه", "جسر", "مطار", "معبر"}
    if not plain:
        return bool(re.fullmatch(r"\s*[،,/\-–ـ]\s*|\s*", gap)) and bool(re.search(r"[،,/\-]", gap))
    if plain[0] in joiners and all(word in cues for word in plain[1:]):
        return True
    bare = plain[0].removeprefix("و")
    return plain[0].startswith("و") and bare in cues and len(plain) == 1 and len(words) <= 1


def _sift(document: Document, found: list[Toponym], names: PlaceNames, lexicon: PlaceWords) -> list[Toponym]:
    """Drop words that only look like a place, and mark names that are no scene."""
    sure = {pid for t in found if t.cue and t.rule == "place.name" for pid in t.place_ids}
    kept = []
    groups: dict[int, int] = {}
    for toponym in found:
        groups[toponym.group] = groups.get(toponym.group, 0) + 1
    for toponym in found:
        form = document.text[toponym.start : toponym.end].strip()
        name = names.by_form.get(form) or names.by_form.get("ال" + form[1:] if toponym.prefix[-1:] == "ل" else "")
        use = name.use if name and toponym.rule in ("place.name", "place.variant") else "any"
        use = "cue" if form in lexicon.cue_only else "context" if form in lexicon.contextual else use
        if _ordinary(document, toponym, form, lexicon) or _person(document, toponym, lexicon):
            continue
        listed_with_others = groups[toponym.group] > 1
        if use == "cue" and not (toponym.cue or listed_with_others or sure & set(toponym.place_ids)):
            continue
        if use == "context" and not (
            toponym.cue
            or toponym.relation
            or listed_with_others
            or toponym.prefix[-1:] in ("ب", "ل")
            or sure & set(toponym.place_ids)
            or form in lexicon.trusted
            or _announced(document, toponym)
            or _owns(document, toponym, lexicon)
            or (form in lexicon.contextual and _no_verb(document, toponym, lexicon))
        ):
            continue
        _set_role(document, toponym, lexicon)
        if toponym.relation == "desert" and toponym.cue == "باديه":
            toponym.first -= 1  # بادية makes the name of a desert place, so it belongs to the span
            token = document.tokens[toponym.first]
            toponym.start = token.end - len("باديه")
        kept.append(toponym)
    return kept


def _announced(document: Document, toponym: Toponym) -> bool:
    """Whether the name is a hashtag, heads a line, or is followed by the words of a place (الصور بريف دير الزور)."""
    raw_start = document.folded.offsets[toponym.start]
    raw = document.report.text
    if raw[max(0, raw_start - 1) : raw_start] == "#":
        return True
    after = document.text[toponym.end : toponym.end + 14].strip()
    if after.startswith(("بريف", "شرق", "غرب", "شمال", "جنوب", "في ريف")):
        return True
    sentence = document.sentence_at(toponym.start)
    return toponym.first == sentence.first and after[:1] in (":", "|", "-")


def _owns(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the word before says what belongs to a place (مشفى تدمر, أهالي تدمر): there a verb cannot stand."""
    word = document.words[toponym.first - 1] if toponym.first else ""
    return any(
        rest in lexicon.kin or rest in lexicon.councils or rest in _BUILDINGS
        for prefix, rest in readings(word)
        if "ال" not in prefix
    )


def _no_verb(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether a name of the shape of a verb (تدمر, "destroys") stands where a verb would want its object: before a
    preposition, a word of time, و or the end of a clause."""
    before = document.words[toponym.first - 1] if toponym.first else ""
    if before in _BEFORE_VERBS or toponym.first == document.sentence_at(toponym.start).first:
        return False
    if toponym.last >= len(document.words) or _breaks(document, toponym.last - 1, toponym.last):
        return True
    after = document.words[toponym.last]
    return after.startswith("و") or after in lexicon.not_names or after in lexicon.relations


_BEFORE_VERBS = frozenset(fold_text("لم لن لا ما قد سوف أن كي حتى التي الذي ولم ولن وقد").split())
_BUILDINGS = frozenset(("مشفي", "مستشفي", "مشافي"))


def _ordinary(document: Document, toponym: Toponym, form: str, lexicon: PlaceWords) -> bool:
    rule = lexicon.ordinary.get(form)
    if rule is None or (toponym.cue and toponym.cue != "سوق"):
        return False
    before = document.words[max(0, toponym.first - 2) : toponym.first]
    after = document.words[toponym.last : toponym.last + 1]
    bare = [rest for word in before for _, rest in readings(word)]
    return bool(set(bare) & rule.get("after", frozenset())) or bool(set(after) & rule.get("before", frozenset()))


def _person(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the name is part of a person's name: behind a given name or title, or before a family name."""
    if toponym.cue or toponym.first == 0 or _breaks(document, toponym.first - 1, toponym.first):
        return False
    before = document.words[toponym.first - 1]
    if toponym.prefix:
        return False
    return before in lexicon.given_names or (before.startswith("و") and before[1:] in lexicon.given_names)


def _carries(word: str, lexicon: PlaceWords) -> bool:
    """Whether a word says that people were brought to the place after it (نُقل إلى, مشفى الكسرة); المشفى does not."""
    return any(rest in lexicon.carried and "ال" not in prefix for prefix, rest in readings(word))


def _brought_there(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the place is described as where people were brought (الرقة التي أُسعف إليها المصابون)."""
    following = document.words[toponym.last : toponym.last + 2]
    return following[:1] in (["التي"], ["الذي"]) and any(_carries(word, lexicon) for word in following[1:])


def _set_role(document: Document, toponym: Toponym, lexicon: PlaceWords) -> None:
    """Mark names of organisations, origins and hospitals: they are mentions, but no scene of an event."""
    before = document.words[max(0, toponym.first - 4) : toponym.first]
    bare = [{rest for _, rest in readings(word)} for word in before]
    nearest = bare[-1] if bare else set()
    second = bare[-2] if len(bare) > 1 else set()
    if nearest & lexicon.organisations or (toponym.cue and second & lexicon.organisations):
        toponym.role = "organisation"
    elif nearest & lexicon.councils or (second & lexicon.councils and nearest & lexicon.cues.keys()):
        toponym.role = "council"
    elif _DATELINE.match(document.text, toponym.end) and toponym.first == document.sentence_at(toponym.start).first:
        toponym.role = "dateline"
    elif toponym.relation in (None, "from", "to") and any(words & lexicon.origins for words in bare):
        toponym.role = "origin"
    elif any(words & lexicon.kin for words in bare[-2:]):
        toponym.role = "kin"
    elif any(_carries(word, lexicon) for word in before[-3:]) or _brought_there(document, toponym, lexicon):
        toponym.role = "carried"
    elif toponym.relation in ("to", "from"):
        toponym.role = toponym.relation
    elif toponym.relation == "facing":
        toponym.role = "beside"
