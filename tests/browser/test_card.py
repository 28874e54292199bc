"""The incident card as a person uses it: each value leads to its words, and what is decided there is kept."""

import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, chart, click, parameters, settled
from playwright.sync_api import Locator, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from extraction.lexicon import load_lexicon
from extraction.pipeline import load_extractor
from extraction.types import Report
from furat.analysis.candidates import considered
from furat.analysis.quotes import accounts, quotes, shown_tellings
from furat.store.filters import Filter
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.passing import apply_filter
from furat.store.people import local_person
from furat.store.review import decisions
from furat.store.review.audit import history
from furat.store.review.dossier import dossier
from furat.store.review.values import Vocabulary
from furat.store.tables import ReportedIncidentRow
from furat.store.workspace import samples_workspace
from furat.ui.texts import load_texts
from geo.gazetteer import load_gazetteer

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked=1'> **bold** [link](http://x.example) "
    "\u202eturned\u202c"
)
TOLD = "انفجرت عبوة ناسفة في بلدة الشحيل يوم {day}، وقتل عنصران من قسد."
LINKED = "https://news.example/report?id=1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, dashboard):
    """A dashboard on samples of its own, which the tests decide on; each takes an incident that no other one takes."""
    folder = tmp_path_factory.mktemp("card")
    workspace = samples_workspace(folder / "samples")
    extractor = load_extractor(load_gazetteer())
    filler = "لم يقع شيء يذكر في ذلك النهار، كما قال السكان.\n" * 60
    made = [
        Report(
            "long",
            f"{filler}{TOLD.format(day='16 شباط 2021')}\n{filler}",
            title="تقرير طويل",
            source="وكالة المثال",
            fictional=True,
        ),
        Report("linked", TOLD.format(day="3 أيار 2020"), source="وكالة المثال", url=LINKED, fictional=True),
        Report(
            "script", TOLD.format(day="4 حزيران 2019"), source="وكالة المثال", url="javascript:alert(1)", fictional=True
        ),
        Report(
            "hostile",
            f"{HOSTILE}\n{TOLD.format(day='9 آب 2018')}",
            title=HOSTILE,
            source=HOSTILE,
            url=HOSTILE,
            fictional=True,
        ),
    ]
    ingest(workspace, made, extractor)
    frame = incident_frame(workspace)
    alone = [
        str(row.incident_id)
        for row in frame.itertuples()
        if not row.report_ids and row.geo_precision == 1 and row.report_id.startswith("sample")
    ]
    several = [str(row.incident_id) for row in frame.itertuples() if row.report_ids]
    free = iter(alone)
    with dashboard(folder, FURAT_WORKSPACE=str(folder / "samples")) as (port, record):
        yield SimpleNamespace(
            url=f"http://127.0.0.1:{port}",
            workspace=workspace,
            extractor=extractor,
            alone=alone,
            differing=[item for item in several if len(set(figures(workspace, item))) > 1],
            of=lambda report_id: str(frame[frame["report_id"] == report_id].iloc[0]["incident_id"]),
            one=lambda: next(free),
        )
        assert record.read_text() == ""
    workspace.close()


@pytest.fixture
def page(visit):
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    yield visit.page
    assert visit.blocked == []


def figures(workspace, incident_id: str) -> list[int]:
    told = accounts(shown_tellings(dossier(workspace, incident_id)))
    return [one.killed.low for one in told if one.killed.low is not None]


def card(page: Page, desk, incident_id: str, language: str = "en", **more: str) -> Locator:
    """Open the card of an incident."""
    page.goto(f"{desk.url}/?{urlencode({'lang': language, 'open': incident_id, **more})}")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".f-report")).to_be_visible(timeout=60_000)  # the first page of a server loads all data
    settled(page)
    return dialog


def stored(desk, incident_id: str) -> str:
    with desk.workspace.session() as session:
        return str(session.get(ReportedIncidentRow, incident_id).review)


EMPHASIS = """(report, key) => {
    const box = report.getBoundingClientRect(), found = {shown: 0, plain: 0, other: 0, inside: false};
    for (const mark of report.querySelectorAll('mark')) {
        const style = getComputedStyle(mark), own = mark.classList.contains('f-of-' + key);
        if (own && style.boxShadow !== 'none' && style.backgroundColor !== 'rgba(0, 0, 0, 0)') found.shown += 1;
        else if (own) found.plain += 1;
        else if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') found.other += 1;
        const at = mark.getBoundingClientRect();
        if (own && at.top >= box.top && at.bottom <= box.bottom) found.inside = true;
    }
    return found;
}"""


POINTED_EVERYWHERE = """words => {
    const box = words.getBoundingClientRect(), y = box.top + box.height / 2;
    return [8, box.width / 2, box.width - 8].every(x => words.contains(document.elementFromPoint(box.left + x, y)));
}"""
"""Whether words take the pointer up to their quotation marks."""


