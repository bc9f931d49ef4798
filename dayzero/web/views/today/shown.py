"""How much of each group of Today is shown: its first lines, and all of one that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayzero.web.views.today.lines import Case, Group

OPEN_GROUPS = (Group.NOW, Group.TODAY)
"""Those that stand open; each of the others is a count that opens."""

OPEN_LINES, FOLDED_LINES = 50, 10


@dataclass(frozen=True, slots=True)
class Shown:
    """One group.

    Attributes:
        cases: those that are shown.
        count: how many there are.
        opened: whether they stand open.
    """

    cases: Sequence[Case]
    count: int
    opened: bool

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cases)


def shown(groups: Mapping[Group, Sequence[Case]], whole: str) -> Mapping[Group, Shown]:
    """The groups in which anything stands.

    Args:
        whole: the group that is shown to its end; no other is cut less for it.
    """
    return {
        group: Shown(
            cases=cases if group == whole else cases[: _most(group)],
            count=len(cases),
            opened=group in OPEN_GROUPS or group == whole,
        )
        for group, cases in groups.items()
        if cases
    }


def _most(group: Group) -> int:
    return OPEN_LINES if group in OPEN_GROUPS else FOLDED_LINES
