"""The menu of what is handed on makes nothing before it is asked for."""

import pytest

from furat.exchange.export import FORMATS
from furat.exchange.handout import MAPS
from furat.ui.exploring import handing_on
from furat.ui.texts import LANGUAGES, load_texts


class Untouchable:
    """Raises when anything of it is used."""

    def __getattribute__(self, name):
        raise AssertionError(f"{name} was used before the click")


@pytest.mark.parametrize("safe", [False, True])
def test_no_file_is_made_before_it_is_asked_for(safe):
    nothing = Untouchable()
    late = (
        handing_on.incidents_file(nothing, nothing, nothing, nothing, "csv", safe=safe),
        handing_on._map_file(nothing, nothing, nothing, "png", safe=safe, spot_name=None),
    )
    for make in late:
        with pytest.raises(AssertionError, match="before the click"):
            make()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_the_menu_can_be_made_and_has_its_words(language):
    assert set(handing_on._KINDS) <= {*FORMATS, *MAPS}
    assert set(MAPS) <= set(handing_on._KINDS)
    assert all(load_texts(language).has(f"hand.{format}") for format in handing_on._KINDS)
