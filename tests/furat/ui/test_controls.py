"""Labels of boxes: one line of text, whatever they hold, and known again when the browser answers in them."""

import pytest
import streamlit as st

from furat.ui.controls import COUNT, labelled, one_line, plain, value_of


def test_labels_hold_no_markdown_and_no_turned_lines():
    assert plain("**b** [l](x)\n\u202ea") == r"\*\*b\*\* \[l\]\(x\) a"
    assert one_line(" a\n\u202eb\u2066 c ") == "a b c"


@pytest.mark.parametrize("words", ["http://a.example/x", "www.a.example", "one@a.example"])
def test_no_address_in_a_label_becomes_a_link(words):
    assert "\u2060" in plain(words)
    assert plain(words).replace("\u2060", "").replace("\\", "") == words


@pytest.mark.parametrize("value", ["isis", "\u202eturned\u202c", "two\nlines", "\u2066kept apart\u2069"])
def test_a_box_knows_the_value_by_its_label(monkeypatch, value):
    monkeypatch.setattr(st, "session_state", {})
    written = labelled("box", lambda value: f"the {value}")
    label = written(value)
    assert label == one_line(f"the {value}")
    assert [value_of("box", answer) for answer in (label, f"{label}{COUNT}7", value)] == [value] * 3
    assert value_of("box", "another") is None
