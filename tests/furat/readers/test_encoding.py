import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.readers.encoding import decode
from furat.readers.fault import UnreadableError

PROSE = (
    "قال مصدر محلي إن عبوة ناسفة انفجرت في بلدة الشحيل، وأدت إلى إصابة عنصرين من قسد.\r\n"
    "وأضاف أن الأهالي سمعوا صوت الانفجار من القرى المجاورة على الضفة اليسرى.\n"
)
SHORT = "انفجار في الشحيل"

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("text", [PROSE, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_without_a_mark(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [PROSE, SHORT, "", "plain words"])
@pytest.mark.parametrize("encoding", BOMS)
def test_with_a_mark(text, encoding):
    assert decode(BOMS[encoding] + text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "lacks"), [("cp720", "،"), ("mac_arabic", "")])
def test_of_other_systems(encoding, lacks):
    text = PROSE.replace(lacks, "")
    assert decode(text.encode(encoding)) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_utf8_is_never_changed(text):
    assert decode(b"\xef\xbb\xbf" + text.encode("utf-8")) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_without_a_mark_is_never_changed(text):
    assert decode(text.encode("utf-8")) == text


def test_only_one_leading_mark_goes():
    assert decode(codecs.BOM_UTF8 + "\ufeffنص\ufeff".encode()) == "\ufeffنص\ufeff"


@pytest.mark.parametrize("text", ["", "plain ASCII, all of it", "Report from Deir ez-Zor\r\n"])
def test_ascii(text):
    assert decode(text.encode("ascii")) == text


def test_mixed_with_latin_words():
    text = PROSE + "Reuters, AFP, AP 2021-02-16 https://example.org/a/b/c\n" * 3
    assert decode(text.encode("cp1256")) == text


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (PROSE.encode()[:-3] + b"\xd8", "damaged", 2),
        (PROSE.encode() + b"\xff" + PROSE.encode(), "damaged", 3),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le") + b"\x00", "damaged", 3),
        (codecs.BOM_UTF8 + b"a\nb\xff", "damaged", 2),
        (bytes(range(256)) * 50, "NUL", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "NUL", None),
        (bytes(range(128, 256)) * 20, "cannot be told", None),
        ("Größe, naïve façade, Émile über Ångström".encode("latin-1"), "cannot be told", None),
    ],
)
def test_what_is_no_text_is_an_error_with_its_line(data, what, line):
    with pytest.raises(UnreadableError, match=what) as error:
        decode(data)
    assert error.value.line == line
    assert "UTF-8" in error.value.cure


def test_a_declared_encoding_is_believed_only_where_it_fits():
    assert decode(PROSE.encode("cp1256"), declared="windows-1256") == PROSE
    assert decode(PROSE.encode("cp1256"), declared="no-such-encoding") == PROSE
    assert decode(PROSE.encode("utf-8"), declared="windows-1256") == PROSE


def test_ten_megabytes_are_quick():
    text = PROSE * (10_000_000 // len(PROSE.encode("cp1256")) + 1)
    assert decode(text.encode("cp1256")) == text
