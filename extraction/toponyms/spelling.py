"""Names found by their likeness: stretched, misspelt, or unknown to the gazetteer."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from arabic.folding import fold_text
from arabic.tokens import rests, without_article
from arabic.vocabulary import standing
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.toponyms.context import Toponym, breaks, cue_of, look_around
from extraction.toponyms.names import PlaceNames, is_arabic

COMPOUND = frozenset(fold_text("تل تلة خربة بئر بير عين جب وادي رأس كفر بيت دير أبو أم شيخ مزرعة حاوي").split())
"""First words of names of two words (تل عفورة), which are no name alone."""


def by_doubled_letter(
    document: Document, names: PlaceNames, lexicon: PlaceWords, found: list[Toponym]
) -> list[Toponym]:
    """Find names stretched in casual writing (هجيين, الشحييل): one doubled letter too many."""
    more = []
    for index in names.stretched.positions(document.words):
        begin, end = document.starts[index], document.ends[index]
        if not any(t.start < end and begin < t.end for t in found):
            for prefix, rest, name in names.stretched[document.words[index]]:
                start = end - len(rest)
                toponym = Toponym(
                    start, end, index, index + 1, prefix, name.place_ids, "place.doubled", 0.9,
                    reasons=["a letter is doubled"],
                )  # fmt: skip
                look_around(document, toponym, lexicon)
                if toponym.cue or toponym.relation:
                    more.append(toponym)
                break
    return more


def behind_cues(document: Document, names: PlaceNames, lexicon: PlaceWords, found: list[Toponym]) -> list[Toponym]:
    """Find misspelt and unknown names: only behind a cue, or joined by و to a name behind one."""
    taken = {at for toponym in found for at in range(toponym.first, toponym.last)}
    more: list[Toponym] = []

    def free(at: int) -> bool:
        return at < len(document.words) and at not in taken and not breaks(document, at - 1, at)

    for first in standing(document.words, lexicon.cue_forms, first=1):
        cue = lexicon.cue_forms[document.words[first - 1]]
        at = first
        while free(at):
            is_list = at > first
            if is_list and not document.words[at].startswith("و"):
                break
            toponym = _fuzzy(document, names, lexicon, at, cue, joined=is_list)
            if toponym is None:
                break
            more.append(toponym)
            taken.update(range(toponym.first, toponym.last))
            at = toponym.last
    # ... and joined by و to a place already recognised: ضمان والرز وذبيان
    for toponym in [*found, *more]:
        at = toponym.last
        if toponym.cue in lexicon.strong_cues and document.word(at).startswith("و") and free(at):
            joined = _fuzzy(document, names, lexicon, at, toponym.cue or "", joined=True)
            if joined and joined.place_ids:
                more.append(joined)
                taken.update(range(joined.first, joined.last))
    return more


_THEREIN = frozenset("فيها فيه بها منها اليها عليها".split())


def _fuzzy(
    document: Document, names: PlaceNames, lexicon: PlaceWords, at: int, cue: str, *, joined: bool
) -> Toponym | None:
    """Match one to three words by spelling distance; a strong cue alone makes a place that the gazetteer lacks."""
    word = document.words[at]
    if joined:
        word = word[1:]
    if (
        not word
        or cue_of(word, lexicon)
        or not is_arabic(word)
        or word in lexicon.known
        or lexicon.not_names & rests(word)
        or (at + 1 < len(document.words) and document.words[at + 1] in _THEREIN)
    ):
        return None  # آخر بلدة تمركز فيها المقاتلون
    strong = cue in lexicon.strong_cues
    start = document.ends[at] - len(word)
    if strong:
        for length in (3, 2, 1):
            words = document.words[at : at + length]
            if len(words) < length or any(breaks(document, i, i + 1) for i in range(at, at + length - 1)):
                continue
            text = without_article(" ".join([word, *words[1:]]))
            match = _nearest(text, names)
            if match and (not joined or match[0] >= 0.8 or word.startswith("ال")):
                end = document.ends[at + length - 1]
                return Toponym(
                    start, end, at, at + length, "", match[1], "place.fuzzy", match[0], cue,
                    reasons=[f"spelling distance {match[0]:.2f}, behind {cue}"],
                )  # fmt: skip
    if joined or cue not in lexicon.unknown_cues:
        return None
    last = at
    while word in COMPOUND and last + 1 < len(document.words) and not breaks(document, last, last + 1):
        last += 1  # تل عفورة, خربة أبو زيد
        word = document.words[last]
    if word in lexicon.known or word in lexicon.not_names or not _namelike(word, cue):
        return None
    return Toponym(
        start, document.ends[last], at, last + 1, "", (), "place.unknown", 0.4, cue,
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
    alike = names.alike[len(text)]
    if len(text) <= 5:
        near = process.extract(text, alike, scorer=OSA.distance, score_cutoff=1, limit=3)
        close = [(1 - edits / max(len(text), len(name)), name) for name, edits, _ in near if len(name) >= 4]
        if len(close) != 1:
            return None
    else:
        best = process.extract(text, alike, scorer=OSA.normalized_similarity, score_cutoff=0.8, limit=2)
        close = [(similarity, name) for name, similarity, _ in best]
        if not close or (len(close) > 1 and close[0][0] == close[1][0] and close[0][0] < 1):
            return None
    return close[0][0] * 0.95, names.fuzzy[close[0][1]]