def expect_emphasis(dialog: Locator, key: str) -> None:
    """The words of the value stand out, those of the others stand back, and they lie where one can see them."""
    found = dialog.locator(".f-report").evaluate(EMPHASIS, key)
    assert found["shown"] > 0
    assert (found["plain"], found["other"]) == (0, 0)
    expect(dialog.locator(f".f-report mark.f-of-{key}").first).to_be_in_viewport()
    assert found["inside"]


@IN_BOTH
def test_the_card_says_what_where_when_who_whom_and_how_many(page, desk, screenshot, language):
    incident_id, t = desk.of("long"), load_texts(language)
    dialog = card(page, desk, incident_id, language)
    values = dialog.locator(".f-values")
    for words in (
        t.label("sub", "Remote explosive/landmine/IED"), "الشحيل", "Shiheil", t.label("precision", "1"), "35.0921",
        t.label("time", "1"), t.label("word", "ied"), "ACLED 1 · UCDP 1",
    ):  # fmt: skip
        expect(values).to_contain_text(words)
    expect(dialog.locator(".f-told")).to_contain_text(t.label("told", "Remote explosive/landmine/IED"))
    said = quotes(shown_tellings(dossier(desk.workspace, incident_id))[0])
    for field in ("place", "killed", "date"):
        chip = values.locator(f".f-say-{field} q").first
        expect(chip).to_have_text(said[field][0].words)
        assert chip.evaluate("e => getComputedStyle(e).direction") == "rtl"
    screenshot(page)


@IN_BOTH
def test_reaching_a_value_by_keyboard_brings_out_its_words(page, desk, screenshot, language):
    dialog = card(page, desk, desk.of("long"), language)
    address = page.url
    keys = [
        re.search(r"f-say-(\S+)", classes)[1]
        for classes in dialog.locator(".f-value[tabindex]").evaluate_all("all => all.map((one) => one.className)")
    ]
    assert {"event_type", "place", "date", "killed", "targets-0"} <= set(keys)
    report = dialog.locator(".f-report")
    assert report.evaluate("e => e.scrollHeight > 3 * e.clientHeight && e.scrollTop === 0")
    dialog.get_by_role("link").first.focus()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        classes = page.evaluate("document.activeElement.className")
        if "f-say-" in str(classes):
            key = re.search(r"f-say-(\S+)", classes)[1]
            reached.append(key)
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            expect_emphasis(dialog, key)
        if len(reached) == len(keys):
            break
    assert sorted(reached) == sorted(keys)
    assert report.evaluate("e => e.scrollTop") > 0
    dialog.locator(".f-say-killed").focus()
    screenshot(page)
    assert page.url == address


def test_pointing_at_a_value_brings_out_its_words_and_leaving_it_puts_all_back(page, desk):
    dialog = card(page, desk, desk.of("linked"))
    dialog.locator(".f-say-killed").hover()
    expect_emphasis(dialog, "killed")
    dialog.locator(".f-told").hover()
    found = dialog.locator(".f-report").evaluate(EMPHASIS, "killed")
    assert found["shown"] == 0 and found["other"] > 0


@IN_BOTH
def test_on_a_phone_the_words_stay_in_sight_below_the_values(page, desk, screenshot, language):
    page.set_viewport_size({"width": 390, "height": 844})
    dialog = card(page, desk, desk.of("long"), language)
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    click(dialog.locator(".f-say-killed"))
    expect_emphasis(dialog, "killed")
    expect(dialog.locator(".f-say-killed")).to_be_in_viewport()
    assert dialog.locator(".f-say-killed .f-chip").first.evaluate(POINTED_EVERYWHERE)
    screenshot(page)
    dialog.locator(".f-say-event_type").scroll_into_view_if_needed()
    click(dialog.locator(".f-say-event_type"))
    expect_emphasis(dialog, "event_type")


@IN_BOTH
def test_several_reports_each_with_its_figures_and_words(page, desk, screenshot, language):
    incident_id, t = desk.differing[0], load_texts(language)
    dialog = card(page, desk, incident_id, language)
    told = accounts(shown_tellings(dossier(desk.workspace, incident_id)))
    table = dialog.locator(".f-accounts")
    for account in told:
        row = table.locator("tr", has_text=account.telling.report.source)
        for words in account.killed_words:
            expect(row.locator("q", has_text=" ".join(words.split())).first).to_be_visible()
    expect(table.locator(".f-total")).to_contain_text(t("review.together"))
    expect(dialog.get_by_text(t("incident.differ"))).to_be_visible()
    first = dialog.locator(".f-report").inner_text()
    screenshot(page)
    click(dialog.get_by_role("radio").nth(1))
    expect(dialog.locator(".f-report")).not_to_have_text(first, use_inner_text=True)
    second = quotes(told[1].telling)
    if "killed" in second:
        expect(dialog.locator(".f-values .f-say-killed q").first).to_have_text(second["killed"][0].words)


