"""Values of a reading are frozen for mypy; at run time they are equal, hashed and copied as frozen ones are."""

from dataclasses import field, fields, replace

import pytest

from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    first: int
    names: tuple[str, ...] = field(default=())


@dataclass(slots=True)
class Changing:
    first: int


def test_values_are_equal_and_hashed_by_their_fields() -> None:
    assert Value(1) == Value(1, ())
    assert hash(Value(1)) == hash(Value(1))
    assert len({Value(1), Value(1), Value(2)}) == 2


def test_values_are_copied_with_a_change() -> None:
    assert replace(Value(1), names=("a",)) == Value(1, ("a",))
    assert [each.name for each in fields(Value)] == ["first", "names"]


def test_values_hold_no_other_field() -> None:
    with pytest.raises(AttributeError):
        Value(1).last = 2  # type: ignore[attr-defined]


def test_what_changes_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(Changing(1))
