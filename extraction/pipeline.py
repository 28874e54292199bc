"""The whole reading of one report: recognise, resolve, assemble."""

import hashlib
from dataclasses import dataclass

from extraction.assemble import Material, assemble
from extraction.casualties import find_counts
from extraction.dates import find_dates
from extraction.document import prepare
from extraction.lexicon import Lexicon, load_lexicon
from extraction.resolve import mentions, resolve
from extraction.roles import find_actors
from extraction.terms import find_terms
from extraction.toponyms import PlaceNames, build_names, recognise
from extraction.triggers import find_triggers
from extraction.types import Reading, Report
from geo.gazetteer import Gazetteer

RULES_VERSION = "1"
"""Raised whenever a rule changes what a report yields; stamped on results together with the data's versions."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Gazetteer and lexicons, loaded once at the edge; ``version`` names the rules and data that made a reading."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    names: PlaceNames
    version: str


def load_extractor(gazetteer: Gazetteer) -> Extractor:
    """Load the lexicons of ``data/lexicon`` and build the automata."""
    lexicon = load_lexicon()
    version = hashlib.sha256(f"{RULES_VERSION} {lexicon.version} {gazetteer.version}".encode()).hexdigest()[:12]
    return Extractor(gazetteer, lexicon, build_names(gazetteer), version)


def read_report(report: Report, extractor: Extractor) -> Reading:
    """Read one report. Pure: the same report and extractor give the same reading."""
    document = prepare(report)
    words = extractor.lexicon.place_words
    terms = find_terms(document, extractor.lexicon)
    toponyms = recognise(document, extractor.names, words, terms.actor_ranges)
    places = resolve(document, toponyms, extractor.gazetteer, words)
    barriers = frozenset(place.toponym.first for place in places if place.toponym.role == "scene")
    lexicon = extractor.lexicon
    material = Material(
        document,
        places,
        find_dates(document),
        find_triggers(document, terms, lexicon),
        find_counts(document, terms, lexicon.casualty_words, lexicon.person_sides, barriers),
        find_actors(document, terms, lexicon),
        terms,
        lexicon,
        extractor.gazetteer,
    )
    incidents, rejected = assemble(material)
    return Reading(report, mentions(document, places, extractor.gazetteer), incidents, rejected)
