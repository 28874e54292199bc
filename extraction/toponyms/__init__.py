"""Toponym recognition: which words of a report name a place, before asking which place.

Names are found by dictionary (Aho-Corasick), then by spelling distance, but only behind a cue word such as بلدة; names
that are ordinary words as well need a cue, a place word or another place beside them.
"""

from extraction.toponyms.context import Toponym
from extraction.toponyms.finder import recognise
from extraction.toponyms.lists import listed
from extraction.toponyms.names import Name, PlaceNames, build_names

__all__ = ["Name", "PlaceNames", "Toponym", "build_names", "listed", "recognise"]
