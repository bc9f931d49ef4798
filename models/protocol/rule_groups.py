"""Rules that stand together: of each group, one that holds is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class RuleGroups:
    """The groups of one protocol.

    Attributes:
        names: the id that each rule of a group shares with the others of it.
    """

    names: Mapping[str, str]

    def of(self, rule: str) -> frozenset[str]:
        """The rules of a rule's group, this one included; empty where it stands alone."""
        return self._of.get(rule, frozenset())

    def name_of(self, rule: str) -> str | None:
        """The id of a rule's group; None where it stands alone."""
        return self.names.get(rule)

    def members_of(self, group: str) -> frozenset[str]:
        """The rules of a group, by its own id; empty where no group is called so."""
        return frozenset(rule for rule, its in self.names.items() if its == group)

    @cached_property
    def _of(self) -> Mapping[str, frozenset[str]]:
        return {rule: self.members_of(group) for rule, group in self.names.items()}
