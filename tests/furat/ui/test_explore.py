"""The explore page without a browser: what it says when it cannot start."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from furat.ui import session
from geo.faults import Fault, GazetteerError

APP = Path(__file__).resolve().parents[3] / "app.py"


@pytest.mark.parametrize(("language", "words"), [("en", "cannot be used"), ("ar", "تعذّر استخدام")])
def test_a_fault_of_the_data_is_one_message(monkeypatch, language, words):
    def broken():
        raise GazetteerError([Fault("places.csv", 3, "no name", "write one")])

    monkeypatch.setattr(session, "gazetteer", broken)
    test = AppTest.from_file(str(APP), default_timeout=60)
    test.query_params["lang"] = language
    test.run()
    assert not test.exception
    (message,) = test.error
    assert words in message.value
    assert "line 3" in message.value
