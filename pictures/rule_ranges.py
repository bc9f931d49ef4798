"""Many rules in a line: each list is named once, and neighbours stand as a range."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_RULE = re.compile(r"(?P<list>[A-Z]+-)(?P<stem>.*?)(?P<end>\d+|[a-z])")
_FEWEST = 3  # of two neighbours a range would hide that they are no more than two
Place = tuple[str, str, str]


def say_rules(rules: Iterable[str], *, listed: str, apart: str) -> str:
    """`IN-05–07, 08.1–6; EX-12a–e, 12f2`, in the order in which they are given.

    Args:
        listed: between two of a list; `apart` between two lists.
    """
    places = (_place(rule) for rule in rules)
    lists = groupby(places, key=lambda place: place[0])
    return apart.join(name + listed.join(_ranges(list(some))) for name, some in lists)


def _place(rule: str) -> Place:
    found = _RULE.fullmatch(rule)
    return ("", rule, "") if found is None else (found["list"], found["stem"], found["end"])


def _ranges(places: list[Place]) -> Iterator[str]:
    run: list[Place] = []
    for place in places:
        if run and not _follows(place, run[-1]):
            yield from _said(run)
            run = []
        run.append(place)
    yield from _said(run)


def _follows(place: Place, before: Place) -> bool:
    (_, stem, end), (_, stem_before, end_before) = place, before
    alike = stem == stem_before and end.isdigit() == end_before.isdigit()
    return alike and _number(end) == _number(end_before) + 1


def _number(end: str) -> int:
    return int(end) if end.isdigit() else ord(end)


def _said(run: list[Place]) -> Iterator[str]:
    if len(run) < _FEWEST:
        yield from (stem + end for _, stem, end in run)
    else:
        yield f"{run[0][1]}{run[0][2]}–{run[-1][2]}"
