"""Errors that are shown to a person: facts, said by `wording.refusals`, without a traceback."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from models.reasons.refusals.refusal import FaultReason


class DayZeroError(Exception):
    """Base of every error that a command shows as one sentence.

    A subclass gives its facts to `super().__init__`, so that it can be handed from one process
    to another, and keeps each under a name.

    Attributes:
        kind: names the message that says it, in the catalogue `errors`.
        facts: what the message tells, by name.
    """

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str]

    @property
    def facts(self) -> Mapping[str, object]:
        """What is known of the error, by name."""
        return vars(self)

    def __str__(self) -> str:
        """Facts for a log; people are told by `wording.refusals.say_refusal`."""
        return ", ".join(f"{name}={value!r}" for name, value in self.facts.items())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of an input, and how to mend it.

    Attributes:
        path: where, as a person would point at it: `facts[2].last`.
    """

    path: str
    reason: FaultReason


class InputRefused(DayZeroError):
    """An input that does not parse; nothing was read from it, nothing was changed."""

    exit_code = 2
    kind = "input_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class ProtocolRefused(DayZeroError):
    """Protocol data that cannot be what its author meant.

    Attributes:
        line: counted from 1; None where no line is at fault.
    """

    exit_code = 2
    kind = "protocol_refused"

    def __init__(self, source: str, line: int | None, reason: FaultReason) -> None:
        super().__init__(source, line, reason)
        self.source = source
        self.line = line
        self.reason = reason


class NoTrialInstalled(DayZeroError):
    """A folder of data in which no trial lies."""

    exit_code = 2
    kind = "no_trial_installed"

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class TrialNotNamed(DayZeroError):
    """No trial was named where several are installed.

    Attributes:
        trials: their ids.
    """

    exit_code = 2
    kind = "trial_not_named"

    def __init__(self, trials: tuple[str, ...]) -> None:
        super().__init__(trials)
        self.trials = trials
