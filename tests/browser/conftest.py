"""A real browser against the real server, on the bundled samples, with every way to the outside shut and watched."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, expect, sync_playwright

from furat.store.columns import Columns
from furat.store.frame import Told, incident_frame, texts
from furat.store.workspace import samples_workspace
from geo.gazetteer import Gazetteer, load_gazetteer

# Tests are collected by file (importlib), so that a module beside them is found only when it is said where.
sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
LOCAL = {"127.0.0.1", "localhost"}
START_SECONDS = 60
ANCHOR = "http://127.0.0.1/anchor"
"""What an open page shows that keeps alive the browser's process for pages of this machine."""

# The first page of a fresh server reads all samples, and a machine of CI has two cores for server, browser and test.
expect.set_options(timeout=20_000)

# Read by the server's Python before anything else: it refuses and records each way to another machine.
GUARD = """
import os, sys

def _watch(event, args):
    if event == "socket.connect" or event == "socket.sendto":
        address = args[1]
        if not isinstance(address, tuple) or str(address[0]).startswith("127.") or address[0] in ("::1", "localhost"):
            return
        target = str(address[0])
    elif event == "socket.getaddrinfo":
        if args[0] in (None, "", "localhost", b"localhost") or str(args[0]).startswith("127."):
            return
        target = str(args[0])
    else:
        return
    with open(os.environ["FURAT_NETWORK_RECORD"], "a") as record:
        record.write(f"{event} {target}\\n")
    raise PermissionError(f"the test lets nobody call {target}")

sys.addaudithook(_watch)
"""


@dataclass
class Server:
    """A running dashboard, the workspace behind it, and the record of what it tried to reach."""

    url: str
    port: int
    record: Path
    frame: pd.DataFrame
    told: dict[str, Told]
    columns: Columns
    gazetteer: Gazetteer


@dataclass
class Visit:
    """A page of the browser and the requests that it tried to send to other machines."""

    page: Page
    blocked: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def guarded_environment() -> Callable[[Path], dict[str, str]]:
    """Make an environment in which Python refuses and records connections to other machines, kept in a folder."""
    return make_guarded_environment


def make_guarded_environment(folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    record = folder / "network.txt"
    record.touch()
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "FURAT_NETWORK_RECORD": str(record)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the dashboard on the samples in a workspace of its own."""
    folder = tmp_path_factory.mktemp("server")
    workspace = samples_workspace(folder / "samples")
    frame, gazetteer = incident_frame(workspace), load_gazetteer()
    told = texts(workspace, frame["lead_id"])
    workspace.close()
    with run_dashboard(folder, FURAT_WORKSPACE=str(folder / "samples")) as (port, record):
        yield Server(f"http://127.0.0.1:{port}", port, record, frame, told, Columns(frame), gazetteer)


@contextmanager
def run_dashboard(folder: Path, *options: str, port: int = 0, **variables: str) -> Iterator[tuple[int, Path]]:
    """Serve the dashboard with more options and variables; yield its port and the record of what it tried to reach."""
    environment = make_guarded_environment(folder / "guard") | variables
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={port}", *options]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port, process, folder / "log.txt")
        yield port, Path(environment["FURAT_NETWORK_RECORD"])
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def dashboard() -> Callable[..., AbstractContextManager[tuple[int, Path]]]:
    """Serve the dashboard in another way than ``server`` does."""
    return run_dashboard


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped: {log.read_text()}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s: {log.read_text()}")


def chromium() -> str | None:
    """Return the Chromium that is there; None lets Playwright take its own."""
    # The headless build opens no windows, and so takes less time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("FURAT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [
        "--no-sandbox",  # CI runs as root, where Chromium's sandbox does not start
        "--no-first-run",
        "--disable-gpu",  # it would be emulated
        "--in-process-gpu",
        "--js-flags=--no-opt --no-maglev",  # a page lives for seconds, and never wins back what optimising it takes
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--process-per-site",  # and ``context`` keeps one alive: a page costs less than in a process of its own
        # Nothing finds or reaches another machine: no name is known but this one's, and all else goes to a port where
        # nobody listens. Playwright's own routing would turn the browser's cache off, and each page would load anew.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--proxy-server=http://127.0.0.1:9",
    ]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of all tests share: a cache, and a process that outlives them, so that the scripts of the app are
    fetched and compiled once."""
    # Without motion the browser has less to draw, and a page is still when it is looked at.
    opened = browser.new_context(locale="en-GB", accept_downloads=True, reduced_motion="reduce")
    anchor = opened.new_page()
    anchor.route(ANCHOR, lambda route: route.fulfill(body="This page keeps a process.", content_type="text/plain"))
    anchor.goto(ANCHOR)
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    """Open a page and count each request that is not for this machine; the browser lets none through."""
    page = context.new_page()
    made = Visit(page)

    def look(asked: Request | WebSocket) -> None:
        if urlsplit(asked.url).hostname not in {*LOCAL, None}:
            made.blocked.append(asked.url)

    context.on("request", look)
    page.on("websocket", look)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.set_default_timeout(20_000)
    yield made
    context.remove_listener("request", look)
    for opened in context.pages:
        if opened.url == ANCHOR:
            continue
        opened.evaluate("() => { try { localStorage.clear() } catch { /* an empty page has none */ } }")
        opened.close()
    context.clear_cookies()


@pytest.fixture
def page(visit: Visit, server: Server) -> Iterator[Page]:
    """A page on which every test also proves that neither browser nor server tried to reach another machine."""
    yield visit.page
    assert visit.blocked == []
    assert server.record.read_text() == ""


@pytest.fixture
def screenshot(request: pytest.FixtureRequest):
    """Keep a picture under the git-ignored screenshots folder, named after the test."""

    def keep(page: Page, name: str = "") -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        stem = request.node.name.replace("[", "-").replace("]", "").removeprefix("test_")
        page.screenshot(path=SCREENSHOTS / f"{stem}{f'-{name}' if name else ''}.png")

    return keep
