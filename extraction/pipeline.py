"""The whole reading of one report: recognise, resolve, assemble."""

from dataclasses import dataclass

from extraction.types import Reading, Report
from geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Extractor:
    """Gazetteer and lexicons, loaded once at the edge; ``version`` names the rules and data that made a reading."""

    gazetteer: Gazetteer
    version: str


def load_extractor(gazetteer: Gazetteer) -> Extractor:
    """Load the lexicons of ``data/lexicon`` and build the automata."""
    return Extractor(gazetteer, "0")


def read_report(report: Report, extractor: Extractor) -> Reading:
    """Read one report. Pure: the same report and extractor give the same reading."""
    return Reading(report, (), ())