@IN_ENGLISH
def test_other_places_are_worked_out_when_asked_for(page, desk, screenshot, language):
    t, gazetteer = load_texts(language), load_gazetteer()
    incident_id, options = next(
        (item, found)
        for item in desk.alone
        if len(
            found := [
                one
                for one in considered(dossier(desk.workspace, item).tellings[0], desk.extractor).options
                if one.score is not None
            ]
        )
        > 1
    )
    dialog = card(page, desk, incident_id, language)
    expect(dialog.locator(".f-candidates")).to_have_count(0)
    click(dialog.get_by_text(t("candidates.title")))
    found = dialog.locator(".f-candidates li")
    expect(found.first).to_contain_text(t("candidates.taken"))
    for at, option in enumerate(options):
        place = gazetteer[option.place_id]
        expect(found.nth(at)).to_contain_text(place.name_ar)
        expect(found.nth(at)).to_contain_text(place.name_en)
        expect(found.nth(at)).to_contain_text(t.label("kind", place.kind))
    expect(found.nth(1)).to_contain_text(t("candidates.against", words="").strip())
    found.first.scroll_into_view_if_needed()
    screenshot(page)


@IN_ARABIC
def test_a_term_explains_itself_by_keyboard(page, desk, screenshot, language):
    t = load_texts(language)
    dialog = card(page, desk, desk.of("linked"), language)
    words = t.label("help.sub", "Remote explosive/landmine/IED")
    expect(dialog.get_by_text(words)).to_be_hidden()
    dialog.locator(".f-help summary").first.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text(words)).to_be_visible()
    precision = dialog.locator("tr", has_text="35.0921").locator(".f-help summary")
    click(precision)
    expect(dialog.get_by_text(t("help.precision.1"))).to_be_visible()
    screenshot(page)


