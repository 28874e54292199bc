"""Places meant by a noun with the article: المدينة, البلدة ذاتها, في القريتين stand for places named before."""

from arabic.tokens import readings, rests
from arabic.vocabulary import Table
from extraction.document import Document, Sentence
from extraction.resolve import SEAT, Resolved
from extraction.toponyms import Toponym

_KINDS: dict[str, tuple[str, ...]] = {
    "مدينه": ("city", "town"),
    "بلده": ("town", "village", "city", "subdistrict"),
    "قريه": ("village", "town"),
    "حي": ("neighbourhood",),
    "حقل": ("oil_field", "gas_field"),
    "مخيم": ("landmark", "town"),
    "مطار": ("base",),
    "معبر": ("crossing",),
    "منطقه": ("town", "village", "city", "neighbourhood", "subdistrict"),
}
_DUALS = {"البلدتين": "بلده", "القريتين": "قريه", "المدينتين": "مدينه", "الحقلين": "حقل", "البلدتان": "بلده"}
_REACH = 14  # places back from the noun
_THERE = "هناك"
_LISTED = "الاولي"
_WHICH = {"الاولي": 0, "الثانيه": 1, "الثالثه": 2, "الاخيره": -1}


class _Nouns(Table[tuple[str, int] | None]):
    """The noun (مدينه, بلده ...) that a word with the article is, or هناك, and how many places it stands for; or that a
    word means a place by its number in a list (الثانيه), and which."""

    def answer(self, word: str) -> tuple[str, int] | None:
        """Return noun and number, if the word is one."""
        for prefix, rest in readings(word):
            if rest in _WHICH:
                return _LISTED, _WHICH[rest]
            if rest in _DUALS:
                return _DUALS[rest], 2
            if prefix.endswith(("ال", "لل")) and rest in _KINDS:
                return rest, 1
        return (_THERE, 1) if word == _THERE else None


_NOUNS = _Nouns()


def anaphoric(
    document: Document,
    sentence: Sentence,
    places: list[Resolved],
    scenes: list[Resolved],
    told: frozenset[str] = frozenset(),
) -> list[Resolved]:
    """Return a scene for each such noun of a sentence that names no place itself.

    The noun stands for the last place of its kind named before it; one that the sentence already has as a scene is not
    given again. ``told`` are the ids of places of which an event was told: each of them can be meant.
    """
    found: list[Resolved] = []
    numbered: list[Resolved] = []
    for index in _NOUNS.positions(document.words[sentence.first : sentence.last], sentence.first):
        word = document.words[index]
        meaning = _NOUNS[word]
        assert meaning is not None
        noun, count = meaning
        if noun == _LISTED:
            numbered += _by_number(document, sentence, places, index, count)
            continue
        if index and document.words[index - 1] in _SIDES:
            continue  # عند حاجز البانوراما جنوبي المدينة
        if index > 1 and document.words[index - 1] == "من" and document.words[index - 2] in _NEAR:
            continue  # معيزيلة القريبة من البلدة
        if index > 1 and document.words[index - 1] == "بين" and document.words[index - 2] in _LIES:
            continue  # أرض تقع بين البلدة وقرية الحصان
        if not _ANOTHER.isdisjoint(document.words[index + 1 : index + 2]):
            continue  # في القرية المجاورة is another village than that told before
        if noun == _THERE and not scenes and index > sentence.first and document.gaps[index] == " ":
            # عزّزت قسد قواتها في طريقها إلى الشحيل بعد مقتل اثنين من عناصرها هناك
            there = [p for p in places if sentence.start <= p.toponym.start < document.starts[index] and p.place]
            found += [_scene(document, index, p) for p in there[-1:] if p.toponym.role == "to"]
        if word == "الحي" and any(rests(before) & _LIVE for before in document.words[max(0, index - 3) : index]):
            continue  # بالرصاص الحي, برصاص "قسد" الحي
        if noun == _THERE or _named(document, index, places):
            continue
        if noun == "منطقه" and _ITSELF.isdisjoint(document.words[index + 1 : index + 2]):
            continue  # the region in general; في المنطقة ذاتها is the place told last
        kinds = _KINDS[noun]
        if any(s.place and s.place.kind in _INSIDE for s in scenes if s.toponym.start > document.starts[index]):
            continue  # وفي المدينة ... في حي الموظفين: the quarter is the scene
        earlier = [p for p in places if p.toponym.start < document.starts[index] and p.place is not None]
        fitting = [p for p in reversed(earlier[-_REACH:]) if _can_be_meant(p, kinds, told)]
        if noun != "مدينه":  # البلدة is never the city of the governorate
            fitting = [p for p in fitting if p.place is None or p.place.place_id != SEAT]
        # The place that was called by this very noun comes before others that could be.
        # So does one of the same sentence (البصيرة ... السيطرة على المدينة). المدينة ذاتها is the one told last.
        itself = not _ITSELF.isdisjoint(document.words[index + 1 : index + 2])
        fitting.sort(
            key=lambda p: (
                p.toponym.first < sentence.first,
                0 if itself or _called(document, p, noun) else 1 if p.place and p.place.kind == kinds[0] else 2,
            )
        )
        meant: list[Resolved] = []
        for place in fitting:
            if len(meant) < count and place.place not in [m.place for m in meant]:
                meant.append(place)
        known = {p.place.place_id for p in [*scenes, *found] if p.place}
        for place in reversed(meant):
            again = index > sentence.first and document.words[index - 1] in _FRONT  # وعند الحقل نسف انتحاريان …
            again = again or any(w.startswith(FOLLOWED) for w in document.words[max(sentence.first, index - 9) : index])
            if place.place and (place.place.place_id not in known or again):
                found.append(_scene(document, index, place))
    return found + numbered


