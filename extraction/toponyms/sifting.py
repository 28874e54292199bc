"""Names that are ordinary words as well: which of them mean a place."""

from arabic.folding import fold_text
from arabic.tokens import readings, rests
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.toponyms.context import Toponym, breaks, cue_of
from extraction.toponyms.names import PlaceNames
from extraction.toponyms.part import set_role


def sift(document: Document, found: list[Toponym], names: PlaceNames, lexicon: PlaceWords) -> list[Toponym]:
    """Drop words that only look like a place, and mark names that are no scene."""
    sure = {pid for t in found if t.cue and t.rule == "place.name" for pid in t.place_ids}
    kept: list[Toponym] = []
    people: set[str] = set()
    groups: dict[int, int] = {}
    for toponym in found:
        groups[toponym.group] = groups.get(toponym.group, 0) + 1
    for toponym in found:
        form = document.text[toponym.start : toponym.end].strip()
        name = names.by_form.get(form) or names.by_form.get("ال" + form[1:] if toponym.prefix[-1:] == "ل" else "")
        use = name.use if name and toponym.rule in ("place.name", "place.variant") else "any"
        use = "cue" if form in lexicon.cue_only else "context" if form in lexicon.contextual else use
        if _ordinary(document, toponym, form, lexicon) or _names_border(document, toponym):
            continue
        if _person(document, toponym, lexicon) or (form in people and not (toponym.cue or toponym.relation)):
            people.add(form)  # قال القائد جوان عفرين … ووصف عفرين المعارك
            continue
        listed_with_others = groups[toponym.group] > 1
        joined = listed_with_others and toponym.prefix.startswith("و") and form != "تبني"  # وتبنّى is a verb
        named_surely = not sure.isdisjoint(toponym.place_ids)
        if use == "cue" and not (joined or named_surely or _has_cue(document, toponym, lexicon)):
            continue
        if use == "context" and not (
            toponym.cue
            or toponym.relation
            or listed_with_others
            or toponym.prefix.endswith(("ب", "ل"))
            or named_surely
            or form in lexicon.trusted
            or _announced(document, toponym)
            or _owns(document, toponym, lexicon)
            or (form in lexicon.contextual and _no_verb(document, toponym, lexicon))
        ):
            continue
        set_role(document, toponym, lexicon)
        before = kept[-1] if kept else None
        if before and before.group == toponym.group and before.role == "kin" and toponym.role == "scene":
            toponym.role = "kin"  # أهالي بلدتي المسرب والشميطية
        if toponym.relation == "desert" and toponym.cue == "باديه":
            toponym.first -= 1  # بادية makes the name of a desert place, so it belongs to the span
            toponym.start = document.ends[toponym.first] - len("باديه")
        kept.append(toponym)
    return kept


def _names_border(document: Document, toponym: Toponym) -> bool:
    """Whether a country only says whose border is meant (على الحدود السورية العراقية)."""
    return toponym.place_ids == ("SY",) and document.word(toponym.first - 1) in _BORDERS


_BORDERS = frozenset("الحدود الاراضي".split())


def _has_cue(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether a head noun stands right before the name, or is written to it, or holds for the whole of its list."""
    own = toponym.first > 0 and cue_of(document.words[toponym.first - 1], lexicon) is not None
    return own or toponym.cue in _OF_MANY or toponym.prefix.endswith(_HEADS_GLUED)


_OF_MANY = frozenset(
    "بلدات بلدتي بلدتا البلدات قريتي قريتا قري مدينتي مدينتا مدن نواحي ناحيتي احياء حيي حقول حقلي".split()
)
"""Cues of several places: they hold for each name of the list behind them. One of a single place holds for the name
right behind it only, where that is a common word too (في مدينة الرقة، تبنّى التنظيم …)."""
_HEADS_GLUED = ("قريه", "بلده", "مدينه", "ناحيه")


def _announced(document: Document, toponym: Toponym) -> bool:
    """Whether the name is a hashtag, heads a line, stands between dashes (– الكسرة –), or is followed by the words of a
    place (الصور بريف دير الزور)."""
    raw_start = document.folded.offsets[toponym.start]
    raw = document.report.text
    if raw[max(0, raw_start - 1) : raw_start] == "#":
        return True
    after = document.text[toponym.end : toponym.end + 14].strip()
    if after.startswith(("بريف", "شرق", "غرب", "شمال", "جنوب", "في ريف")):
        return True
    before = document.text[max(0, toponym.start - 3) : toponym.start].strip()
    if before[-1:] in _PARTS_FIELDS and after[:1] in _PARTS_FIELDS:
        return True
    sentence = document.sentence_of[toponym.first]
    return toponym.first == sentence.first and after[:1] in (":", "|", "-", "/")


_PARTS_FIELDS = frozenset("-|/")


def _owns(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the word before says what belongs to a place (مشفى تدمر, أهالي تدمر): there a verb cannot stand."""
    word = document.words[toponym.first - 1] if toponym.first else ""
    return any(
        rest in lexicon.kin.stems or rest in lexicon.councils.stems or rest in _BUILDINGS
        for prefix, rest in readings(word)
        if "ال" not in prefix
    )


def _no_verb(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether a name of the shape of a verb (تدمر, "destroys") stands where a verb would want its object: before a
    preposition, a word of time, و or the end of a clause."""
    before = document.words[toponym.first - 1] if toponym.first else ""
    if before in _BEFORE_VERBS or toponym.first == document.sentence_of[toponym.first].first:
        return False
    if toponym.last >= len(document.words) or breaks(document, toponym.last - 1, toponym.last):
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
    behind, ahead = rule.get("after", frozenset()), rule.get("before", frozenset())
    return document.word(toponym.last) in ahead or any(not behind.isdisjoint(rests(word)) for word in before)


_CALLED = frozenset("يدعي تدعي ويدعي المدعو المدعوه والمدعو اسمه واسمه اسمها الملقب الملقبه".split())


def _person(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the name is part of a person's name: behind a given name or title, or before a family name."""
    if toponym.cue or toponym.first == 0:
        return False
    if toponym.prefix:
        named = document.words[toponym.first] in lexicon.given_names  # السيدة فاطمة is no فَ with أطمة
    else:
        before = document.words[toponym.first - 1]
        named = (
            before in _CALLED  # منزل شخص يُدعى ذيبان
            or before in lexicon.given_names
            or before.removeprefix("و") in lexicon.given_names
            or before.removeprefix("ال") in lexicon.given_names
        )
    return named and not document.gaps[toponym.first].strip()
