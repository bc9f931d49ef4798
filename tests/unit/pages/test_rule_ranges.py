"""Many rules in a line: none is lost, and none comes in that was not there."""

import re

import pytest

from models.protocol import load_protocol
from pictures.rule_ranges import say_rules


def said(*rules: str) -> str:
    return say_rules(rules, listed=", ", apart="; ")


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        ((), ""),
        (("EX-02",), "EX-02"),
        (("EX-02", "EX-03"), "EX-02, 03"),  # of two, both are named
        (("EX-09", "EX-10", "EX-11"), "EX-09–11"),
        (("EX-12a", "EX-12b", "EX-12c", "EX-12f2", "EX-12g"), "EX-12a–c, 12f2, 12g"),
        (("IN-03.c", "IN-03.d", "IN-03.e", "IN-05"), "IN-03.c–e, 05"),
        (("IN-08.1", "IN-08.2", "IN-08.4"), "IN-08.1, 08.2, 08.4"),  # not in a row
        (("EX-01", "EX-02", "EX-02a"), "EX-01, 02, 02a"),  # a letter is no number
        (("IN-09", "EX-10", "EX-11"), "IN-09; EX-10, 11"),
        (("PATH-day-28", "SITE-working-days"), "PATH-day-28; SITE-working-days"),
    ],
)
def test_neighbours_stand_as_a_range_and_each_list_is_named_once(
    rules: tuple[str, ...], line: str
) -> None:
    assert said(*rules) == line


def test_no_criterion_of_the_protocol_is_lost_in_a_range() -> None:
    rules = [condition.rule for condition in load_protocol().condition]

    assert list(written_out(said(*rules))) == rules


def written_out(line: str) -> list[str]:
    """The rules of a line one by one, as a person would read it."""
    rules = []
    for part in line.split("; "):
        name, _, ranges = part.partition("-")
        for each in ranges.split(", "):
            first, _, last = each.partition("–")
            rules += [f"{name}-{one}" for one in between(first, last)]
    return rules


def between(first: str, last: str) -> list[str]:
    if not last:
        return [first]
    if first[-1].isalpha():
        return [first[:-1] + chr(one) for one in range(ord(first[-1]), ord(last) + 1)]
    found = re.fullmatch(r"(.*?)(\d+)", first)
    assert found is not None
    stem, number = found.groups()
    return [f"{stem}{one:0{len(number)}}" for one in range(int(number), int(last) + 1)]
