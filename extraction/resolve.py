"""Toponym resolution: which place of the gazetteer a name stands for, in the light of the whole report."""

import re
from itertools import repeat
from operator import itemgetter

from arabic.folding import fold_name
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.toponyms import Toponym, listed
from extraction.types import Candidate, PlaceMention
from extraction.values import dataclass
from geo.distance import km
from geo.gazetteer import Gazetteer
from geo.place import Place

_MARKS = frozenset(".\n؛:!؟")

HOME = "SY09"
SEAT = "C5086"
"""The governorate that Furat is made for: of like-named places the one inside is meant, unless the text says else."""

DESERT = "sy-al-badiyah"
HOME_DESERT = "dz-badiyat-dayr-az-zawr"
"""The desert of Syria, and the part of it that is the governorate's."""

_HOME_NAME = "دير ?الزور"
_POPULATED = ("city", "town", "village")
_ANCHORING = (*_POPULATED, "subdistrict")
_PRIOR = {"city": 0.3, "town": 0.25, "village": 0.2, "subdistrict": 0.05, "district": 0.0, "neighbourhood": 0.08}
_WAYS = ("rural", "east", "west", "north", "south")
_CHAIN_GAP = 34  # characters between a place and the unit named after it (قرية السويدان في ناحية ذيبان بريف ...)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with the place it was resolved to (or None), all candidates, and its role in a chain of places.

    ``part_of`` is the index of the toponym that this one only explains (دير الزور in الشحيل بريف دير الزور): such a
    parent is a mention, but no scene of its own.
    """

    toponym: Toponym
    place: Place | None
    candidates: tuple[Candidate, ...]
    part_of: int | None = None

    @property
    def first(self) -> int:
        """Index of the first token of its toponym."""
        return self.toponym.first


class _Anchors(dict[str, float | None]):
    """The places named by toponyms of one meaning, and how far the nearest of them lies from a place, itself left out,
    in kilometres: worked out when first asked, once for all toponyms that can mean the place."""

    def __init__(self, toponyms: list[Toponym], gazetteer: Gazetteer) -> None:
        super().__init__()
        sure = dict.fromkeys(t.place_ids[0] for t in toponyms if len(t.place_ids) == 1)
        places = [gazetteer[place_id] for place_id in sure]
        self.gazetteer = gazetteer
        self.places = [place for place in places if place.kind in _ANCHORING]
        self.points = [(place.place_id, (place.lat, place.lon)) for place in self.places]

    def __missing__(self, place_id: str) -> float | None:
        place = self.gazetteer[place_id]
        others = [point for anchor_id, point in self.points if anchor_id != place_id]
        nearest = self[place_id] = min(map(km, repeat((place.lat, place.lon)), others), default=None)
        return nearest


def resolve(document: Document, toponyms: list[Toponym], gazetteer: Gazetteer, words: PlaceWords) -> list[Resolved]:
    """Resolve every toponym. First those that can mean one place only; these then speak for their neighbours."""
    anchors = _Anchors(toponyms, gazetteer)
    resolved: list[Resolved] = []
    for index, toponym in enumerate(toponyms):
        following = _following(document, toponyms, index)
        scored = [
            _score(document, toponym, gazetteer[place_id], following, anchors, words) for place_id in toponym.place_ids
        ]
        scored.sort(key=_SCORE, reverse=True)
        # Ranked by what speaks for them in full; what is shown is a share of 1.
        shown = tuple(
            Candidate(place.place_id, place.name_ar, max(0.0, min(1.0, score)), tuple(reasons))
            for score, place, reasons in scored
        )
        place = scored[0][1] if scored else None
        resolved.append(_countryside(document, Resolved(toponym, place, shown), gazetteer))
    return _chain(document, resolved, gazetteer)


_SCORE = itemgetter(0)


def _score(
    document: Document,
    toponym: Toponym,
    place: Place,
    following: list[Toponym],
    anchors: _Anchors,
    words: PlaceWords,
) -> tuple[float, Place, list[str]]:
    """Score one candidate; each reason names what spoke for or against it."""
    gazetteer = anchors.gazetteer
    score, reasons = 0.45, []
    inside = gazetteer.within(place.place_id, HOME)
    if inside:
        score += 0.2
        reasons.append("in the governorate")
    score += _PRIOR.get(place.kind, 0.1)
    if place.usual_sense != "place":
        score -= 0.3
        reasons.append("name mostly stands for a government or an operation")
    if toponym.cue:
        kinds = words.cues.get(toponym.cue, frozenset())
        if place.kind in kinds:
            score += 0.25
            reasons.append(f"{toponym.cue} announces a {place.kind}")
        elif kinds and toponym.cue != "منطقه":
            score -= 0.2
            reasons.append(f"{toponym.cue} announces no {place.kind}")
    elif place.kind == "neighbourhood":
        score -= 0.05
    parent = _named_parent(place, following, gazetteer) if following else None
    if parent:
        score += 0.3
        reasons.append(f"{parent} is named after it")
    distance = anchors[place.place_id]
    if distance is not None:
        if distance < 15:
            score += 0.12
            reasons.append(f"{distance:.0f} km from another place of the report")
        elif distance > 60:
            score -= 0.08
    if len(toponym.place_ids) > 1:
        if any(a.parent_id == place.parent_id and a is not place for a in anchors.places):
            score += 0.06
            reasons.append("in the sub-district of another place of the report")
        if fold_name(document.text[toponym.start : toponym.end]) not in fold_name(place.name_ar):
            score -= 0.03
            reasons.append("not its first name")
    if place.guessed_name:
        score -= 0.02
    return score * toponym.score, place, reasons


def _following(document: Document, toponyms: list[Toponym], index: int) -> list[Toponym]:
    """Return the toponyms, two at most, that are named within a few words after one: they may say where it lies."""
    end = toponyms[index].end
    found = []
    for other in toponyms[index + 1 : index + 3]:
        if other.start - end > _CHAIN_GAP or "\n" in document.text[end : other.start]:
            break
        found.append(other)
    return found


def _named_parent(place: Place, following: list[Toponym], gazetteer: Gazetteer) -> str | None:
    """Return the name of a unit or town, named within a few words, that holds the candidate."""
    for other in following:
        for place_id in other.place_ids:
            if (
                place_id != place.place_id
                and gazetteer.within(place.place_id, place_id)
                and not _same_name(gazetteer[place_id], place)
            ):
                return gazetteer[place_id].name_ar
            # Towns stand for the sub-district or district that bears their name: قرية الغبرة بريف البوكمال
            town = gazetteer[place_id]
            if town.kind in _POPULATED and town is not place and _bears_name(town, place, gazetteer):
                return town.name_ar
    return None


def _bears_name(town: Place, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in a sub-district or district that bears the name of a town."""
    return any(
        unit.kind in ("subdistrict", "district")
        and unit.name_ar.endswith(town.name_ar)
        and gazetteer.within(place.place_id, unit.place_id)
        for unit in gazetteer.ancestors(town.place_id)
    )


