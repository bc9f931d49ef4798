"""Which tests are likely to notice a fault: those that noticed others near it."""

from collections.abc import Collection

MOST = 60
"""So many of a file's tests are tried before the others."""


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

    def first(self, owner: str, there: Collection[str]) -> list[str]:
        """Of some tests those to begin with: of the same function, then of the same file."""
        own = [name for name in reversed(self._of_owner.get(owner, {})) if name in there]
        near = [name for name in reversed(self._of_file.get(_file_of(owner), {})) if name in there]
        return list(dict.fromkeys((*own, *near[:MOST])))


def _file_of(owner: str) -> str:
    return owner.partition(":")[0]
