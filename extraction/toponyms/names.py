"""The spellings of the gazetteer's names, ready to be found."""

import re
from collections.abc import Iterable

from arabic.folding import LETTER, fold_text
from arabic.tokens import readings, without_article
from arabic.vocabulary import Table
from extraction.phrases import PhraseIndex
from extraction.values import dataclass
from geo.gazetteer import Gazetteer

HOME = "SY09"
"""The governorate that the reports are about: Deir ez-Zor."""

_SIDE_WORDS = frozenset("الشرقيه الغربيه الشماليه الجنوبيه الشرقي الغربي الشمالي الجنوبي الفوقاني التحتاني".split())
_JOINED_INSIDE = (("دير الزور", "ديرالزور"), ("ابو ", "ابو"))

LEAST_LETTERS = {"ar": 2, "en": 4}
"""Letters, by language, under which a name is not looked for in a text."""

SIDES = ("الشرقي", "الغربي", "الشمالي", "الجنوبي")


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of one or more places: ``use`` as in the gazetteer, ``variant`` for a spelling made by rule."""

    text: str
    place_ids: tuple[str, ...]
    use: str
    variant: bool = False


_DOUBLED = re.compile(f"([{LETTER}])\\1")


class Stretched(Table[tuple[tuple[str, str, Name], ...]]):
    """The names that a word is with one doubled letter too many (الشحييل), with proclitics and rest of the word."""

    def __init__(self, by_form: dict[str, Name]) -> None:
        super().__init__()
        self.by_form = by_form

    def answer(self, word: str) -> tuple[tuple[str, str, Name], ...]:
        """Return the names that a word may be."""
        if not _DOUBLED.search(word):
            return ()
        read = [(prefix, rest) for prefix, rest in readings(word) if len(rest) > 4 and rest not in self.by_form]
        found = [(prefix, rest, self.by_form.get(_DOUBLED.sub(r"\1", rest))) for prefix, rest in read]
        return tuple((p, rest, name) for p, rest, name in found if name and not name.variant and name.use != "cue")


class NamesAlike(dict[int, tuple[str, ...]]):
    """The names that a spelling of some number of letters can be alike enough to, by that number: those of about its
    length, since each letter more or less is an edit."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = tuple(names)

    def __missing__(self, letters: int) -> tuple[str, ...]:
        found = self[letters] = tuple(name for name in self.names if _of_like_length(letters, len(name)))
        return found


def _of_like_length(one: int, other: int) -> bool:
    """Whether spellings of two lengths can be one edit apart, or have four of five letters in common."""
    apart = abs(one - other)
    return apart <= 1 or 5 * apart <= max(one, other)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of the gazetteer, ready to be found: a dictionary, and lists for the search by spelling distance."""

    index: PhraseIndex[Name]
    fuzzy: dict[str, tuple[str, ...]]
    alike: NamesAlike
    by_form: dict[str, Name]
    stretched: Stretched


def build_names(gazetteer: Gazetteer) -> PlaceNames:
    """Collect the spellings of every place: names and aliases, joined spellings, and without the article."""
    ids: dict[str, list[str]] = {}
    uses: dict[str, str] = {}
    guessed: set[str] = set()
    for place in gazetteer:
        for name in place.names:
            form = fold_text(name.text) if name.language == "ar" else re.sub(r"[^a-z0-9]", " ", name.text.lower())
            form = " ".join(form.split())
            if len(form) < LEAST_LETTERS[name.language]:
                continue
            ids.setdefault(form, [])
            if place.place_id not in ids[form]:
                ids[form].append(place.place_id)
            uses[form] = max(uses.get(form, "any"), name.use, key=("any", "context", "cue").index)
            if name.kind == "guess":
                guessed.add(form)
    for form, places in ids.items():  # "قرية الكشمة" is another name of تشرين, yet mostly the village الكشمة
        head, _, bare = form.partition(" ")
        if head in ("قريه", "بلده", "مدينه") and bare in ids:
            places += [place for place in ids[bare] if place not in places]
    for form, places in list(ids.items()):  # حي الصناعة بالبوكمال: the town behind it says which
        quarter, _, town = form.partition(" في ")
        for bare in (quarter, quarter.removeprefix("حي ")) if town else ():
            if bare in ids:
                ids[bare] += [place for place in places if place not in ids[bare]]
    by_form = {form: Name(form, tuple(places), uses[form]) for form, places in ids.items()}
    for form, spelled in list(by_form.items()):
        for spelling, use in _spellings(form, spelled.use):
            by_form.setdefault(spelling, Name(form, spelled.place_ids, use, variant=True))
    fuzzy: dict[str, list[str]] = {}
    for form, spelled in by_form.items():
        bare = without_article(form)
        # Guessed names, short names and ordinary words are matched exactly or not at all.
        if form in guessed or spelled.variant or len(bare) <= 3 or spelled.use == "cue" or not is_arabic(form):
            continue
        near = [place_id for place_id in spelled.place_ids if gazetteer.within(place_id, HOME)]
        if near:  # what is misspelt is a place of the governorate: عظمان is not Amman
            fuzzy.setdefault(bare, [])
            fuzzy[bare] += [place_id for place_id in near if place_id not in fuzzy[bare]]
    index = PhraseIndex(by_form.items(), article=False, glued=_glued())
    misspelt = {form: tuple(places) for form, places in fuzzy.items()}
    return PlaceNames(index, misspelt, NamesAlike(misspelt), by_form, Stretched(by_form))


def is_arabic(form: str) -> bool:
    """Whether a folded form is written in Arabic letters."""
    return not form.isascii()


def _spellings(form: str, use: str) -> Iterable[tuple[str, str]]:
    """Yield spellings that reports use although no gazetteer lists them, with how far they may be trusted."""
    if not is_arabic(form):
        return
    words = form.split()
    if len(words) > 1 and len(form) >= 7:
        yield "".join(words), use  # ديرالزور, جديدعكيدات
        for side in SIDES:
            if form.endswith("دير الزور"):
                yield form + side, use  # دير الزورالشرقي
    for apart, joined in _JOINED_INSIDE:
        if f" {apart}" in form or form.startswith(apart):
            yield form.replace(apart, joined), use  # ريف ديرالزور, ريف ابوكمال
    if words[0] == "حقل" and len(words) > 1:
        rest = " ".join(words[1:])
        yield from ((f"{field} {rest}", use) for field in ("حقول", "حقول غاز", "حقل غاز", "حقول نفط", "حقل نفط"))
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