def _countryside(document: Document, item: Resolved, gazetteer: Gazetteer) -> Resolved:
    """Read ريف دير الزور, without a side, as the governorate (labelling guide); the head noun stays out of the span."""
    whole = _governorate_of(item.place, gazetteer)
    if item.place is None or whole is None or fold_name(item.place.name_ar) != "ريف " + _bare_name(whole):
        return item
    toponym = item.toponym
    if toponym.last - toponym.first > 1:
        toponym.first += 1
        toponym.start, toponym.relation, toponym.prefix = document.starts[toponym.first], "rural", ""
    reasons = ("the countryside of a governorate without a side is the governorate",)
    return Resolved(
        toponym, whole, (Candidate(whole.place_id, whole.name_ar, item.candidates[0].score, reasons), *item.candidates)
    )


def _same_name(first: Place, second: Place) -> bool:
    return first.name_ar.split()[-1] == second.name_ar.split()[-1]


def _chain(document: Document, resolved: list[Resolved], gazetteer: Gazetteer) -> list[Resolved]:
    """Mark each toponym that only says where the one before it lies."""
    out = list(resolved)
    for index in range(1, len(resolved)):
        this, before = resolved[index], out[index - 1]
        if this.toponym.start - before.toponym.end > _HELD_GAP:
            continue
        gap = document.text[before.toponym.end : this.toponym.start]
        if len(gap) > _CHAIN_GAP and not _held(this, gap):
            continue
        if not _MARKS.isdisjoint(gap) or listed(document, before.toponym, this.toponym):
            continue
        first = before.part_of if before.part_of is not None else index - 1
        if _explains(document, resolved[first], this, gap, gazetteer):
            out[index] = Resolved(this.toponym, this.place, this.candidates, first)
    return out


