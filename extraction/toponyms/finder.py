"""The pass over a report that finds its toponyms."""

from bisect import bisect_right
from collections.abc import Sequence

from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.phrases import Hit, longest
from extraction.toponyms.context import Toponym, cue_of, look_around
from extraction.toponyms.lists import as_units, group_lists
from extraction.toponyms.names import SIDES, Name, PlaceNames
from extraction.toponyms.sifting import sift
from extraction.toponyms.spelling import behind_cues, by_doubled_letter

_HEADS = ("بلده ", "قريه ", "مدينه ", "حي ")
"""Head nouns that stay out of the span, though the gazetteer may list a name with them (labelling guide)."""


def recognise(
    document: Document, names: PlaceNames, lexicon: PlaceWords, actors: Sequence[tuple[int, int]] = ()
) -> list[Toponym]:
    """Return the toponyms of a report in the order of the text; what they refer to is decided by ``resolve``.

    ``actors`` are the ranges of actor names: a place inside one (سوريا in قوات سوريا الديمقراطية) is not mentioned.
    """
    hits = longest(names.index.scan(document.plain.lower()))
    found = [
        _toponym(document, hit, lexicon, names)
        for hit in hits
        if not _in_actor(document, hit, actors, lexicon) and not _inside_word(document, hit, lexicon)
    ]
    found += by_doubled_letter(document, names, lexicon, found)
    found += behind_cues(document, names, lexicon, found)
    found.sort(key=lambda t: t.start)
    group_lists(document, found)
    as_units(document, found, names, lexicon)
    return sift(document, found, names, lexicon)


def _toponym(document: Document, hit: Hit[Name], lexicon: PlaceWords, names: PlaceNames) -> Toponym:
    name = hit.payload
    start, end, prefix = hit.start, hit.end, hit.prefix
    if name.variant and _has_side(document, hit):
        end = start + len(name.text)
    elif name.text.startswith(_HEADS):  # مدينة دير الزور
        start, prefix = start + name.text.index(" ") + 1, ""
    first, last = document.token_at(start), document.token_at(end - 1) + 1
    place_ids = name.place_ids
    if _of_country(document, last) and (whole := names.by_form.get(" ".join(document.words[first : last - 1]))):
        last, end, place_ids = last - 1, document.ends[last - 2], whole.place_ids
    rule = "place.variant" if name.variant else "place.name"
    reasons = _BY_RULE if name.variant else _LISTED
    toponym = Toponym(start, end, first, last, prefix, place_ids, rule, 0.95 if name.variant else 1.0, reasons=reasons)
    look_around(document, toponym, lexicon)
    return toponym


_LISTED, _BY_RULE = ("spelling in the gazetteer",), ("spelling made by rule",)


def _of_country(document: Document, last: int) -> bool:
    """Whether the side at the end of a name is that of the country behind it (ريف دير الزور شرقي سوريا)."""
    side = document.words[last - 1]
    return side in _SIDES and document.word(last) in _COUNTRY


_SIDES = frozenset("شرقي غربي شمالي جنوبي شرق غرب شمال جنوب".split())
_COUNTRY = frozenset("سوريا سوريه البلاد".split())


def _in_actor(document: Document, hit: Hit[Name], actors: Sequence[tuple[int, int]], lexicon: PlaceWords) -> bool:
    at = bisect_right(actors, (hit.start, 1 << 60)) - 1
    inside = at >= 0 and actors[at][0] <= hit.start and hit.end <= actors[at][1]
    if inside and actors[at] == (hit.start, hit.end):
        first = document.token_at(hit.start)
        return not (first and cue_of(document.words[first - 1], lexicon))
    return inside


def _inside_word(document: Document, hit: Hit[Name], lexicon: PlaceWords) -> bool:
    """Whether the name is the end of a word of the lexicon (رميلان in برميلان, two barrels)."""
    return bool(hit.prefix) and document.words[document.token_at(hit.start)] in lexicon.known


def _has_side(document: Document, hit: Hit[Name]) -> bool:
    """Whether a side is written to the name without a space (دير الزورالشرقي)."""
    spelled, name = document.plain[hit.start : hit.end], hit.payload.text
    return spelled.startswith(name) and spelled[len(name) :] in SIDES
