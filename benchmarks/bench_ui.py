"""The explore page on a million incidents, in a headless Chromium: the first page, and from a click to the new map.

usage: python benchmarks/bench_ui.py [--incidents N] [--workspace DIR] [--rounds N] [--chromium FILE]

The workspace is made where the folder has none (some minutes), of invented incidents, each its own event. The dashboard
is started anew on it, with its cache on disk, as on the second day of use. A click counts until the list names the new
number of incidents and the map has drawn its new marks; both are watched in the browser, frame by frame.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from invented import filled
from playwright.sync_api import Page, sync_playwright

from furat.cli.app import command
from furat.store.cache import held_frame

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ("--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update")
WAIT_MS = 120_000

# What is on the screen: the heading of the list, and the marks of the map as they are drawn.
SEEN = """() => {
    const heading = document.querySelector(".st-key-list-head h3");
    const frame = [...document.querySelectorAll("iframe[title='streamlit_folium.st_folium']")].pop();
    const marks = frame?.contentDocument?.querySelectorAll("path.furat-point, path.furat-area") ?? [];
    return (heading?.textContent ?? "") + "|" + marks.length + "|" + [...marks].map(
        (mark) => mark.getAttribute("d") + mark.getAttribute("fill-opacity")).join("").length;
}"""

WATCH = f"""() => {{
    const seen = {SEEN};
    const before = seen().split("|");
    window.furatClicked = window.furatDrawn = null;
    document.addEventListener("pointerdown", () => {{ window.furatClicked = performance.now(); }},
        {{once: true, capture: true}});
    const look = () => {{
        const now = seen().split("|");
        const isNew = now[0] && now[0] !== before[0] && (now[1] !== before[1] || now[2] !== before[2]);
        if (window.furatClicked !== null && isNew) {{
            window.furatDrawn = performance.now();
        }} else {{
            requestAnimationFrame(look);
        }}
    }};
    look();
}}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one action took, in seconds, each time it was done."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the times."""
        return statistics.median(self.seconds)


@contextmanager
def dashboard(workspace: Path) -> Iterator[str]:
    """Serve the dashboard on a workspace; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {"FURAT_WORKSPACE": str(workspace)}
    process = subprocess.Popen(command(port, headless=True), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _answering(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answering(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The dashboard stopped; start it by hand to see why: furat app --workspace DIR")


def first_page(page: Page, address: str) -> float:
    """Open the page and return the seconds until its list and its map are there."""
    started = time.perf_counter()
    page.goto(f"{address}/?lang=en", wait_until="commit")
    page.wait_for_function(f"() => {{ const s = ({SEEN})().split('|'); return s[0] && s[1] > 0; }}", timeout=WAIT_MS)
    return time.perf_counter() - started


def clicked(page: Page, click: Callable[[], None]) -> float:
    """Click, and return the seconds from the pointer's press to the new list and the new map."""
    _settle(page)
    page.evaluate(WATCH)
    click()
    page.wait_for_function("() => window.furatDrawn !== null", timeout=WAIT_MS)
    return float(page.evaluate("() => window.furatDrawn - window.furatClicked")) / 1000


def _settle(page: Page) -> None:
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=WAIT_MS)
    page.wait_for_timeout(400)


def measure(workspace: Path, rounds: int, chromium: str | None) -> list[Measured]:
    """Return what first page and clicks take."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        opened = []
        with dashboard(workspace) as address:
            for _ in range(rounds):
                page = browser.new_page(viewport={"width": 1440, "height": 1000})
                opened.append(first_page(page, address))
                if len(opened) < rounds:
                    page.close()
            clicks = _clicks(page, rounds)
        browser.close()
    first, *again = opened
    return [
        Measured("first page of a fresh server, cache on disk", (first,)),
        *([Measured("first page of a further visitor", tuple(again))] if again else []),
        *clicks,
    ]


def _clicks(page: Page, rounds: int) -> list[Measured]:
    took: dict[str, list[float]] = {}
    buttons = {
        "an event type": page.get_by_text("Battles").first,
        "a second event type": page.get_by_text("Protests").first,
        "a chip taken off": page.locator('[class*="st-key-chip-"] button:visible').first,
        "reset": page.locator(".st-key-reset button"),
    }
    for _ in range(rounds):
        for name, button in buttons.items():
            took.setdefault(name, []).append(clicked(page, button.click))
    return [Measured(name, tuple(seconds)) for name, seconds in took.items()]


def main(arguments: Sequence[str]) -> int:
    """Print the table; return 1 where a limit is not held."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--workspace", type=Path, help="a folder for the workspace; kept afterwards")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chromium", default=os.environ.get("FURAT_CHROMIUM") or shutil.which("chromium"))
    parser.add_argument("--first-limit", type=float, default=6.0, help="most seconds of the first page")
    parser.add_argument("--click-limit", type=float, default=0.6, help="most seconds of a click, in the middle of all")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as spare:
        folder = options.workspace or Path(spare) / "workspace"
        workspace = filled(folder, options.incidents)
        count = len(held_frame(workspace).frame)
        workspace.close()
        measured = measure(folder, options.rounds, options.chromium)
    print(f"{count} incidents, {os.cpu_count()} cores.\n\n| action | median | worst |\n| --- | --- | --- |")
    for one in measured:
        print(f"| {one.name} | {one.median:.2f} s | {max(one.seconds):.2f} s |")
    limits = {True: options.first_limit, False: options.click_limit}
    slow = [one for one in measured if one.median > limits["page" in one.name]]
    for one in slow:
        print(f"Too slow: {one.name}, {one.median:.2f} s.", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