@IN_ENGLISH
def test_accept_from_the_card(page, desk, screenshot, language):
    incident_id, t = desk.one(), load_texts(language)
    dialog = card(page, desk, incident_id, language)
    expect(dialog.locator(".f-incident .f-state")).to_have_text(t("review.state.open"))
    click(dialog.locator(".st-key-card-accept button"))
    expect(dialog.locator(".f-incident .f-state")).to_have_text(t("review.state.accepted"))
    expect(dialog.locator('[class*="st-key-outcome-done"]')).to_contain_text(t("done.accept"))
    expect(dialog.locator(".st-key-card-accept button")).to_be_disabled()
    assert stored(desk, incident_id) == "accepted"
    assert [act.act for act in history(desk.workspace, incident_id)] == ["accept"]
    assert parameters(page)["open"] == [incident_id]
    settled(page)
    screenshot(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.goto(f"{desk.url}/?{urlencode({'lang': language, 'incident': incident_id})}")
    expect(page.locator(".f-card .f-state")).to_have_text(t("review.state.accepted"))


@IN_ENGLISH
def test_reject_from_the_card_and_take_it_back(page, desk, screenshot, language):
    incident_id, t = desk.one(), load_texts(language)
    dialog = card(page, desk, incident_id, language)
    count = len(incident_frame(desk.workspace))
    click(dialog.locator(".st-key-card-reject button"))
    expect(dialog.locator(".f-incident .f-state")).to_have_text(t("review.state.rejected"))
    assert stored(desk, incident_id) == "rejected"
    expect(
        page.get_by_role("heading", name=t("list.title", n=count - 1), exact=True, include_hidden=True)
    ).to_be_attached()
    settled(page)
    screenshot(page)
    click(dialog.locator(".st-key-undo-this button"))
    expect(dialog.locator(".f-incident .f-state")).to_have_text(t("review.state.open"))
    assert stored(desk, incident_id) == "open"


@IN_ARABIC
def test_somebody_else_was_quicker(page, desk, language):
    incident_id, t = desk.one(), load_texts(language)
    dialog = card(page, desk, incident_id, language)
    known = Vocabulary(load_lexicon().actors.keys(), load_lexicon().weapons, load_gazetteer())
    decisions.correct(desk.workspace, incident_id, {"killed_best": 9}, local_person(), known)
    click(dialog.locator(".st-key-card-accept button"))
    expect(dialog.get_by_text(t("review.conflict"))).to_be_visible()
    expect(dialog.locator(".f-values")).to_contain_text(t("nowords.corrected"))
    assert [act.act for act in history(desk.workspace, incident_id)] == ["correct"]


def test_correct_leads_to_the_review_page_with_this_incident(page, desk):
    incident_id = desk.one()
    dialog = card(page, desk, incident_id)
    click(dialog.get_by_role("link", name=load_texts("en")("incident.correct"), exact=True))
    page.wait_for_url(re.compile("/review"))
    expect(page.locator(".st-key-decide")).to_be_visible()
    assert parameters(page)["incident"] == [incident_id]


@IN_ARABIC
def test_only_this_actor_and_only_this_place(page, desk, language):
    t, frame = load_texts(language), incident_frame(desk.workspace)
    for kind, key, item in (("actors", "actor", "sdf"), ("places", "place", "SY090102")):
        dialog = card(page, desk, desk.of("linked"), language)
        click(dialog.locator(f".st-key-only-{kind}-{item} button:visible"))
        expect(dialog).to_have_count(0)
        count = len(apply_filter(frame, Filter(**{kind: (item,)}), load_gazetteer()))
        expect(page.get_by_role("heading", name=t("list.title", n=count), exact=True)).to_be_visible()
        page.wait_for_url(lambda url, key=key, item=item: parse_qs(urlsplit(url).query).get(key) == [item])
        assert "open" not in parameters(page)


def test_the_card_goes_through_the_list(page, desk):
    ids = [str(item) for item in incident_frame(desk.workspace)["incident_id"]]
    dialog = card(page, desk, ids[3])
    head = dialog.locator(".f-incident").inner_text()
    click(dialog.locator(".st-key-card-next button"))
    page.wait_for_url(re.compile(f"open={ids[4]}"))
    settled(page)
    expect(dialog.locator(".f-report")).to_have_count(1)
    page.keyboard.press("p")
    page.wait_for_url(re.compile(f"open={ids[3]}"))
    expect(dialog.locator(".f-incident")).to_have_text(head, use_inner_text=True)


@IN_ARABIC
def test_an_address_is_an_offer_that_says_what_it_gives_away(page, desk, screenshot, language):
    t = load_texts(language)
    dialog = card(page, desk, desk.of("linked"), language)
    link = dialog.get_by_role("link", name=re.compile("news.example"))
    expect(link).to_have_attribute("href", LINKED)
    expect(link).to_have_attribute("target", "_blank")
    assert set(link.get_attribute("rel").split()) == {"noopener", "noreferrer"}
    click(dialog.locator(".f-address summary"))
    expect(dialog.get_by_text(t("report.address.help")[:40])).to_be_visible()
    screenshot(page)
    dialog = card(page, desk, desk.of("script"), language)
    expect(dialog.locator(".f-address")).to_contain_text("javascript:alert(1)")
    expect(dialog.locator(".f-address a")).to_have_count(0)


@IN_BOTH
def test_strangers_text_is_text(page, desk, screenshot, language):
    dialog = card(page, desk, desk.of("hostile"), language)
    click(dialog.get_by_text(load_texts(language)("candidates.title")))
    expect(dialog.locator(".f-candidates")).to_be_visible()
    expect(dialog.get_by_text("onerror=").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator('img[src="x"]').count() == 0
    assert page.locator("strong", has_text="bold").count() == 0
    assert dialog.get_by_role("link", name="link", exact=True).count() == 0
    assert "\u202e" not in page.inner_text("body")
    screenshot(page)


def test_a_box_opens_though_the_map_was_told_of_the_click(page, desk):
    """The browser may send a click in one message with the word of the map, and name only the part of the map in it."""
    parts = []

    def carry(line):
        server = line.connect_to_server()

        def say(message):
            told = BackMsg.FromString(message)
            widgets = told.rerun_script.widget_states.widgets
            if any(one.WhichOneof("value") == "json_value" for one in widgets):
                parts.append(told.rerun_script.fragment_id)  # the map has said its word
            if any("candidates-" in one.id and one.bool_value for one in widgets) and told.rerun_script.fragment_id:
                told.rerun_script.fragment_id = parts[0]
            server.send(told.SerializeToString())

        line.on_message(say)

    page.route_web_socket("**/_stcore/stream", carry)
    dialog = card(page, desk, desk.of("hostile"))
    expect(chart(page).locator("path.furat-point").first).to_be_attached()
    page.wait_for_timeout(500)
    settled(page)
    click(dialog.get_by_text(load_texts("en")("candidates.title")))
    expect(dialog.locator(".f-candidates")).to_be_visible()
    assert parts[0]


@pytest.mark.parametrize(("width", "language"), [(1280, "ar"), (390, "en")])
def test_the_card_passes_axe(page, desk, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    dialog = card(page, desk, desk.differing[0], language)
    click(dialog.get_by_text(load_texts(language)("candidates.title")))
    expect(dialog.locator(".f-candidates")).to_be_visible()
    for sign in dialog.locator(".f-help summary").all():
        click(sign)
    results = Axe().run(page, context='[role="dialog"]')
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in results.response["violations"]] == []
