"""Which tests are likely to notice a fault: those that noticed others near it, or are about it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

MOST = 60
"""So many that are about a function, and so many that noticed others of its file, come first."""

WHOLLY = 4
"""So many tests that are called like a function are tried with all their examples."""

OF_EACH = 40
"""So many tests of each statement of a function come before those of the next rarest."""


class Likely:
    """Tests that noticed faults, by the function or block they were in, and by its file."""

    def __init__(self) -> None:
        self._of_owner: dict[str, dict[str, None]] = {}
        self._of_file: dict[str, dict[str, None]] = {}

    def learn(self, owner: str, by: str) -> None:
        """A test noticed a fault; the last that did is the first to be tried again."""
        for known in (
            self._of_owner.setdefault(owner, {}),
            self._of_file.setdefault(_file_of(owner), {}),
        ):
            known.pop(by, None)
            known[by] = None

    def in_order(self, owner: str, names: list[str]) -> list[str]:
        """The tests that noticed faults of a function, those about it, those of its file, the rest.

        Args:
            names: the tests that there are, those first that are about it.
        """
        there = set(names)
        own = filter(there.__contains__, reversed(self._of_owner.get(owner, {})))
        near = filter(there.__contains__, reversed(self._of_file.get(_file_of(owner), {})))
        return list(dict.fromkeys((*own, *names[:MOST], *islice(near, MOST), *names)))


def _file_of(owner: str) -> str:
    return owner.partition(":")[0]


def about_first(place: str, names: list[str], beside: Iterable[list[str]]) -> list[str]:
    """Tests of a statement, those first that are about it.

    They are called by words of its file and function, or run the rarest statements beside it.

    Args:
        place: the file, and the function where it is of one.
        beside: the tests of each statement of the function.
    """
    alike = called_alike(place.rpartition("/")[2], names)
    there = set(names)
    rarest = sorted(beside, key=len)
    about = (name for each in rarest for name in islice(filter(there.__contains__, each), OF_EACH))
    return list(dict.fromkeys((*alike, *about, *names)))


_IGNORED: Final = frozenset({"and", "are", "for", "has", "not", "that", "the"})


def called_alike(said: str, names: list[str]) -> list[str]:
    """Those that have words in common with what is said, most first.

    All examples of the tests that are called most alike, one of each other.
    """
    own, examples = _words(said), dict[str, list[str]]()
    for name in names:
        examples.setdefault(name.partition("[")[0], []).append(name)
    shared = {test: len(own & _words(test)) for test in examples}
    alike = sorted((test for test in shared if shared[test]), key=lambda test: -shared[test])
    first = (example for test in alike[:WHOLLY] for example in examples[test])
    return list(dict.fromkeys((*first, *(examples[test][0] for test in alike[:OF_EACH]))))


def _words(text: str) -> frozenset[str]:
    """Without the s of a plural."""
    found = re.findall("[a-z]{3,}", text.lower())
    return frozenset(word.rstrip("s") for word in found if word not in _IGNORED)


def in_turn(seconds: Mapping[str, float]) -> dict[str, float]:
    """The seconds, times a test's place among the examples like it, and among those of its file."""
    return _by_place(_by_place(seconds, "["), "::")


def _by_place(weights: Mapping[str, float], until: str) -> dict[str, float]:
    """The weights, each times its place among those that are called alike up to a mark."""
    before: Counter[str] = Counter()
    order = {}
    for name in sorted(weights, key=weights.__getitem__):
        before[name.partition(until)[0]] += 1
        order[name] = weights[name] * before[name.partition(until)[0]]
    return order
