"""The words of maps that are handed on, one file per language: pages and commands hand on the same maps."""

from functools import cache
from pathlib import Path

from furat.wording import Texts, read_texts

FOLDER = Path(__file__).parent / "texts"


@cache
def handout_words(language: str) -> Texts:
    """Load the words of ``language`` (``en`` or ``ar``).

    Raises:
        TextError: where there are none, or the file is malformed.
    """
    return read_texts(FOLDER, language)
