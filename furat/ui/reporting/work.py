"""What is in hand on the reports page: the reading and the keeping that somebody began, step by step.

It lives in the session alone, and outlives a run of the page: whoever switches the language while an upload is read
finds it going on. Streamlit begins the next run of a page while the last one is still busy with its step, so that only
one of the two may go on at a time.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import streamlit as st

from furat.analysis.preview import Asked, Preview, ReadItem, Step, Upload, keepable, limit_passed, read_through
from furat.errors import FuratError
from furat.readers.inputs import Defaults
from furat.store.intake import Intake, take_in
from furat.store.workspace import Workspace
from furat.ui import session, signin

_WORK, _SERIAL, _OVER, _OUTCOME = "reports_work", "reports_serial", "reports_over", "reports_outcome"

_Item = TypeVar("_Item")


@dataclass(slots=True)
class Work:
    """A reading: what was asked, what came of it so far, what is left out of it, and the keeping of the rest.

    ``error`` is what broke it off. ``chosen`` are the reports that are being kept.
    """

    asked: Asked
    preview: Preview = field(default_factory=Preview)
    lock: threading.Lock = field(default_factory=threading.Lock)
    steps: Iterator[Step] | None = None
    finished: bool = False
    stopped: bool = False
    error: FuratError | None = None
    left_out: set[str] = field(default_factory=set)
    without_silent: bool = False
    chosen: list[ReadItem] | None = None
    intake: Intake = field(default_factory=Intake)
    parts: Iterator[int] | None = None
    kept_enough: bool = False

    @property
    def reading(self) -> bool:
        """Whether there is something to be read yet."""
        return not (self.finished or self.stopped)

    def wanted(self, workspace: Workspace) -> list[ReadItem]:
        """Return the reports that would be kept: new, taken by the workspace, and not left out."""
        return [item for item in self.preview.read if self.takes(item) and keepable(item, workspace)]

    def takes(self, item: ReadItem) -> bool:
        """Whether nobody left a report out."""
        return item.report.report_id not in self.left_out and not (self.without_silent and not item.incidents)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of keeping: of how many reports, what was done, and what broke it off, if anything did."""

    asked: int
    intake: Intake
    error: FuratError | None = None


def work() -> Work | None:
    """Return what is in hand."""
    found: Work | None = st.session_state.get(_WORK)
    return found


def outcome() -> Outcome | None:
    """Return what came of the last keeping, until the next reading."""
    found: Outcome | None = st.session_state.get(_OUTCOME)
    return found


def box(name: str) -> str:
    """Return the key of a box. It bears the number of the reading, so that a new one begins with empty boxes."""
    return f"{name}-{st.session_state.setdefault(_SERIAL, 1)}"


def over() -> tuple[str, int] | None:
    """Return which limit what was asked last passes, and by what number, if any."""
    found: tuple[str, int] | None = st.session_state.get(_OVER)
    return found


def begin() -> None:
    """Begin to read what the boxes hold; where it passes a limit nothing begins, and ``over`` says so."""
    state = st.session_state
    pasted, files = state.get(box("paste")) or "", list(state.get(box("files")) or [])
    sizes = [file.size for file in files]
    passed = limit_passed(len(pasted) if pasted.strip() else 0, sizes)
    if passed is not None:
        numbers = {"letters": len(pasted), "files": len(files), "bytes": sum(sizes)}
        state[_OVER] = passed, numbers.get(passed, 0)
        return
    state.pop(_OVER, None)
    state.pop(_OUTCOME, None)
    defaults = Defaults(
        state.get(box("published")), (state.get(box("source")) or "").strip(), (state.get(box("url")) or "").strip()
    )
    state[_WORK] = Work(Asked(pasted, tuple(Upload(file.name, file.getvalue()) for file in files), defaults))


def stop() -> None:
    """End the reading, or the keeping, after the step in hand."""
    found = work()
    if found is not None and found.chosen is not None:
        found.kept_enough = True
    elif found is not None:
        found.stopped = True


def discard() -> None:
    """Forget what was read, and empty the boxes."""
    state = st.session_state
    state[_SERIAL] = state.get(_SERIAL, 1) + 1
    for key in (_WORK, _OVER, _OUTCOME):
        state.pop(key, None)


def keep(opened: Workspace) -> None:
    """Begin to keep what was read and not left out."""
    found = work()
    if found is not None and found.chosen is None:
        found.chosen, found.intake, found.parts, found.kept_enough = found.wanted(opened), Intake(), None, False


def choose(report_id: str, key: str) -> None:
    """Take a report in, or leave it out, as its box says."""
    found = work()
    if found is not None:
        (found.left_out.discard if st.session_state[key] else found.left_out.add)(report_id)


def choose_silent(key: str) -> None:
    """Leave all reports out that tell nothing, or take them in, as their box says."""
    found = work()
    if found is not None:
        found.without_silent = bool(st.session_state[key])


def read_on(found: Work, opened: Workspace, show: Callable[[Step], None]) -> None:
    """Read what is left to be read; ``show`` is told of each step."""

    def start() -> Iterator[Step]:
        return read_through(found.asked, opened, session.extractor(opened), found.preview, today=date.today())

    def ended() -> bool:
        return not found.reading

    try:
        while (step := _next(found, "steps", start, ended)) is not None:
            show(step)
    except FuratError as error:
        found.error = error
    found.finished = True
    found.asked, found.steps = Asked(), None  # the files are not needed any more, and may be large


def keep_on(found: Work, opened: Workspace, show: Callable[[int], None]) -> None:
    """Keep what is left to be kept; ``show`` is told how many reports are settled. Then say what came of it."""
    chosen = found.chosen or []

    def start() -> Iterator[int]:
        return take_in(
            opened,
            [item.report for item in chosen],
            session.extractor(opened),
            session.linker(),
            by=lambda: signin.person_now(opened),
            into=found.intake,
            stopped=lambda: found.kept_enough,
        )

    def ended() -> bool:
        return found.chosen is None

    error = None
    try:
        while (done := _next(found, "parts", start, ended)) is not None:
            show(done)
    except FuratError as broken:
        error = broken
    if found.chosen is None:  # another run has finished it
        return
    found.chosen = None
    st.session_state[_OUTCOME] = Outcome(len(chosen), found.intake, error)
    settled = {item.report.report_id for item in chosen[: found.intake.done]}
    found.preview.read = [item for item in found.preview.read if item.report.report_id not in settled]
    if error is None and found.intake.done == len(chosen):
        st.session_state.pop(_WORK, None)
        st.session_state[_SERIAL] += 1


def _next(found: Work, name: str, start: Callable[[], Iterator[_Item]], ended: Callable[[], bool]) -> _Item | None:
    with found.lock:
        if ended():
            return None
        if getattr(found, name) is None:
            setattr(found, name, start())
        steps: Iterator[_Item] = getattr(found, name)
        return next(steps, None)
