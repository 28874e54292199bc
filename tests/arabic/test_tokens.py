"""Tokens and proclitics."""

import pytest

from arabic.tokens import readings, tokenize, without_article


def test_tokens_leave_out_punctuation() -> None:
    text = "قتل 1,204، في (ISIS) الشحيل."
    tokens = tokenize(text)
    assert tokens.words == ["قتل", "1,204", "في", "ISIS", "الشحيل"]
    assert tokens.gaps == ["", " ", "، ", " (", ") "]
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


@pytest.mark.parametrize("text", ["", " ", "،\n؟"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    assert tokenize(text) == ([], [], [], [])


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("وبالشحيل", ("وب", "الشحيل")),
        ("للشحيل", ("ل", "الشحيل")),
        ("وللشحيل", ("ول", "الشحيل")),
        ("فقتل", ("ف", "قتل")),
        ("بالميادين", ("بال", "ميادين")),
        ("قتل", ("", "قتل")),
    ],
)
def test_readings_hold_the_right_split(word: str, reading: tuple[str, str]) -> None:
    assert reading in readings(word)


@pytest.mark.parametrize(("word", "bare"), [("الشحيل", "شحيل"), ("الر", "الر"), ("شحيل", "شحيل")])
def test_without_article(word: str, bare: str) -> None:
    assert without_article(word) == bare
