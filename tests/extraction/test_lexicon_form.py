"""Slips in the lexicon files and in learnt weights are told when they are loaded: file, entry, cure."""

import json
import shutil
from functools import cache

import pytest
import yaml
from click.testing import CliRunner

import furat.cli.extract
from extraction.errors import DataError, LexiconError, WeightsError
from extraction.lexicon import DEFAULT_FOLDER, load_lexicon
from extraction.lexicon.form import FORM, IDS, WORDS, faults_of_form
from extraction.linking.confidence import load_confidence_model
from extraction.pipeline import MODELS
from extraction.roles import load_role_model
from extraction.weights import read_models, read_weights
from furat.cli.main import main


@cache
def raw(name):
    return (DEFAULT_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DEFAULT_FOLDER, tmp_path / "lexicon")
    return tmp_path / "lexicon"


def refused(folder):
    with pytest.raises(LexiconError) as caught:
        load_lexicon(folder)
    return str(caught.value).splitlines()


def write(folder, name, text):
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


# Slips of the hand in the text of a file


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("actors", "    en: Islamic State (ISIS)", "    english: ISIS",
         "actors.yaml: actors: isis: unknown key 'english'. It has the keys ar, en,"),
        ("actors", "    en: Islamic State (ISIS)\n", "", "actors.yaml: actors: isis: lacks 'en'. Add it"),
        ("actors", "  isis:\n", "  sdf:\n", "actors.yaml: is not valid YAML (the key 'sdf' stands twice"),
        ("control", "actor: asayish", "actor: asaish",
         "control.yaml: names: entry 1: row 1: unknown actor 'asaish'. Use an id of actors.yaml."),
        ("control", "{bank: left", "{bank: lift",
         "control.yaml: names: entry 1: row 1: unknown bank 'lift'. Known: left, right, any."),
        ("control", "until: 2026-01-18", "until: 2026-18-01",
         "control.yaml: is not valid YAML (month must be in 1..12"),
        ("control", "until: 2026-01-18", "until: January",
         "control.yaml: names: entry 1: rows: entry 1: until: 'January' is not a day"),
        ("control", "bank: left, until: 2026-01-18", "bank: left, from: 2027-01-01, until: 2026-01-18",
         "row 1: from 2027-01-01 is not before until 2026-01-18"),
        ("control", "rows:", "row:",
         "control.yaml: names: entry 1: unknown key 'row'. It has the keys aliases, rows."),
        ("events", "kinds:", "kinds: [", "events.yaml: is not valid YAML"),
        ("events", "    head: true\n", "", "events.yaml: kinds: suicide: lacks 'head'. Add it"),
        ("events", "    frame: act\n", "", "events.yaml: kinds: suicide: lacks 'frame'. Add it"),
        ("events", "    frame: act\n", "    frame: acts\n",
         "events.yaml: kinds: suicide: unknown frame 'acts'. Known: act, suffer, none."),
        ("events", "    head: true\n", "    head: maybe\n",
         "events.yaml: kinds: suicide: head: 'maybe' is not true or false."),
        ("events", "reach: 4", "reach: four", "events.yaml: modality: reach: 'four' is not a whole number."),
        ("events", "  negation:", "  negaton:",
         "events.yaml: modality: unknown key 'negaton'. It has the keys reach, negation,"),
        ("people", "side: civilian", "side: civil",
         "people.yaml: people: entry 1: unknown side 'civil'. Known: civilian, armed, any."),
        ("people", "objects:", "things:", "people.yaml: unknown key 'things'. It has the keys people, objects."),
        ("people", None, "- a\n", "people.yaml: must hold keys and values"),
        ("people", None, "", "people.yaml: must hold keys and values"),
        ("places", "  بلدة: [town, village, city]", "  بلدة: [tawn, village, city]",
         "places.yaml: cues: بلدة: unknown kind of place 'tawn'. Known: country,"),
        ("places", "  قرية: [village, town]", "  قرية: village",
         "places.yaml: cues: قرية: is no list. Write [one, two]."),
        ("casualties", "several: [عدد,", "several: [عدد, عدد,",
         "casualties.yaml: several: 'عدد' stands twice ('عدد'). Take one out."),
        ("casualties", "several: [عدد,", "several: [عدد, عَدَد,",
         "casualties.yaml: several: 'عَدَد' stands twice ('عدد'). Take one out."),
        ("casualties", "several: [عدد,", "several: [عدد, 3,",
         "casualties.yaml: several: 3 is no word. Put it in quotes, or take it out."),
        ("casualties", "several: [عدد,", "several: [عدد, ,", "casualties.yaml: is not valid YAML"),
        ("casualties", "several: [عدد,", "several: [عدد, «كم»,",
         "casualties.yaml: several: '«كم»' is not in plain letters parted by one space."),
        ("casualties", "several: [عدد,", "several: [عدد, 'كم  من',",
         "casualties.yaml: several: 'كم  من' is not in plain letters"),
        ("roles", "actors: [isis], assume: isis", "actors: [isis], assume: sdf",
         "roles.yaml: anaphora: entry 1: assume: 'sdf' is none of its actors."),
        ("roles", "actors: [isis], assume: isis", "actors: [isiss], assume: isiss",
         "roles.yaml: anaphora: entry 1: unknown actor 'isiss'. Use an id of actors.yaml"),
        ("roles", "\"control:0\"", "\"control:99\"",
         "unknown actor 'control:99'. Use an id of actors.yaml or control:NUMBER."),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_file_entry_and_cure(folder, name, old, new, fault):
    assert old is None or old in raw(name)
    write(folder, name, new if old is None else raw(name).replace(old, new, 1))
    assert [line for line in refused(folder) if fault in line]


