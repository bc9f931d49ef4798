"""Everything that this process remembers, of the code and of the tests, forgotten.

A test that finds an answer in a cache never runs the change it is to judge: each change
begins with all caches empty, those of the tests (`tests/spec/charts.py`) included.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

OURS = ("models", "wording", "calendars", "pictures", "tasks", "flows", "dayzero", "tests")


@dataclass(frozen=True)
class Caches:
    """What remembers: functions with a cache, and objects with properties worked out once."""

    emptied: tuple[Callable[[], None], ...]
    worked_out: tuple[tuple[object, frozenset[str]], ...]

    def empty(self) -> None:
        """Forget all of it."""
        for forget in self.emptied:
            forget()
        for owner, names in self.worked_out:
            kept = vars(owner)
            for name in names:
                kept.pop(name, None)


def living_caches(*, loading: bool = True) -> Caches:
    """Every cache of ours in this process.

    Args:
        loading: those of files too, which are read again then.
    """
    gc.unfreeze()
    objects = gc.get_objects()
    return Caches(
        tuple(_emptied(objects, loading=loading)),
        tuple((each, names) for each in objects if (names := _worked_out(type(each)))),
    )


def _emptied(objects: list[object], *, loading: bool) -> Iterator[Callable[[], None]]:
    for each in objects:
        if isinstance(each, CACHED) and str(each.__module__).partition(".")[0] in OURS:
            yield from (each.cache_clear,) if loading or each.__name__ not in READS_FILES else ()


def _worked_out(kind: type) -> frozenset[str]:
    if kind not in _BY_KIND:
        ours = str(getattr(kind, "__module__", "")).split(".")[0] in OURS
        attributes = (
            [(n, a) for each in kind.__mro__ for n, a in vars(each).items()] if ours else []
        )
        _BY_KIND[kind] = frozenset(n for n, a in attributes if isinstance(a, cached_property))
    return _BY_KIND[kind]


_BY_KIND: dict[type, frozenset[str]] = {}
CACHED = type(lru_cache(len))
"""What a function is once it has a cache."""

READS_FILES = frozenset({"_read_once", "_read_sites", "load_sites", "site_calendars"})
