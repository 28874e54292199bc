"""The reports page as a person uses it: what was read is shown first, and only what is kept is in the workspace."""

import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import IN_ARABIC, IN_BOTH, IN_ENGLISH, click, settled
from playwright.sync_api import Page, expect

from furat.store.frame import incident_frame, report, reports
from furat.store.workspace import open_workspace, samples_workspace
from furat.ui.texts import load_texts

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked=1'> ${7*7} `code` **bold** "
    "[link](http://x.example) \u202eturned\u202c"
)


def telling(mark: str, day: str = "16 شباط 2021") -> str:
    return f"انفجرت عبوة ناسفة في بلدة الشحيل يوم {day}، وقتل عنصران من قسد.\n\nوقال شاهد يدعى {mark} إنه رأى الدخان."


def page_of(text: str) -> str:
    return (
        "<html><head><title>عنوان الصفحة</title><meta property='og:site_name' content='وكالة المثال'>"
        "<meta property='article:published_time' content='2021-02-17'></head>"
        f"<body><nav>قائمة</nav><article><p>{text}</p><p>{'وهذا كلام آخر في المقال. ' * 12}</p></article></body></html>"
    )


def line(**record) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def file(name: str, content: str | bytes) -> dict:
    data = content if isinstance(content, bytes) else content.encode()
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, dashboard):
    """A dashboard on an empty workspace of real reports; the tests keep different reports in it."""
    folder = tmp_path_factory.mktemp("reports")
    workspace = open_workspace(folder / "own")
    with dashboard(folder, FURAT_WORKSPACE=str(folder / "own")) as (port, record):
        yield SimpleNamespace(url=f"http://127.0.0.1:{port}", workspace=workspace)
        assert record.read_text() == ""
    workspace.close()


@pytest.fixture
def page(visit):
    visit.page.set_viewport_size({"width": 1280, "height": 1000})
    yield visit.page
    assert visit.blocked == []


def opened(page: Page, url: str, language: str) -> None:
    page.goto(f"{url}/reports?lang={language}")
    expect(page.locator(".st-key-read button:visible")).to_be_enabled()
    settled(page)


def choose(page: Page, *files: dict | Path) -> None:
    """Choose files, and wait until all of them are sent."""
    page.locator('input[type="file"]').set_input_files(list(files))
    expect(page.get_by_test_id("stFileChip")).to_have_count(len(files))
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    settled(page)


def button(page: Page, key: str):
    return page.locator(f".st-key-{key} button:visible")


def read(page: Page, *figures: int, seconds: int = 20) -> None:
    """Read, and wait for the figures: new reports, incidents in them, duplicates, failures."""
    click(button(page, "read"))
    words = [str(number) for number in figures]
    expect(page.locator(".f-figures b")).to_have_text(words, timeout=seconds * 1000)
    settled(page)


def keep(page: Page, language: str, count: int) -> None:
    click(button(page, "keep"))
    expect(page.locator(".st-key-outcome")).to_contain_text(load_texts(language)("reports.kept", n=count))
    settled(page)


def unfold(page: Page, number: int) -> None:
    click(page.locator('.st-key-came [data-testid="stExpander"] summary').nth(number))
    settled(page)


def typed(page: Page, name: str, value: str) -> None:
    box = page.locator(f'[class*="st-key-{name}-"] input').first
    box.fill(value)
    box.press("Tab")
    settled(page)


def dated(page: Page, day: str) -> None:
    """Type a day into the box of dates, part by part as from the keyboard."""
    click(page.locator('[class*="st-key-published-"] [role="spinbutton"]').first)
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press("Tab")
    settled(page)


def judged(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong. The box of files is Streamlit's own: it is no tab stop, and yet has a tabindex."""
    found = Axe().run(page).response["violations"]
    return [
        (item["id"], [node["html"][:200] for node in item["nodes"]])
        for item in found
        if item["id"] != "presentation-role-conflict"
    ]


@IN_BOTH
def test_paste_look_keep_and_find_it_on_the_map(page, desk, screenshot, language):
    t = load_texts(language)
    text = {"en": "قتل مدني في بلدة البصيرة أمس برصاص مجهولين.", "ar": "قتل مدني في مدينة الميادين أمس برصاص مجهولين."}[
        language
    ]
    opened(page, desk.url, language)
    expect(page.get_by_text(t("reports.empty.title"))).to_be_visible()
    screenshot(page, "empty")
    page.locator("textarea").fill(text)
    dated(page, "2021-02-17")
    typed(page, "source", "شبكة المثال")
    typed(page, "url", "https://example.org/report")
    read(page, 1, 1, 0, 0)
    expect(page.locator(".f-card time")).to_have_text(t.day(date(2021, 2, 16)))
    expect(page.locator(".f-report mark").first).to_be_visible()
    assert page.locator(".f-report").inner_text() == text
    assert reports(desk.workspace) == [] or text not in {one.text for one in reports(desk.workspace)}
    screenshot(page, "preview")
    keep(page, language, 1)
    screenshot(page, "kept")
    (kept,) = [one for one in reports(desk.workspace) if one.text == text]
    assert (kept.source, kept.url) == ("شبكة المثال", "https://example.org/report")
    expect(page.locator("textarea")).to_have_value("")
    click(page.get_by_role("link", name=t("reports.kept.map", n=1), exact=True))
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("report") == [kept.report_id])
    expect(page.get_by_role("heading", name=t("list.title", n=1), exact=True)).to_be_visible()
    chart = page.locator('iframe[title="streamlit_folium.st_folium"]').last.content_frame
    expect(chart.locator("path.furat-point, path.furat-area")).to_have_count(1)
    expect(page.locator(".f-card .f-words")).to_contain_text(text.removesuffix("."))


