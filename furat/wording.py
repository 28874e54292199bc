"""Words in two languages: plural forms, numbers and dates as each language writes them.

The files of words lie beside those who show them (``furat/ui/texts``, ``furat/exchange/handout/texts``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

LANGUAGES = ("en", "ar")

# Syrian Arabic names the months as the country does (تشرين الثاني). Digits stay 0 to 9 in Arabic as well: Syrian news
# sites write them so, and the report's own words stand beside the figures.
_LOCALES = {"en": Locale("en", "GB"), "ar": Locale("ar", "SY")}
_DIGITS = "latn"


class TextError(ValueError):
    """A file of texts is malformed, or a text was asked for that no file has: both are faults of the program."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. ``texts("key", name=value)`` fills in values and picks the plural form by ``n``."""

    language: str
    entries: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of ``key`` with its placeholders filled in.

        Numbers are written with the language's separators. Where the entry has plural forms, ``n`` chooses: Arabic
        has six (لا حوادث، حادثة، حادثتان، 3 حوادث، 11 حادثة، 100 حادثة).
        """
        entry = self.entries.get(key)
        if entry is None:
            raise TextError(f"{self.language}.yaml has no text {key!r}")
        if not isinstance(entry, str):
            count = values.get("n")
            if not isinstance(count, int):
                raise TextError(f"the text {key!r} has plural forms and needs n")
            form = str(_LOCALES[self.language].plural_form(count))
            entry = entry.get(form, entry["other"])
        written = {
            name: self.number(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
        return entry.format(**written)

    def has(self, key: str) -> bool:
        """Whether there is a text for the key: for ids of the lexicons, which may grow without the interface."""
        return key in self.entries

    def label(self, prefix: str, name: str) -> str:
        """Return the text ``prefix.name``, or the name itself, made readable, where there is no word for it."""
        key = f"{prefix}.{name}"
        return self(key) if self.has(key) else name.replace("_", " ")

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from the right."""
        return self.language == "ar"

    @property
    def direction(self) -> str:
        """The value of HTML's ``dir``."""
        return "rtl" if self.right_to_left else "ltr"

    def figures(self, written: str) -> str:
        """Return figures such as ``3–5+`` so that they keep their order inside Arabic words."""
        return f"\u200e{written}\u200e" if self.right_to_left else written

    def beside(self, parts: Iterable[str]) -> str:
        """Return words beside each other, each read in its own direction: where no markup can keep them apart."""
        mark = "\u200f" if self.right_to_left else "\u200e"
        return f"{mark} · {mark}".join(part for part in parts if part)

    def number(self, value: int) -> str:
        """Write a whole number with the language's separator of thousands."""
        return _number(value, self.language)

    def day(self, value: date) -> str:
        """Write a date with the name of its month, short but unmistakable between the two languages."""
        pattern = "d MMMM y" if self.right_to_left else "d MMM y"
        written = format_date(value, pattern, locale=_LOCALES[self.language])
        return str(written).translate(_EASTERN_DIGITS)

    def month(self, value: date) -> str:
        """Write the month of a date and its year."""
        written = format_date(value, "MMMM y" if self.right_to_left else "MMM y", locale=_LOCALES[self.language])
        return str(written).translate(_EASTERN_DIGITS)

    def days(self, start: date | None, end: date | None) -> str:
        """Write the days from ``start`` to ``end`` inclusive, saying a common month or year once."""
        if start is None or end is None:
            return self("date.unknown")
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        return f"{self.day(start)} – {self.day(end)}"


@lru_cache(maxsize=10_000)
def _number(value: int, language: str) -> str:
    """Write a whole number, once: a page writes a thousand, most of them small and the same at each click."""
    return str(format_decimal(value, locale=_LOCALES[language], numbering_system=_DIGITS))


_EASTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def read_texts(folder: Path, language: str) -> Texts:
    """Read the texts of ``language`` (``en`` or ``ar``) from the files of a folder.

    Raises:
        TextError: naming the file and the key, where an entry is neither a text nor a set of plural forms.
    """
    if language not in LANGUAGES:
        raise TextError(f"there are no texts for the language {language!r}; there are {', '.join(LANGUAGES)}")
    path = folder / f"{language}.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, entry in entries.items():
        plural = isinstance(entry, dict) and "other" in entry and all(isinstance(form, str) for form in entry.values())
        if not (isinstance(key, str) and (isinstance(entry, str) or plural)):
            raise TextError(f"{path.name}: {key!r} is neither a text nor a set of plural forms with 'other'")
    return Texts(language, entries)
