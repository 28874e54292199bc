"""Words that are no safe name by themselves: what whoever teaches a spelling must be warned of."""

from collections.abc import Iterable

from arabic.folding import fold_name
from arabic.tokens import without_article
from extraction.lexicon import Lexicon
from extraction.toponyms.names import is_arabic
from extraction.toponyms.spelling import COMPOUND

SHORT = 3
"""Letters, the article aside, up to which a name is too likely to be another word: الزر is "the button"."""


def why_ordinary(text: str, lexicon: Lexicon) -> str | None:
    """Return why a spelling may not be read as a place wherever it stands, or None.

    Only the words that the lexicons hold are known as ordinary ones: قصف is refused, the rarer عرزال is not.
    """
    form = " ".join(fold_name(text).lower().split())
    letters = sum(char.isalnum() for char in (without_article(form) if is_arabic(form) else form))
    if letters <= SHORT:
        return "it has three letters or fewer, the article aside"
    if _known(form, lexicon):
        return "it is an ordinary word, or the name of an actor"
    return None


def _known(form: str, lexicon: Lexicon) -> bool:
    words = lexicon.place_words
    forms = {form, without_article(form), f"ال{form}"}
    if not forms.isdisjoint(lexicon.index.forms):
        return True
    if " " in form:
        return False
    lists: tuple[Iterable[str], ...] = (
        *(words.cues, words.relations, words.not_names, words.cue_only, words.contextual, words.ordinary),
        *(word_class.stems for word_class in (words.transparent, words.organisations, words.councils, words.kin)),
        *(words.origins.stems, words.given_names, words.carries.stems, COMPOUND),
    )
    return any(not forms.isdisjoint(known) for known in lists)
