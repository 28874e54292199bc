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
    Phrases,
    PlaceWords,
    RoleWords,
    Term,
    by_first_word,
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
    "Phrases",
    "PlaceWords",
    "RoleWords",
    "Term",
    "by_first_word",
    "load_lexicon",
    "noun_forms",
    "verb_forms",
]
