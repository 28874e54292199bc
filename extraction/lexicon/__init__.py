"""The lexicons of ``data/lexicon``: what they hold, how entries expand to forms, and how they are loaded."""

from extraction.errors import LexiconError
from extraction.lexicon.forms import noun_forms, verb_forms
from extraction.lexicon.load import DEFAULT_FOLDER, load_lexicon
from extraction.lexicon.model import (
    Actor,
    Anaphor,
    CasualtyWords,
    ControlRow,
    Kind,
    Lexicon,
    PlaceWords,
    RoleWords,
    Term,
)

__all__ = [
    "DEFAULT_FOLDER",
    "Actor",
    "Anaphor",
    "CasualtyWords",
    "ControlRow",
    "Kind",
    "Lexicon",
    "LexiconError",
    "PlaceWords",
    "RoleWords",
    "Term",
    "load_lexicon",
    "noun_forms",
    "verb_forms",
]
