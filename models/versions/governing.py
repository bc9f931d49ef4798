"""Which version's rules count for each step: of what is done, the one that counted then."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.moments import Minute
from models.protocol import Protocol
from models.timeline.history.step_records import StepRecord, StepRecords
from models.versions.in_force import SiteVersions, Version, in_force
from models.versions.parts import word_ids


@dataclass(frozen=True)
class Governed:
    """One subject's steps, under the versions that counted for them until now.

    Attributes:
        course: every version that counted, the one that counts now last.
        known: every version of the trial as one; for what is recorded and in none of these.
        named: the steps of which the chart records anything.
        words: whatever else the chart names: events, tests, measures, findings.
    """

    course: SiteVersions
    known: Protocol
    recorded: StepRecords
    named: frozenset[str]
    words: frozenset[str]

    @property
    def current(self) -> Protocol:
        """The version that counts now."""
        return self.course[-1].protocol

    @cached_property
    def by_step(self) -> Mapping[str, Protocol]:
        """For each step of these versions, or of the chart, the one by whose rules it is judged."""
        steps = [step.id for version in self.course for step in version.protocol.step]
        steps += [step.id for step in self.known.step if step.id in self.named]
        return {step: self._of(step) for step in dict.fromkeys(steps)}

    def _of(self, step: str) -> Protocol:
        """What is done without a known time is judged by what counts now."""
        record = self.recorded.get(step, StepRecord())
        counted = self.course[-1]
        if record.done and record.at is not None:
            counted = in_force(self.course, record.at.earliest)
        return counted.protocol if step in counted.protocol.step_by_id else self._last_with(step)

    def _last_with(self, step: str) -> Protocol:
        """A step that is not, or no longer, in the version that counts."""
        having = (
            version.protocol
            for version in reversed(self.course)
            if step in version.protocol.step_by_id
        )
        return next(having, self.known)

    @cached_property
    def left(self) -> tuple[str, ...]:
        """Steps of which something is recorded, and that the version which counts now has not."""
        gone = (step for step in self.by_step if step not in self.current.step_by_id)
        return tuple(step for step in gone if step in self.named)

    @cached_property
    def unknown_words(self) -> frozenset[str]:
        """What the chart names, and another version than the one that counts now knows."""
        return self.words & (word_ids(self.known) - word_ids(self.current))

    @cached_property
    def came(self) -> Mapping[str, Minute]:
        """Steps that came with a version, and when; those that anything is recorded of apart."""
        return {
            step.id: since
            for step in self.current.step
            if step.id not in self.named and (since := self._came(step.id)) is not None
        }

    def _came(self, step: str) -> Minute | None:
        """The first minute of the version from which on the step is on the path without a gap."""
        first: Version | None = None
        for version in reversed(self.course):
            if step not in version.protocol.step_by_id:
                break
            first = version
        return first.since if first else None