@IN_ENGLISH
def test_many_files_with_a_broken_one_a_duplicate_and_a_web_page(page, desk, screenshot, language):
    t = load_texts(language)
    opened(page, desk.url, language)
    before = {one.report_id for one in reports(desk.workspace)}
    table = "id,text,published\n" + f'{language}-csv,"{telling("رابع", "18 شباط 2021")}",2021-02-19\n'
    choose(
        page,
        file(f"{language}-one.txt", telling(f"أول {language}")),
        file(f"{language}-again.txt", telling(f"أول {language}")),
        file(f"{language}-binary.txt", bytes(range(256)) * 30),
        file(f"{language}-page.html", page_of(telling(f"ثان {language}"))),
        file(
            f"{language}-many.jsonl",
            line(id=f"{language}-j1", text=telling(f"ثالث {language}"), published="2021-02-17")
            + "{this is not JSON\n"
            + line(id=f"{language}-j3", text="غداً", published="2099-01-01"),
        ),
        file(f"{language}-table.csv", table.replace("رابع", f"رابع {language}")),
    )
    read(page, 4, 4, 1, 3)
    failures = page.locator(".f-list").first
    for where, key in (
        (f"{language}-binary.txt", "no_text_file"),
        (f"{language}-many.jsonl {t('reports.line', line=2)}", "not_json_at"),
        (f"{language}-many.jsonl {t('reports.line', line=3)}", "future"),
    ):
        row = failures.locator("tr", has_text=where)
        expect(row).to_contain_text(t(f"fault.{key}.cure"))
    expect(page.locator(".f-list").nth(1)).to_contain_text(f"{t('reports.double.here')} {language}-one")
    assert {one.report_id for one in reports(desk.workspace)} == before
    screenshot(page, "failures")
    unfold(page, 1)
    expect(page.locator(".f-report")).to_contain_text("وقتل عنصران من قسد")
    assert "قائمة" not in page.locator(".f-report").inner_text()
    screenshot(page, "report")
    click(page.get_by_text(t("reports.take"), exact=True))
    expect(button(page, "keep")).to_have_text(t("reports.keep", n=3))
    settled(page)
    keep(page, language, 3)
    ids = {one.report_id for one in reports(desk.workspace)} - before
    assert ids == {f"{language}-one", f"{language}-j1", f"{language}-csv"}
    assert report(desk.workspace, f"{language}-csv").published.isoformat() == "2021-02-19"
    frame = incident_frame(desk.workspace)
    together = frame[[bool(set(several) & ids) for several in frame["report_ids"]]]
    assert len(together), "reports that tell one event are one incident"


@IN_ARABIC
def test_what_is_kept_is_a_duplicate_and_its_id_is_taken(page, desk, language):
    t, name = load_texts(language), f"{language}-known"
    opened(page, desk.url, language)
    choose(page, file(f"{name}.txt", telling(f"معروف {language}")))
    read(page, 1, 1, 0, 0)
    keep(page, language, 1)
    choose(
        page,
        file("other name.txt", telling(f"معروف {language}")),
        file(f"{name}.txt", telling(f"نص آخر {language}")),
    )
    read(page, 0, 0, 1, 1)
    expect(page.locator(".f-list").first).to_contain_text(t("fault.id_kept.cure"))
    expect(page.locator(".f-list").nth(1)).to_contain_text(f"{t('reports.double.kept')} {name}")
    expect(button(page, "keep")).to_be_disabled()
    click(button(page, "discard"))
    expect(page.get_by_text(t("reports.empty.title"))).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)


