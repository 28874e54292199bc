"""The map as one page: nothing is asked for, words stay words, and scripts end where they should."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from sheets import HOSTILE, arabic, area, sheet

from geo.sheet import Table, plain
from geo.standalone import page

LEAFLET = "var L = '<!-- </script><script>';\r\n//# sourceMappingURL=leaflet.js.map"
STYLE = ".leaflet { background-image: url(images/layers.png); behavior: url(#default#VML); }"


class Reading(HTMLParser):
    """What a browser would make of a page: elements, attributes, texts, and the code of scripts."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.texts, self.scripts, self.policy = [], [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"]

    def handle_data(self, data):
        (self.scripts if self.elements and self.elements[-1] == "script" and data.strip() else self.texts).append(data)


def read(of):
    return Reading(page(of, script=LEAFLET, style=STYLE))


def test_the_page_names_nothing_to_fetch():
    text = page(sheet(), script=LEAFLET, style=STYLE)
    found = read(sheet())
    assert {"link", "img", "iframe", "a", "object", "base", "form"} & set(found.elements) == set()
    assert [key for key, _ in found.attributes if key in {"src", "href", "action"}] == []
    assert re.findall(r"url\((?!#)|sourceMappingURL|@import", text) == []


def test_the_policy_lets_the_two_scripts_run_and_no_other():
    found = read(sheet())
    rules = dict(rule.split(" ", 1) for rule in found.policy.split("; "))
    assert (rules["default-src"], rules["img-src"]) == ("'none'", "data:")
    assert "connect-src" not in rules
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in found.scripts]
    assert rules["script-src"] == " ".join(f"'sha256-{one}'" for one in hashes)
    assert len(hashes) == 2


def test_a_script_that_holds_the_end_of_a_script_stays_whole():
    first, _ = read(sheet()).scripts
    assert first.startswith("var L = '\\x3c!-- \\x3c/script>\\x3cscript>';\n")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_text(hostile):
    found = read(sheet(hostile))
    assert found.elements.count("script") == 2
    assert "img" not in found.elements
    assert [key for key, _ in found.attributes if key.startswith("on")] == []
    assert found.texts.count(plain(hostile)) >= 4  # title, notice, cell, legend
    # In the script they stand in strings of double quotes only: names that the browser sets as text.
    assert "${alert" not in found.scripts[1].replace('"${alert(1)}"', "")


def test_the_table_and_the_legend_can_be_read_without_the_map():
    found = read(sheet(table=Table("Places", ("Place", "Incidents"), (("Shiheil", "3"), ("Basira", "1")))))
    assert (found.elements.count("tr"), found.elements.count("caption")) == (3, 1)
    assert found.attributes.count(("scope", "row")) == 2
    assert found.attributes.count(("scope", "col")) == 2
    assert {"Shiheil", "Basira", "Incidents per place"} <= set(found.texts)


@pytest.mark.parametrize(("of", "language", "direction"), [(sheet, "en", "ltr"), (arabic, "ar", "rtl")])
def test_the_page_reads_in_the_direction_of_its_language(of, language, direction):
    assert {("lang", language), ("dir", direction)} <= set(read(of()).attributes)


@pytest.mark.parametrize("of", [sheet, arabic])
def test_the_page_is_the_same_every_time(of):
    assert page(of(), script=LEAFLET, style=STYLE) == page(of(), script=LEAFLET, style=STYLE)


def test_the_figure_of_an_area_stands_on_the_map():
    assert '"first": "12"' in read(sheet(features=(area(),))).scripts[1]
    assert '"first": "12"' not in read(sheet(features=(area("Basira"),))).scripts[1]


def test_without_a_notice_a_table_and_a_legend_there_are_none():
    found = read(sheet(notice="", table=Table("x", ("y",), ()), legend=()))
    assert {"table", "ul"} & set(found.elements) == set()
    assert ("role", "note") not in found.attributes