def test_every_fault_is_told_at_once(folder):
    write(folder, "people", raw("people").replace("sound:", "sounds:").replace("objects:", "things:"))
    write(folder, "roles", raw("roles").replace("speaker:", "spoke:"))
    lines = refused(folder)
    assert len([line for line in lines if line.startswith("people.yaml")]) == 8
    assert len([line for line in lines if line.startswith("roles.yaml")]) == 2


def test_of_very_many_faults_the_first_are_told(folder):
    write(folder, "actors", raw("actors").replace("aliases:", "alias:"))
    lines = refused(folder)
    assert len(lines) == 21
    assert lines[-1].startswith("and ")


@pytest.mark.parametrize("name", FORM)
def test_a_file_that_is_not_there(folder, name):
    (folder / f"{name}.yaml").unlink()
    assert refused(folder)[0].startswith(f"{name}.yaml: cannot be read")


@pytest.mark.parametrize("name", FORM)
def test_a_file_that_is_no_text(folder, name):
    (folder / f"{name}.yaml").write_bytes(b"\xff\xfe\xff")
    assert refused(folder)[0].startswith(f"{name}.yaml: cannot be read")


# Slips made in every place where there can be one


def paths(value, form, where=()):
    """Yield the path to every value of a file, with its form."""
    yield where, form
    if isinstance(form, list):
        for number, item in enumerate(value):
            yield from paths(item, form[0], (*where, number))
    elif isinstance(form, dict):
        known = {key.removesuffix("?"): part for key, part in form.items()}
        for key, item in value.items():
            yield from paths(item, known.get(key, known.get("*")), (*where, key))


def changed(value, where, change):
    """Return a copy of nested values in which the one at a path is another."""
    if not where:
        return change(value)
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[where[0]] = changed(value[where[0]], where[1:], change)
    return copy


SPOTS = [(name, where, form) for name in FORM for where, form in paths(yaml.safe_load(raw(name)), FORM[name])]


def test_of_every_value_another_type_is_a_fault():
    for name, where, form in SPOTS:
        content = changed(yaml.safe_load(raw(name)) if not where else loaded(name), where, lambda _: 1.5)
        assert list(faults_of_form(content, FORM[name], name)), (name, where, form)


