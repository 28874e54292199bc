"""The whole reading of one report: recognise, resolve, assemble."""

import hashlib
from pathlib import Path

from extraction.actors import find_actors
from extraction.casualties import find_counts
from extraction.dates import find_dates, written
from extraction.document import prepare
from extraction.lexicon import Lexicon, load_lexicon
from extraction.linking.assemble import assemble
from extraction.linking.confidence import ConfidenceModel, load_confidence_model
from extraction.linking.draft import Material
from extraction.parties import find_parties
from extraction.resolve import mentions, resolve
from extraction.roles import RoleModel, load_role_model
from extraction.terms import find_terms, without_names
from extraction.toponyms import PlaceNames, build_names, recognise
from extraction.triggers import find_triggers
from extraction.types import Reading, Report
from extraction.values import dataclass
from extraction.views import view_actors
from geo.gazetteer import Gazetteer

MODELS = Path(__file__).resolve().parent.parent / "data" / "models"

RULES_VERSION = "1"
"""Raised whenever a rule changes what a report yields; stamped on results together with the data's versions."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Gazetteer and lexicons, loaded once at the edge; ``version`` names the rules and data that made a reading."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    names: PlaceNames
    roles: RoleModel
    confidence: ConfidenceModel
    version: str


def load_extractor(gazetteer: Gazetteer) -> Extractor:
    """Load the lexicons of ``data/lexicon`` and build the automata."""
    lexicon = load_lexicon()
    weights = b"".join(path.read_bytes() for path in sorted(MODELS.glob("*.json")))
    stamp = f"{RULES_VERSION} {lexicon.version} {gazetteer.version} {hashlib.sha256(weights).hexdigest()}"
    version = hashlib.sha256(stamp.encode()).hexdigest()[:12]
    roles = load_role_model(MODELS / "roles.json")
    confidence = load_confidence_model(MODELS / "confidence.json")
    return Extractor(gazetteer, lexicon, build_names(gazetteer), roles, confidence, version)


def gather(report: Report, extractor: Extractor) -> Material:
    """Find everything in a report that linking needs."""
    document = prepare(report)
    lexicon = extractor.lexicon
    terms = find_terms(document, lexicon)
    toponyms = recognise(document, extractor.names, lexicon.place_words, terms.actor_ranges)
    places = resolve(document, toponyms, extractor.gazetteer, lexicon.place_words)
    terms = without_names(terms, {at for place in places for at in range(place.toponym.first, place.toponym.last)})
    barriers = frozenset(place.toponym.first for place in places if place.toponym.role == "scene")
    dates = find_dates(document)
    spans = {mention.first: mention.last for mention in dates}
    actors = find_actors(document, terms, lexicon)
    triggers = find_triggers(document, terms, lexicon)
    return Material(
        document=document,
        places=places,
        dates=dates,
        written=written(document, dates),
        triggers=triggers,
        counts=find_counts(document, terms, lexicon.casualty_words, lexicon.person_sides, barriers, spans),
        actors=actors,
        views=view_actors(document, actors, lexicon.role_words),
        parties=find_parties(document, actors, terms, triggers, lexicon.role_words, lexicon.person_sides),
        terms=terms,
        lexicon=lexicon,
        gazetteer=extractor.gazetteer,
        roles=extractor.roles,
        confidence=extractor.confidence,
    )


def read_report(report: Report, extractor: Extractor) -> Reading:
    """Read one report. Pure: the same report and extractor give the same reading."""
    material = gather(report, extractor)
    incidents, rejected = assemble(material)
    return Reading(report, mentions(material.document, material.places, extractor.gazetteer), incidents, rejected)
