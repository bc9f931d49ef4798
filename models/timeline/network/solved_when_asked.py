"""Bounds of several networks, each solved once somebody asks for it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from models.timeline.network.bounds import Bounds


@dataclass(frozen=True, eq=False)
class SolvedWhenAsked(Mapping[str, Bounds]):
    """For each step its bounds; most looks ask for those of few steps.

    Attributes:
        steps: those that can be solved.
        solved: how those of one step are found.
        found: what was asked for already, or given from elsewhere.
    """

    steps: Collection[str]
    solved: Callable[[str], Bounds]
    found: dict[str, Bounds] = field(default_factory=dict)

    def __getitem__(self, step: str) -> Bounds:
        if step not in self.found:
            if step not in self.steps:
                raise KeyError(step)
            self.found[step] = self.solved(step)
        return self.found[step]

    def __contains__(self, step: object) -> bool:
        return step in self.steps or step in self.found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.steps, *self.found)))

    def __len__(self) -> int:
        return len({*self.steps, *self.found})