@IN_ENGLISH
def test_many_files_are_read_under_a_bar_that_outlives_the_switch_of_languages_and_stops(
    page, desk, screenshot, language
):
    t = load_texts(language)
    before = len(reports(desk.workspace))
    opened(page, desk.url, {"en": "ar", "ar": "en"}[language])
    long = telling("شاهد") * 40
    choose(page, *(file(f"file {number}.txt", f"{long}{number}") for number in range(120)))
    click(button(page, "read"))
    expect(button(page, "stop")).to_be_visible()
    page.get_by_role("radio", name=t(f"language.{language}")).click()  # at once: the work does not wait
    bar = page.locator(".st-key-progress")
    expect(bar).to_contain_text(re.compile(t("reports.step.read", number=0, total=120, name="").split("0")[0]))
    expect(bar).to_contain_text("120")
    screenshot(page, "bar")
    button(page, "stop").click()
    expect(page.get_by_text(t("reports.stopped"))).to_be_visible()
    settled(page)
    assert 0 < int(page.locator(".f-figures b").first.inner_text()) < 120
    screenshot(page, "stopped")
    assert len(reports(desk.workspace)) == before


@IN_ARABIC
def test_limits_are_told_with_what_to_do(page, desk, screenshot, tmp_path, language):
    t = load_texts(language)
    opened(page, desk.url, language)
    click(button(page, "read"))
    expect(page.get_by_text(t("reports.nothing"))).to_be_visible()
    settled(page)
    page.locator("textarea").fill("كلمة " * 10_001)
    click(button(page, "read"))
    expect(page.get_by_text(t("reports.over.letters", letters=50_005, limit=50_000))).to_be_visible()
    settled(page)
    screenshot(page, "letters")
    page.locator("textarea").fill("")
    large = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in large:
        path.write_bytes(b"x" * 30_000_000)
    choose(page, *large)
    click(button(page, "read"))
    expect(page.get_by_text(t("reports.over.bytes", size="57.2", limit=50))).to_be_visible()
    settled(page)
    page.locator('input[type="file"]').set_input_files([file("paper.pdf", b"%PDF-1.7")])
    expect(page.locator('[data-testid="stFileChip"][aria-invalid="true"]')).to_be_visible()
    words = page.locator('[class*="st-key-files-"]').evaluate("e => getComputedStyle(e, '::after').content")
    assert t("reports.files.refused") in words


def test_ten_megabytes_of_reports_are_read(page, desk):
    opened(page, desk.url, "en")
    body = "وقال المتحدث إن الاجتماع عقد كما كان مقرراً من قبل. " * 200
    content = "".join(line(id=f"big-{number}", text=f"{body}{number}") for number in range(560))
    assert len(content.encode()) > 10_000_000
    choose(page, file("big.jsonl", content))
    read(page, 560, 0, 0, 0, seconds=120)
    expect(page.get_by_text(load_texts("en")("reports.without.silent", n=560))).to_be_visible()


@IN_ENGLISH
def test_strangers_text_is_text(page, desk, screenshot, language):
    """In names of files, ids, titles, sources and texts, before and after keeping; on a line of a megabyte as well."""
    t = load_texts(language)
    record = {"id": f"hostile {language} {HOSTILE[:30]}", "title": HOSTILE, "source": HOSTILE, "url": HOSTILE}
    broken = line(text="x", published=HOSTILE)
    opened(page, desk.url, language)
    choose(
        page,
        file("<img src=x onerror=alert(1)> ${x} `y` \u202etxt.txt", f"{HOSTILE} {language}\n{telling('شاهد')}"),
        file("m.jsonl", line(text=f"{HOSTILE}{language}{telling('آخر')}", **record) + broken),
        file(f"{language} megabyte.txt", f"{HOSTILE}{language}" + "A" * 1_000_000),
    )
    read(page, 3, 2, 0, 1)
    for number in (0, 1, 2):
        unfold(page, number)
    expect(page.locator(".f-report")).to_have_count(3)
    expect(page.locator(".f-report").nth(1)).to_contain_text("[U+202E]")
    expect(page.get_by_text(re.compile(rf"{t('reports.part', number=1, total='')[:6]}.*67"))).to_be_visible()
    screenshot(page, "preview")
    harmless(page)
    keep(page, language, 3)
    harmless(page)
    click(page.get_by_role("tab", name=t("reports.tab.kept")))
    expect(page.locator(".f-kept").filter(has_text="onerror").first).to_be_visible()
    settled(page)
    screenshot(page, "kept")
    harmless(page)


