"""The words of the interface, one file per language."""

from functools import cache
from pathlib import Path

from furat.wording import LANGUAGES, TextError, Texts, read_texts

__all__ = ["FOLDER", "LANGUAGES", "TextError", "Texts", "load_texts"]

FOLDER = Path(__file__).parent


@cache
def load_texts(language: str) -> Texts:
    """Load the texts of ``language`` (``en`` or ``ar``).

    Raises:
        TextError: naming the file and the key, where an entry is neither a text nor a set of plural forms.
    """
    return read_texts(FOLDER, language)
