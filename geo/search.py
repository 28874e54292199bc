"""Search of the gazetteer by a name, for people: every candidate with its score and the reasons for it.

This is wider than what extraction accepts in a text: whoever asks sees the candidates and chooses.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from arabic.folding import fold_text
from geo.gazetteer import Gazetteer
from geo.place import NAME_KINDS, Place, PlaceName

HOME = "SY09"
"""The governorate that the project is about: at the same score its places come first."""

WITHOUT_ARTICLE = 0.95
WITHOUT_SPACES = 0.95
WITHOUT_HEAD_NOUN = 0.9
FUZZY_FACTOR = 0.9
LEAST_SIMILARITY = 0.65
"""OSA similarity under which a name is no candidate: about two edits in six letters."""

_HEAD_NOUN = re.compile(r"^(?:مدينه|بلده|قريه|حي|ناحيه|منطقه|محافظه|حقل|جسر|معبر|مخيم|باديه) ")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN_ARTICLE = re.compile(r"\b(?:al|ar|as|ash|at|ad|adh|an|az|el) ")


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose name fits the question: the name that fits best, a score of 0 to 1, and the reasons for it."""

    place: Place
    name: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Place
    name: PlaceName
    key: str
    bare: str
    core: str
    closed: str


def search(gazetteer: Gazetteer, text: str, *, limit: int = 10) -> list[Match]:
    """Return the places whose names fit ``text``, best first, one match a place.

    A name fits when it is the same after folding (score 1), the same without the article (ذيبان, الذيبان), without
    spaces (ديرالزور) or behind a head noun (ناحية ذيبان), or similar by the letters to insert, drop, change or swap.
    Latin letters are compared with the English names, hyphens and the article aside. A place id or p-code finds its
    place. At equal scores official names, then places of the governorate of Deir ez-Zor come first. Text without a
    letter or digit finds nothing. Raises ``ValueError`` for a limit below 1.
    """
    if limit < 1:
        raise ValueError(f"limit is {limit}; ask for at least 1 candidate")
    found: dict[str, Match] = {}
    known = gazetteer.get(text.strip()) or gazetteer.get(text.strip().upper())
    if known is not None:
        found[known.place_id] = Match(known, known.name_ar, 1.0, ("its place id",))
    language = _script(text)
    key = _key(text, language)
    if key:
        questions: list[tuple[str, tuple[str, ...]]] = [(key, ())]
        if language == "ar" and _HEAD_NOUN.match(key):
            questions.append((_HEAD_NOUN.sub("", key), ("head noun left out",)))
        for question, aside in questions:
            for match in _candidates(gazetteer, question, language, aside):
                held = found.get(match.place.place_id)
                if held is None or match.score > held.score:
                    found[match.place.place_id] = match
    return sorted(found.values(), key=lambda match: _rank(gazetteer, match))[:limit]


def _candidates(gazetteer: Gazetteer, key: str, language: str, aside: tuple[str, ...]) -> Iterable[Match]:
    entries = _entries(gazetteer, language)
    bare, closed = _bare(key, language), key.replace(" ", "")
    similar = process.extract(
        bare, [e.bare for e in entries], scorer=OSA.normalized_similarity, score_cutoff=LEAST_SIMILARITY, limit=None
    )
    fuzzy = {index: similarity for _, similarity, index in similar}
    for index, entry in enumerate(entries):
        if entry.key == key:
            yield _match(entry, 1.0, "same spelling when folded", aside)
        elif entry.bare == bare:
            yield _match(entry, WITHOUT_ARTICLE, "same without the article", aside)
        elif entry.closed == closed:
            yield _match(entry, WITHOUT_SPACES, "same without spaces", aside)
        elif entry.core == bare:
            yield _match(entry, WITHOUT_HEAD_NOUN, "same behind a head noun", aside)
        elif index in fuzzy:
            how = f"similar ({fuzzy[index]:.2f}, {OSA.distance(bare, entry.bare)} edits)"
            yield _match(entry, fuzzy[index] * FUZZY_FACTOR, how.replace(" 1 edits", " 1 edit"), aside)


def _match(entry: _Entry, score: float, how: str, aside: tuple[str, ...]) -> Match:
    kind = {"official": "official name", "alias": "other name", "guess": "guessed spelling"}[entry.name.kind]
    reasons = [*aside, how, kind]
    if entry.name.use != "any":
        reasons.append(
            "also an ordinary word: in texts it needs " + ("its head noun" if entry.name.use == "cue" else "context")
        )
    return Match(entry.place, entry.name.text, round(score, 4), tuple(reasons))


def _rank(gazetteer: Gazetteer, match: Match) -> tuple[float, int, bool, bool, str]:
    kinds = [name.kind for name in match.place.names if name.text == match.name]
    return (
        -match.score,
        min((NAME_KINDS.index(kind) for kind in kinds), default=0),
        HOME not in gazetteer or not gazetteer.within(match.place.place_id, HOME),
        match.place.usual_sense != "place",
        match.place.place_id,
    )


@lru_cache(maxsize=8)
def _entries(gazetteer: Gazetteer, language: str) -> tuple[_Entry, ...]:
    entries = []
    for place in gazetteer:
        for name in place.names:
            if _script(name.text) == language:
                key = _key(name.text, language)
                core = _bare(_HEAD_NOUN.sub("", key), language)
                entries.append(_Entry(place, name, key, _bare(key, language), core, key.replace(" ", "")))
    return tuple(entries)


def _script(text: str) -> str:
    """Return ``ar`` for text with an Arabic letter, else ``en``; T2 is Latin, though Arabic texts write it so."""
    return "ar" if _ARABIC.search(fold_text(text)) else "en"


def _key(text: str, language: str) -> str:
    if language == "ar":
        return re.sub(r"\s+", " ", fold_text(text))
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’ʿʾ`]", "", plain)).split())


def _bare(key: str, language: str) -> str:
    """Return the key without articles, of which transliterations and writers are careless."""
    if language == "ar":
        return " ".join(word.removeprefix("ال") if len(word) > 3 else word for word in key.split())
    return _LATIN_ARTICLE.sub("", key)
