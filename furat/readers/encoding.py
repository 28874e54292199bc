"""From bytes to text, in any encoding that Arabic text comes in.

UTF-8 proves itself. A single-byte encoding does not: every byte means something in windows-1256, ISO 8859-6 and the
Macintosh set, and UTF-8 read as windows-1256 is Arabic letters too (``ط§ظ„``). So they are compared by how much the
result looks like Arabic writing, and where nothing does, that is an error rather than a page of wrong letters.
"""

import codecs
import re

from charset_normalizer import from_bytes

from furat.readers.fault import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1256", "iso8859_6", "mac_arabic", "cp720")
_CURE = "Save the file as UTF-8"

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
# Words and word beginnings that stand in every few words of Arabic prose, and in no other reading of its bytes.
_COMMON = re.compile(r"(?<!\w)(?:ال\w\w|وال\w|بال\w|لل\w|(?:في|من|على|إلى|الى|عن|أن|ان|مع|التي|الذي|بعد)(?!\w))")
_ENOUGH = 200_000  # bytes that are looked at to tell encodings apart


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of ``data`` without a leading byte order mark; all else, line ends included, is kept.

    Tried in turn: byte order mark, UTF-8, UTF-16 without a mark, the ``declared`` encoding (of an HTML page), the
    single-byte Arabic encodings by likeness, and what charset-normalizer finds.

    Raises:
        UnreadableError: The bytes are no text, are UTF-8 with damage, or look like Arabic in no encoding.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error
    else:
        return text if "\x00" not in text else _without_mark(data)
    if b"\x00" in data[:_ENOUGH]:
        return _without_mark(data)
    _refuse_damaged_utf8(data, damage)
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding; the bytes decide
    return _by_likeness(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise UnreadableError(
            f"the text is marked as {encoding} and is damaged at byte {error.start}",
            _CURE,
            key="damaged_marked",
            line=line,
            encoding=encoding,
            at=error.start,
        ) from error


def _without_mark(data: bytes) -> str:
    """Decode what holds NUL bytes: UTF-16 without a mark, or no text at all."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = _LETTER.findall(text[:_ENOUGH])
        if letters and "\x00" not in text and _share(text) > 0.5:
            return text
    raise UnreadableError("the file is no text (it holds NUL bytes)", _CURE, key="no_text_file")


def _share(text: str) -> float:
    """Share of Arabic letters among the letters."""
    sample = text[:_ENOUGH]
    letters = len(_LETTER.findall(sample))
    return len(_ARABIC.findall(sample)) / letters if letters else 0.0


def _refuse_damaged_utf8(data: bytes, damage: UnicodeDecodeError) -> None:
    """Refuse bytes that are UTF-8 but for a few: a cut or patched file, which any other encoding would turn to mud."""
    sample = data[max(0, damage.start - _ENOUGH) : damage.start + _ENOUGH]
    read = sample.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    whole = sum(char > "\x7f" for char in read) - broken
    if whole > 4 * broken:
        line = data.count(b"\n", 0, damage.start) + 1
        raise UnreadableError(
            f"the text is UTF-8 and is damaged at byte {damage.start}",
            _CURE,
            key="damaged",
            line=line,
            at=damage.start,
        )


def _likeness(text: str) -> float:
    """Common beginnings and words for each Arabic letter: about 0.1 in prose, 0 in a wrong reading."""
    letters = len(_ARABIC.findall(text))
    return len(_COMMON.findall(text)) / letters if letters else 0.0


def _by_likeness(data: bytes) -> str:
    sample = data[:_ENOUGH]
    scores = {name: _likeness(sample.decode(name, "replace")) for name in _SINGLE_BYTE}
    # Of equals the first comes first: windows-1256 is by far the most common.
    for name in sorted(scores, key=scores.__getitem__, reverse=True):
        if scores[name] > 0.01:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue  # a byte that the encoding lacks: ISO 8859-6 and the Macintosh set share their letters
    guess = from_bytes(data).best()
    if guess is not None:
        text = str(guess)
        if _share(text) > 0.5 and "\x00" not in text:
            return text
    raise UnreadableError(
        "the encoding cannot be told: no reading of the bytes looks like Arabic", _CURE, key="encoding_unknown"
    )
