"""Tables of what single words are."""

import pickle

import pytest

from arabic import vocabulary
from arabic.vocabulary import Beginnings, Table, WordClass, with_and

FUNERAL = ("تشييع", "دفن")


class Lengths(Table[int]):
    """The letters of each word, and which words the rule was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def answer(self, word: str) -> int:
        self.asked.append(word)
        return len(word)


def test_a_rule_is_asked_once_for_each_word() -> None:
    lengths = Lengths()
    assert lengths.of(["قتل", "في", "قتل"]) == [3, 2, 3]
    assert lengths["في"] == 2
    assert lengths.asked == ["قتل", "في"]


def test_a_table_starts_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_MOST", 2)
    lengths = Lengths()
    assert lengths.of(["a", "bb", "ccc", "a"]) == [1, 2, 3, 1]
    assert len(lengths) <= 2
    assert lengths.asked == ["a", "bb", "ccc", "a"]


@pytest.mark.parametrize(
    ("word", "held"),
    [("تشييع", True), ("وتشييع", True), ("التشييع", True), ("للدفن", True), ("دفنوا", False), ("", False)],
)
def test_a_class_holds_words_behind_proclitics(word: str, held: bool) -> None:
    assert WordClass(FUNERAL)[word] is held


def test_where_words_of_a_class_stand() -> None:
    funeral = WordClass(FUNERAL)
    words = "قبل دفن الشهيد وبعد التشييع".split()
    assert funeral.positions(words) == [1, 4]
    assert funeral.positions(words[2:], 2) == [4]
    assert funeral.positions([]) == []
    assert funeral.among(words)
    assert not funeral.among(words[2:4])


@pytest.mark.parametrize(("word", "held"), [("متورطين", True), ("وبمتورط", True), ("تورط", False), ("المتورط", False)])
def test_beginnings_stand_behind_the_letters_named(word: str, held: bool) -> None:
    assert Beginnings(("متورط",), before="وب")[word] is held


def test_words_alone_and_behind_and() -> None:
    assert with_and(("ردا", "ثارا")) == {"ردا", "وردا", "ثارا", "وثارا"}


def test_a_class_can_be_sent_to_another_process() -> None:
    funeral = WordClass(FUNERAL)
    assert funeral["دفن"]
    again = pickle.loads(pickle.dumps(funeral))
    assert again["ودفن"]
    assert not again["قتل"]
