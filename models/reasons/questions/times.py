"""What is asked of when something was: an exposure, a step, a sample, an event."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.reason import Reason
from models.reasons.recorded import Exposed, TestTaken


class FirstDayAsked(Reason):
    """The first day of what lasted, and may have begun after a step."""

    discloses: ClassVar = Disclosure.TREATMENT
    exposed: Exposed
    step: str
    kind: Literal["first_day_asked"] = "first_day_asked"


class LastDayAsked(Reason):
    """The day on which an exposure ended, which is known to within several days."""

    discloses: ClassVar = Disclosure.TREATMENT
    exposed: Exposed
    within: Span
    kind: Literal["last_day_asked"] = "last_day_asked"


class LastDoseTimeAsked(Reason):
    """The time of day of a last dose whose washout counts hours."""

    discloses: ClassVar = Disclosure.TREATMENT
    exposed: Exposed
    on: Span
    kind: Literal["last_dose_time_asked"] = "last_dose_time_asked"


class EndTimeAsked(Reason):
    """The time at which an exposure ended whose washout counts half-lives or days."""

    discloses: ClassVar = Disclosure.TREATMENT
    exposed: Exposed
    on: Span
    kind: Literal["end_time_asked"] = "end_time_asked"


class StepDayAsked(Reason):
    """The day of a step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["step_day_asked"] = "step_day_asked"


class StepTimeAsked(Reason):
    """The time of day of a step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["step_time_asked"] = "step_time_asked"


class BirthDayAsked(Reason):
    """The day on which the subject was born, which is known by its month or year."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["birth_day_asked"] = "birth_day_asked"


class SampleTimeAsked(Reason):
    """When a sample was taken."""

    discloses: ClassVar = Disclosure.RESULT
    sample: TestTaken
    kind: Literal["sample_time_asked"] = "sample_time_asked"


class ReportTimeAsked(Reason):
    """At what time a result was reported, of which the day is known."""

    discloses: ClassVar = Disclosure.RESULT
    sample: TestTaken
    on: Span
    kind: Literal["report_time_asked"] = "report_time_asked"


class IntervalAsked(Reason):
    """The day of an event, and of what ended the interval that it began."""

    discloses: ClassVar = Disclosure.RESULT
    event: str
    kind: Literal["interval_asked"] = "interval_asked"


class EventDayAsked(Reason):
    """The day of an event, if it came."""

    discloses: ClassVar = Disclosure.RESULT
    event: str
    kind: Literal["event_day_asked"] = "event_day_asked"


class ContraceptionEndAsked(Reason):
    """The day on which contraception ended."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["contraception_end_asked"] = "contraception_end_asked"


TimeQuestion = (
    FirstDayAsked
    | LastDayAsked
    | LastDoseTimeAsked
    | EndTimeAsked
    | StepDayAsked
    | StepTimeAsked
    | BirthDayAsked
    | SampleTimeAsked
    | ReportTimeAsked
    | IntervalAsked
    | EventDayAsked
    | ContraceptionEndAsked
)
