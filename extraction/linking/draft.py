"""What is found in a report, and incidents in the making."""

from dataclasses import field
from datetime import date

from extraction.actors import ActorMention
from extraction.casualties import Count
from extraction.classify import Scene
from extraction.dates import DateMention
from extraction.document import Document
from extraction.lexicon import Lexicon
from extraction.linking.confidence import ConfidenceModel
from extraction.parties import Party
from extraction.resolve import Resolved
from extraction.roles import RoleModel, Telling
from extraction.segments import Segment
from extraction.terms import Terms
from extraction.triggers import Trigger
from extraction.types import Rejected
from extraction.values import dataclass
from extraction.views import ActorView
from geo.gazetteer import Gazetteer

FORCES = frozenset("sdf asayish syrian_government assad_forces coalition control:0 control:1".split())
"""Actors that arrest rather than abduct (control: names whose meaning depends on date and bank)."""


WIDE = ("governorate", "region", "district", "country")


@dataclass(frozen=True, slots=True)
class Material:
    """All that was found in a report, ready to be linked."""

    document: Document
    places: list[Resolved]
    dates: list[DateMention]
    written: date | None
    triggers: list[Trigger]
    counts: list[Count]
    actors: list[ActorMention]
    views: list[ActorView]
    parties: list[Party]
    terms: Terms
    lexicon: Lexicon
    gazetteer: Gazetteer
    roles: RoleModel
    confidence: ConfidenceModel


@dataclass(slots=True)
class Draft:
    """An incident in the making."""

    scene: Resolved
    pair: Resolved | None
    sub_type: str
    triggers: list[Trigger]
    first: int
    last: int
    sentence: int
    start: date | None = None
    end: date | None = None
    dated: DateMention | None = None
    inherited: bool = False
    counts: list[Count] = field(default_factory=list)
    shared: bool = False
    hurt: frozenset[str] = frozenset()  # the sides of those whom a shared figure counts
    told: list[Telling] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    weapons: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    types: list[str] = field(default_factory=list)
    tellings: int = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that tells an event without a place, before any place was told: مقتل عنصرين بهجوم. وقع الهجوم في …"""

    telling: Telling
    counts: list[Count]
    dated: DateMention | None
    kinds: frozenset[str]


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence."""

    drafts: list[Draft] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    when: tuple[date, date] | None = None
    header: tuple[date, date] | None = None
    aside: tuple[date, date] | None = None
    aside_at: int = -9
    lead: Lead | None = None
    listing: list[Trigger] = field(default_factory=list)  # event words that announce a list (على الشكل التالي:)
    heading: list[Resolved] = field(default_factory=list)
    heading_at: int = -9
    rejected: list[Rejected] = field(default_factory=list)


def new_draft(
    place: Resolved, pair: Resolved | None, sub_type: str, segment: Segment, live: list[Trigger], scene: Scene
) -> Draft:
    """Return the draft of a segment at one of its places, neither dated nor counted."""
    begin = segment.first if segment.subject is None else segment.subject
    return Draft(
        scene=place,
        pair=pair,
        sub_type=sub_type,
        triggers=live,
        first=segment.first,
        last=segment.last,
        sentence=segment.sentence.index,
        kinds=frozenset(scene.kinds),
        objects=scene.objects,
        weapons=set(scene.weapons),
        told=[Telling(begin, segment.last, segment.sentence.index, tuple(live))],
        types=[sub_type],
    )


def reject(material: Material, state: State, first: int, last: int, what: str, reason: str) -> None:
    """Note something that was considered and not taken, for ``furat explain``."""
    if first < last <= len(material.document.words):
        state.rejected.append(Rejected(material.document.span_of(first, last), what, reason))