def test_of_every_entry_a_further_and_a_missing_key_is_a_fault():
    for name, where, form in SPOTS:
        if isinstance(form, dict) and "*" not in form:
            more = changed(loaded(name), where, lambda value: value | {"more": []})
            assert list(faults_of_form(more, FORM[name], name)), (name, where)
            for key in (key for key in form if key[-1] != "?"):
                less = changed(loaded(name), where, lambda value, key=key: {k: v for k, v in value.items() if k != key})
                assert list(faults_of_form(less, FORM[name], name)), (name, where, key)


@cache
def loaded(name):
    return yaml.safe_load(raw(name))


@pytest.mark.parametrize("name", FORM)
def test_the_files_as_they_are_have_no_fault(name):
    assert list(faults_of_form(loaded(name), FORM[name], name)) == []


@pytest.mark.parametrize(
    ("value", "form", "fault"),
    [
        ({"a": 1}, {"b?": int}, "unknown key 'a'"),
        ({}, {"a": int}, "lacks 'a'"),
        ({True: ["x"]}, {"*": WORDS}, "the key True is no text"),
        ({"a": ["x", None]}, {"a": WORDS}, "None is no word"),
        ({"a": "قسد"}, {"a": WORDS}, "is no list"),
        ({"a": ["x", "x"]}, {"a": IDS}, "stands twice"),
        ([{"a": 1}], [{"a": bool}], "1 is not true or false"),
        ({"a": 1}, [{"a": bool}], "is no list of entries"),
        (["a"], {"a": int}, "holds no keys and values"),
        ({"a": True}, {"a": int}, "True is not a whole number"),
    ],
)
def test_each_fault_of_form(value, form, fault):
    (got,) = faults_of_form(value, form, "file")
    assert fault in got


# Learnt weights


@pytest.mark.parametrize("load", [load_confidence_model, load_role_model])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        ("[]", "is no JSON object"),
        ("{}", "holds no"),
    ],
)
def test_weights_that_cannot_be_used(tmp_path, load, content, words):
    path = tmp_path / "weights.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(WeightsError, match=rf"weights\.json: {words}.*Restore .*train_models"):
        load(path)


def two_models(path):
    return read_models(path, ("one", "two"))


@pytest.mark.parametrize(
    ("load", "content", "words"),
    [
        (read_weights, {"place": "much"}, "weight of 'place' is 'much', no number"),
        (read_weights, {"place": None}, "weight of 'place' is None"),
        (read_weights, {"place": True}, "weight of 'place' is True"),
        (read_weights, {"place": float("nan")}, "weight of 'place' is nan"),
        (two_models, {"one": {"bias": 1}}, "holds one, not one, two"),
        (two_models, {"one": {"bias": 1}, "two": {}}, "two: holds no weights"),
        (two_models, {"one": {"bias": 1}, "two": [1]}, "two: holds no weights"),
        (two_models, {"one": {"bias": "x"}, "two": {"bias": 1}}, "one: the weight of 'bias'"),
    ],
)
def test_weights_that_are_none(tmp_path, load, content, words):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(WeightsError, match=words):
        load(path)


def test_the_weights_of_the_project():
    confidence = load_confidence_model(MODELS / "confidence.json")
    assert confidence.there["bias"] and confidence.right["bias"]
    assert load_role_model(MODELS / "roles.json").perpetrator


@pytest.mark.parametrize("error", [LexiconError("actors.yaml: a slip."), WeightsError("roles.json: a slip.")])
def test_a_command_shows_it_in_one_line(monkeypatch, tmp_path, error):
    def broken(_):
        raise error

    assert isinstance(error, DataError)
    monkeypatch.setattr(furat.cli.extract, "load_extractor", broken)
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "a.txt")])
    assert (result.exit_code, result.stderr) == (1, f"Error: {error}\n")
