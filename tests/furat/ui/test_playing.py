"""Playback without a browser: where it goes, where it ends, and how periods are written."""

from datetime import date

import pytest

from furat.analysis.playback import Period
from furat.ui.exploring import playing
from furat.ui.exploring.playing import STEP_SECONDS, Play, advance, period_words
from furat.ui.texts import load_texts

FOUND = [Period(date(2021, month, 1), date(2021, month, 28)) for month in (1, 2, 3)]


@pytest.fixture
def play(monkeypatch):
    """A playback that runs, and a clock that stands still unless it is set."""
    opened = Play(day=FOUND[0].start, moving=True)
    monkeypatch.setattr(playing, "state", lambda: opened)
    monkeypatch.setattr(playing.time, "monotonic", lambda: opened.moved + STEP_SECONDS)
    return opened


def test_it_goes_on_to_the_end_and_stops_there(play):
    assert [(advance(FOUND), play.day) for _ in range(4)] == [
        (True, FOUND[1].start),
        (True, FOUND[2].start),
        (False, FOUND[2].start),
        (False, FOUND[2].start),
    ]
    assert not play.moving


def test_the_map_that_is_drawn_for_another_reason_does_not_move_it(play, monkeypatch):
    monkeypatch.setattr(playing.time, "monotonic", lambda: play.moved + 0.1)
    assert advance(FOUND)
    assert play.day == FOUND[0].start


def test_how_it_stands_is_what_it_is_drawn_for(play, monkeypatch):
    stood = [playing.standing()]
    play.moving = False
    stood.append(playing.standing())
    play.mode = playing.UP_TO
    stood.append(playing.standing())
    monkeypatch.setattr(playing, "state", lambda: None)
    assert [*stood, playing.standing()] == [
        (True, True, False),
        (True, False, False),
        (True, False, True),
        (False, False, False),
    ]


def test_it_stops_when_a_filter_leaves_nothing_to_play(play):
    assert not advance([])
    assert not play.moving


@pytest.mark.parametrize(("number", "at"), [(-1, 0), (1, 1), (9, 2)])
def test_beyond_the_ends_there_is_no_period(play, number, at):
    turn = play.turn
    play.go(FOUND, number)
    assert (play.day, play.turn) == (FOUND[at].start, turn + 1)


@pytest.mark.parametrize(
    ("language", "start", "end", "words"),
    [
        ("en", date(2021, 2, 1), date(2021, 2, 28), "Feb 2021"),
        ("ar", date(2021, 2, 1), date(2021, 2, 28), "شباط 2021"),
        ("en", date(2021, 2, 6), date(2021, 2, 12), "6–12 Feb 2021"),
        ("en", date(2021, 2, 1), date(2021, 2, 1), "1 Feb 2021"),
        ("en", date(2021, 2, 15), date(2021, 2, 28), "15–28 Feb 2021"),
        ("en", date(2021, 1, 1), date(2021, 2, 28), "1 Jan 2021 – 28 Feb 2021"),
    ],
)
def test_a_whole_month_has_a_name(language, start, end, words):
    assert period_words(Period(start, end), load_texts(language)) == words