_HELD_GAP = 110  # characters that may tell who holds a place, before the countryside that it lies in
_HELD = ("الخاضع", "التابع", "الواقع", "علي الحدود", "عند الحدود")


def _held(outer: Resolved, gap: str) -> bool:
    """Whether only words on who holds a place, or on the border that it lies at, stand between it and its countryside
    (قاعدة معيزيلة الخاضعة لسيطرة القوات الإيرانية بريف البوكمال, معبر القائم على الحدود السورية العراقية بريف
    البوكمال)."""
    near = outer.toponym.relation == "rural" and len(gap) <= _HELD_GAP and "،" not in gap
    return near and gap.strip().startswith(_HELD)


_LINKING = frozenset((*_WAYS, "facing", "near", "in", None))


def _explains(document: Document, inner: Resolved, outer: Resolved, gap: str, gazetteer: Gazetteer) -> bool:
    if outer.place is None or (inner.place is not None and inner.place.kind == "country"):
        return False  # الموالي لإيران ببلدة الهري
    if inner.toponym.role == "organisation" and outer.toponym.relation in _WAYS:
        return False  # رتل لمقاتلين موالين لطهران جنوب الميادين
    if inner.toponym.relation == "road" and outer.toponym.relation == "near":
        return False  # على طريق حقل التنك قرب أبو حمام: the road only leads there
    if inner.toponym.relation == "from" and outer.toponym.relation == "desert":
        return False  # قُتل رعاة من السبخة في بادية الشولا: they come from the one, and died in the other
    link = outer.toponym.relation in _LINKING
    wide = outer.place.is_area or outer.place.kind in ("city", "town")
    if not (link and wide):
        return False
    if "،" in gap and outer.place.kind in _POPULATED and outer.toponym.relation not in ("rural", "facing"):
        return False
    words = gap.split()
    if outer.place.kind in ("region", "governorate") and len(words) <= 3:
        return True
    if inner.place is None:
        return outer.place.is_area or outer.toponym.relation in _WAYS
    if gazetteer.within(inner.place.place_id, outer.place.place_id):
        return True
    if outer.toponym.relation in (*_WAYS, "facing"):
        return len(words) <= 4 or _held(outer, gap)
    same_unit = inner.place.parent_id == outer.place.parent_id and outer.place.kind in ("city", "town")
    return same_unit and len(words) <= 4 and inner.place.kind not in ("city", "town", "village")


def _governorate_of(place: Place | None, gazetteer: Gazetteer) -> Place | None:
    """Return the governorate that a region is a part of (ريف حمص الشرقي), or None for other places."""
    if place is None or place.kind != "region":
        return None
    if gazetteer.within(place.place_id, HOME):
        return gazetteer[HOME]
    parents = (p for p in gazetteer.ancestors(place.place_id) if p.kind == "governorate")
    return next((p for p in parents if _bare_name(p) in fold_name(place.name_ar)), None)


def _bare_name(governorate: Place) -> str:
    return fold_name(governorate.name_ar).removeprefix("محافظه ").removeprefix("ريف ")


def mentions(document: Document, resolved: list[Resolved], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Return the resolved toponyms as place mentions with raw spans."""
    out = []
    for item in resolved:
        toponym = item.toponym
        whole = _governorate_of(item.place, gazetteer)
        if item.place is not None and whole is not None:
            # A part of the governorate (ريف دير الزور الشرقي) mentions the governorate; الريف الشرقي names nothing.
            pattern = _HOME_NAME if whole.place_id == HOME else re.escape(_bare_name(whole))
            at = re.compile(pattern).search(document.text, toponym.start, toponym.end)
            if at is None:
                continue
            start, end = at.span()
            candidate = Candidate(
                whole.place_id, whole.name_ar, item.candidates[0].score, ("named in " + item.place.name_ar,)
            )
            place: Place | None = whole
            candidates = (candidate, *item.candidates)
        else:
            start, end, place, candidates = toponym.start, toponym.end, item.place, item.candidates
        span = document.span(start, end)
        out.append(
            PlaceMention(
                span,
                document.report.text[span.start : span.end],
                toponym.rule,
                place.place_id if place else None,
                candidates[0].score if candidates else toponym.score,
                candidates,
                toponym.cue,
                toponym.role if item.part_of is None else "parent",
                toponym.relation,
            )
        )
    return tuple(out)
