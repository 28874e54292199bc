"""The reports page without a browser: its words for every fault, strangers' values as text, its buttons and rights."""

import ast
import threading
from datetime import date
from pathlib import Path

import builders
import pytest
from streamlit.testing.v1 import AppTest

import furat.analysis.preview
from furat.analysis.preview import Asked, Double, Preview, Upload
from furat.errors import WorkspaceError
from furat.readers.fault import ReadFault
from furat.store.frame import reports
from furat.store.kept import KeptReport
from furat.store.people import Person, Role
from furat.store.workspace import open_workspace
from furat.ui import session, signin
from furat.ui.reporting import pieces, work
from furat.ui.texts import load_texts

ROOT = Path(__file__).resolve().parents[3] / "furat"
EN, AR = load_texts("en"), load_texts("ar")
HOSTILE = "<script>alert(1)</script> ${x} `y` \u202eturned\u202c\ue001"


def _said(node):
    """The words that a value may be: one, or one of two."""
    found = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [one.value for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _keys():
    """Every key that a reader or the preview gives a fault."""
    for path in (*(ROOT / "readers").glob("*.py"), ROOT / "analysis" / "preview.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "UnreadableError":
                yield from _said(next(item.value for item in node.keywords if item.arg == "key"))
            elif node.func.id == "ReadFault" and len(node.args) > 4:
                yield from _said(node.args[4])
            elif node.func.id == "_fault":
                yield from _said(node.args[3])


KEYS = sorted(set(_keys()))


def test_the_keys_are_found():
    assert {"no_date", "not_bool", "kind_not_read", "no_report", "too_long", "too_many"} <= set(KEYS)


@pytest.mark.parametrize("texts", [EN, AR], ids=["en", "ar"])
@pytest.mark.parametrize("key", KEYS)
def test_every_fault_has_words_for_what_is_wrong_and_what_cures_it(texts, key):
    assert texts.has(f"fault.{key}")
    assert texts.has(f"fault.{key}.cure")


def test_no_fault_has_words_that_no_reader_says():
    said = {key.split(".")[1] for key in EN.entries if key.startswith("fault.")}
    assert said == set(KEYS)


def test_a_fault_in_the_language_of_the_page():
    fault = ReadFault("a.txt", 3, "what", "cure", "future", {"day": date(2099, 1, 2)})
    assert "2 Jan 2099" in pieces.fault_table([fault], EN)
    assert "2 كانون الثاني 2099" in pieces.fault_table([fault], AR)


def test_a_fault_without_words_of_ours_has_those_of_the_commands():
    assert pieces.fault_words(ReadFault("a", None, "what is wrong", "do this"), AR) == ("what is wrong", "do this")


@pytest.mark.parametrize("texts", [EN, AR], ids=["en", "ar"])
def test_strangers_values_are_text_in_tables_and_lines(texts):
    fault = ReadFault(HOSTILE, 1, HOSTILE, HOSTILE, "no_date", {"value": HOSTILE})
    plain = ReadFault(HOSTILE, None, HOSTILE, HOSTILE)
    double = Double(HOSTILE, 2, HOSTILE, HOSTILE, True)
    kept = KeptReport(HOSTILE, HOSTILE, None, HOSTILE, True, None, HOSTILE, 0)
    for written in (
        pieces.fault_table([fault, plain], texts),
        pieces.double_table([double], texts),
        pieces.kept_line(kept, texts),
    ):
        assert "<script" not in written
        assert "\u202e" not in written
        assert "&lt;script&gt;" in written
        assert written.count("<bdi>") == written.count("</bdi>")


def test_a_megabyte_in_a_value_does_not_fill_the_page():
    long = "x" * 1_000_000
    fault = ReadFault(long, 1, long, long, "no_date", {"value": long})
    assert len(pieces.fault_table([fault, ReadFault(long, None, long, long)], EN)) < 4000
    assert len(pieces.kept_line(KeptReport("a", long, None, long, False, None, "", 0), EN)) < 2000
    assert len(pieces.isolated(long)) < 100


def test_figures_count_what_is_listed_and_what_is_beyond():
    made = Preview()
    for _ in range(1200):
        made.faults.add(ReadFault("a", None, "b", "c"))
    assert "1,200" in pieces.figures(made, EN)


def _script():
    from furat.ui import shell
    from furat.ui.pages import reports

    # Under the address at which a test begins.
    shell.run({"explore": reports.page, "reports": lambda: None})


TEXT = builders.TEXT.strip()
REPORT_ID = builders.report("x", TEXT).sha256[:16]


@pytest.fixture
def own(tmp_path):
    workspace = open_workspace(tmp_path / "own")
    yield workspace
    workspace.close()


@pytest.fixture
def app(own, monkeypatch, reads):
    """The page on a workspace of its own; whoever asks for the table of all incidents fails."""
    monkeypatch.setenv("FURAT_WORKSPACE", str(own.folder))
    monkeypatch.delenv("FURAT_DATABASE", raising=False)
    monkeypatch.setattr(session, "incidents", lambda *_: pytest.fail("all incidents were asked for"))
    monkeypatch.setattr(session, "extractor", lambda _: builders.extractor())
    reads(**{REPORT_ID: [builders.incident(REPORT_ID)]})
    test = AppTest.from_function(_script, default_timeout=60)
    test.query_params["lang"] = "en"
    return test


def press(test, key):
    next(button for button in test.button if button.key == key).click()
    test.run()
    assert not test.exception


def paste(test, text):
    test.run()
    assert not test.exception
    test.text_area[0].input(text)
    press(test, "read")


def said(test):
    html = [element.proto.body for element in test.get("html")]
    return "\n".join(
        [*(one.value for kind in (test.info, test.error, test.success, test.warning) for one in kind), *html]
    )


def test_paste_look_and_keep_without_the_table_of_all_incidents(app, own):
    paste(app, TEXT)
    assert reports(own) == []
    assert EN("sub.Remote explosive/landmine/IED") in said(app)
    press(app, "keep")
    assert [report.report_id for report in reports(own)] == [REPORT_ID]
    assert EN("reports.kept", n=1) in said(app)
    assert app.text_area[0].value == ""


def test_discard_keeps_nothing_and_empties_the_boxes(app, own):
    paste(app, TEXT)
    press(app, "discard")
    assert (reports(own), app.text_area[0].value) == ([], "")
    assert EN("reports.empty.title") in said(app)


def test_what_is_left_out_is_not_kept(app):
    paste(app, TEXT)
    next(box for box in app.checkbox if box.key == f"take-{REPORT_ID}").uncheck()
    app.run()
    assert next(button for button in app.button if button.key == "keep").disabled


@pytest.mark.parametrize(
    ("text", "words"),
    [("", EN("reports.nothing")), ("  \n", EN("reports.nothing")), ("ب" * 50_001, "50,001")],
    ids=["nothing", "blank", "too long"],
)
def test_what_cannot_be_read_says_so_and_begins_nothing(app, text, words):
    paste(app, text)
    assert words in said(app)
    assert all(button.key != "keep" for button in app.button)


def test_a_viewer_looks_and_does_not_keep(app, monkeypatch):
    monkeypatch.setattr(signin, "person_now", lambda _: Person("زائر", Role.VIEWER))
    paste(app, TEXT)
    assert EN("sub.Remote explosive/landmine/IED") in said(app)
    assert next(button for button in app.button if button.key == "keep").disabled
    assert EN("reports.viewer") in said(app)


def test_rights_that_are_withdrawn_before_keeping_keep_nothing(app, own, monkeypatch):
    paste(app, TEXT)
    rights = iter([Person("سلمى", Role.EDITOR)])  # for drawing the page; then she is a viewer
    monkeypatch.setattr(signin, "person_now", lambda _: next(rights, Person("سلمى", Role.VIEWER)))
    press(app, "keep")
    assert reports(own) == []
    assert EN("reports.kept.broken") in said(app)
    assert app.text_area[0].value == TEXT


class Interrupted(BaseException):
    """As Streamlit ends the run of a page: not an error."""


def asked(count):
    return Asked(uploads=tuple(Upload(f"{number}.txt", f"نص {number}".encode()) for number in range(count)))


def test_a_reading_goes_on_in_the_next_run_where_the_last_one_was_ended(own, reads, monkeypatch):
    monkeypatch.setattr(session, "extractor", lambda _: builders.extractor())
    found, seen = work.Work(asked(6)), []

    def show(step):
        seen.append(step)
        if step.stage == "read" and step.done == 3:
            raise Interrupted

    with pytest.raises(Interrupted):
        work.read_on(found, own, show)
    assert found.reading
    work.read_on(found, own, seen.append)
    assert not found.reading
    assert [item.report.report_id for item in found.preview.read] == list("012345")
    assert len(seen) == len(set(seen)), "no step is done twice"


def test_a_reading_that_was_stopped_reads_no_further(own, reads, monkeypatch):
    monkeypatch.setattr(session, "extractor", lambda _: builders.extractor())
    found = work.Work(asked(6))

    def show(step):
        found.stopped = step.stage == "read" and step.done == 3

    work.read_on(found, own, show)
    assert [item.report.report_id for item in found.preview.read] == list("012")


def test_two_runs_at_once_read_each_report_once(own, reads, monkeypatch):
    monkeypatch.setattr(session, "extractor", lambda _: builders.extractor())
    found = work.Work(asked(40))
    runs = [threading.Thread(target=work.read_on, args=(found, own, lambda _: None)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [item.report.report_id for item in found.preview.read] == [str(number) for number in range(40)]


def test_a_database_that_cannot_be_asked_ends_the_reading_with_its_error(own, reads, monkeypatch):
    def broken(*_args, **_options):
        raise WorkspaceError("the database is damaged")

    monkeypatch.setattr(session, "extractor", lambda _: builders.extractor())
    monkeypatch.setattr(furat.analysis.preview, "known", broken)
    found = work.Work(asked(2))
    work.read_on(found, own, lambda _: None)
    assert (found.reading, str(found.error)) == (False, "the database is damaged")