def _by_number(
    document: Document, sentence: Sentence, places: list[Resolved], index: int, which: int
) -> list[Resolved]:
    """Return a scene for the place that is meant by its number in a list of the sentence before (طالت الهجمات بلدتي
    أبو حردوب وغرانيج. ففي الأولى سقطت قذيفتان, وفي الثانية ...), if one is."""
    if document.words[index - 1] not in _IN_THE or "ال" in document.word(index + 1)[:2]:
        return []
    earlier = [p for p in places if p.toponym.start < sentence.start and p.toponym.group >= 0]
    listed = [p for p in earlier if p.toponym.group == earlier[-1].toponym.group and p.place]
    return [_scene(document, index, listed[which])] if len(listed) > max(1, which) else []


_IN_THE = frozenset("في وفي ففي".split())


FOLLOWED = ("تبعه", "تبعها", "تلاه", "تلاها", "تلتها", "اعقبه", "اعقبها")  # غارات على البلدة، تبعها قصف على أحيائها
_LIES = frozenset("تقع يقع الواقعه الواقع".split())
_FRONT = frozenset("وفي وعند وقرب".split())
_ANOTHER = frozenset("المجاوره المقابله المجاور المقابل".split())
_ITSELF = frozenset("ذاتها نفسها عينها".split())
_LIVE = frozenset("رصاص الرصاص".split())
_SIDES = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
_NEAR = frozenset("القريبه القريب قريبه قريب بالقرب مقربه القريبين".split())
_INSIDE = ("neighbourhood", "landmark", "bridge", "base")


def _named(document: Document, index: int, places: list[Resolved]) -> bool:
    """Whether a name follows the noun (المدينة المنورة aside, المدينة X is rare) or the noun is a name's own head."""
    start, end = document.starts[index], document.ends[index]
    return any(p.toponym.start <= end + 1 and start < p.toponym.end for p in places)


def _called(document: Document, place: Resolved, noun: str) -> bool:
    """Whether the report called the place by this noun, before its name or as part of it."""
    return place.toponym.cue == noun or document.text.startswith(noun + " ", place.toponym.start)


def _can_be_meant(place: Resolved, kinds: tuple[str, ...], told: frozenset[str]) -> bool:
    if place.place is None or place.place.kind not in kinds or place.place.usual_sense == "government":
        return False  # المدينة is never Beirut, from where the news was sent
    if place.place.place_id in told:
        return True
    if place.toponym.relation in ("road", "between", "north", "south", "east", "west"):
        return False
    return place.part_of is None and place.toponym.role not in ("organisation", "council", "carried")


def _scene(document: Document, index: int, place: Resolved) -> Resolved:
    toponym = Toponym(
        document.starts[index], document.ends[index], index, index + 1, "", place.toponym.place_ids,
        "place.anaphora", 0.8,
        relation="in", group=-index, reasons=["a noun that stands for a place named before"],
    )  # fmt: skip
    return Resolved(toponym, place.place, place.candidates)