def harmless(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator('img[src="x"]').count() == 0
    assert page.get_by_role("link", name="link", exact=True).count() == 0
    assert page.locator("strong, b, em").filter(has_text=re.compile("^bold$")).count() == 0
    # The names of chosen files are drawn by Streamlit, each in a box of its own; everything else is ours.
    page.locator('[data-testid="stFileChips"]').evaluate_all("all => all.forEach((chips) => chips.remove())")
    assert "\u202e" not in page.inner_text("body")


@IN_ARABIC
def test_kept_reports_are_listed_searched_and_lead_to_their_incidents(page, desk, screenshot, language):
    t = load_texts(language)
    opened(page, desk.url, language)
    content = "".join(
        line(id=f"list-{language}-{number:02}", text=telling(f"{language} {number}"), published="2025-01-01")
        for number in range(23)
    )
    choose(page, file("list.jsonl", content))
    read(page, 23, 23, 0, 0)
    keep(page, language, 23)
    click(page.get_by_role("tab", name=t("reports.tab.kept")))
    expect(page.locator(".f-kept")).to_have_count(20)
    screenshot(page)
    box = page.locator(".st-key-search-kept input")
    box.fill(f"list-{language}")
    box.press("Enter")
    expect(page.get_by_text(t("list.range", first=1, last=20, total=23))).to_be_visible()
    click(page.get_by_test_id("stPagination").get_by_role("button", name=re.compile("2")).first)
    expect(page.get_by_text(t("list.range", first=21, last=23, total=23))).to_be_visible()
    settled(page)
    expect(page.locator(".f-kept")).to_have_count(3)
    assert judged(page) == []
    box.fill("no such thing")
    box.press("Enter")
    expect(page.get_by_text(t("reports.search.none"))).to_be_visible()
    settled(page)
    box.fill(f"list-{language}-22")
    box.press("Enter")
    expect(page.locator(".f-kept")).to_have_count(1)
    click(page.get_by_role("link", name=t("reports.incidents", n=1), exact=True))
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("report") == [f"list-{language}-22"])
    expect(page.get_by_role("heading", name=t("list.title", n=1), exact=True)).to_be_visible()


@IN_ENGLISH
def test_from_the_keyboard_alone(page, desk, language):
    opened(page, desk.url, language)
    page.locator("textarea").focus()
    page.keyboard.insert_text(telling(f"لوحة المفاتيح {language}"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.st-key-read')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".f-figures")).to_be_visible()
    settled(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.st-key-keep')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-outcome")).to_contain_text(load_texts(language)("reports.kept", n=1))


@IN_BOTH
def test_axe_finds_nothing(page, desk, language):
    opened(page, desk.url, language)
    assert judged(page) == []
    choose(
        page,
        file(f"axe {language}.txt", telling(f"محور {language}")),
        file("b.txt", telling(f"محور {language}")),
        file("c.txt", bytes(256)),
    )
    read(page, 1, 1, 1, 1)
    expect(page.locator(".f-report")).to_be_visible()
    assert judged(page) == []
    keep(page, language, 1)
    assert judged(page) == []


@IN_BOTH
def test_a_narrow_screen(page, desk, screenshot, language):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, desk.url, language)
    screenshot(page, "boxes")
    choose(
        page,
        file("a rather long name of a file that was saved from somewhere.txt", telling(f"ضيق {language}")),
        file("again.txt", telling(f"ضيق {language}")),
        file("broken.txt", bytes(256)),
    )
    read(page, 1, 1, 1, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".f-list").first.scroll_into_view_if_needed()
    screenshot(page, "preview")
    click(page.get_by_role("tab", name=load_texts(language)("reports.tab.kept")))
    expect(page.locator(".st-key-search-kept")).to_be_visible()
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    screenshot(page, "kept")


@IN_ENGLISH
def test_the_workspace_of_samples_keeps_fictional_reports_only(page, dashboard, tmp_path, screenshot, language):
    t, workspace = load_texts(language), samples_workspace(tmp_path / "samples")
    with dashboard(tmp_path, FURAT_WORKSPACE=str(tmp_path / "samples")) as (port, _):
        opened(page, f"http://127.0.0.1:{port}", language)
        expect(page.get_by_text(t("reports.samples"))).to_be_visible()
        page.locator("textarea").fill(telling("حقيقي"))
        read(page, 1, 1, 0, 0)
        expect(page.locator(".f-card")).to_be_visible()
        expect(button(page, "keep")).to_be_disabled()
        expect(page.get_by_text(t("reports.only.fictional", n=1))).to_be_visible()
        screenshot(page)
        choose(page, file("m.jsonl", line(id="invented", text=telling("من نسج الخيال"), fictional=True)))
        read(page, 2, 2, 0, 0)
        keep(page, language, 1)
    assert report(workspace, "invented") is not None
    assert telling("حقيقي") not in {one.text for one in reports(workspace)}
    workspace.close()
