"""Subjects as datasets name them: only those whose charts can be planned."""

from dataclasses import dataclass
from typing import Self

from exports.lists.standing import Everybody, Standing
from models.errors import DayZeroError, InputRefused
from models.protocol import Protocol, load_protocol
from models.timeline.results import Plan


class NotPlanned(DayZeroError):
    """A dataset of all subjects would lack one, as its chart cannot be planned."""

    exit_code = 2
    kind = "export_not_planned"

    def __init__(self, subject: str, why: InputRefused) -> None:
        super().__init__(subject, why)
        self.subject = subject
        self.why = why


@dataclass(frozen=True, slots=True)
class Planned:
    """One subject with its plan."""

    standing: Standing
    plan: Plan

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """The subject, which must have a plan.

        Raises:
            NotPlanned: if it has none; a dataset is whole or not at all.
        """
        if isinstance(standing.plan, InputRefused):
            raise NotPlanned(standing.subject, standing.plan)
        return cls(standing, standing.plan)

    @property
    def protocol(self) -> Protocol:
        """The subject's own."""
        return self.standing.protocol


def usubjid(one: Planned) -> str:
    """Unique over all studies: the study, then the subject's number, which names its site."""
    return f"{one.plan.protocol_id}-{one.plan.subject}"


def study_of(everybody: Everybody) -> str:
    """Of the subjects; of the installation's trial where there is none."""
    found = (one.protocol.id for one in everybody.subjects)
    return next(found, None) or load_protocol().id
