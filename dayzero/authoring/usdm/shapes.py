"""The parts of a USDM 4 file that a schedule is made of; what else stands there is passed over."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

AFTER: Final = ("C201356", "After")
BEFORE: Final = ("C201357", "Before")
FIXED: Final = ("C201358", "Fixed Reference")
START_TO_START: Final = ("C201355", "Start to Start")
ACTIVITY: Final = "ScheduledActivityInstance"


class Part(BaseModel):
    """Anything with an id and a name."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str = ""
    label: str | None = None
    description: str | None = None

    @property
    def called(self) -> str:
        """What people call it."""
        return self.label or self.description or self.name or self.id


class Code(BaseModel):
    """A term of CDISC's terminology."""

    code: str = ""
    decode: str = ""


class Instance(Part):
    """A point of a timeline: an activity, or a decision."""

    kind: str = Field(default=ACTIVITY, alias="instanceType")
    encounter: str | None = Field(default=None, alias="encounterId")
    epoch: str | None = Field(default=None, alias="epochId")
    inner: str | None = Field(default=None, alias="timelineId")


class Timing(Part):
    """How far one point of a timeline is from another; windows are amounts, never signed."""

    type: Code
    value: str | None = None
    ends: Code | None = Field(default=None, alias="relativeToFrom")
    step: str | None = Field(default=None, alias="relativeFromScheduledInstanceId")
    anchor: str | None = Field(default=None, alias="relativeToScheduledInstanceId")
    lower: str | None = Field(default=None, alias="windowLower")
    upper: str | None = Field(default=None, alias="windowUpper")


class Timeline(Part):
    main: bool = Field(default=False, alias="mainTimeline")
    instances: tuple[Instance, ...] = ()
    timings: tuple[Timing, ...] = ()


class Design(Part):
    encounters: tuple[Part, ...] = ()
    epochs: tuple[Part, ...] = ()
    timelines: tuple[Timeline, ...] = Field(alias="scheduleTimelines", min_length=1)


class Identifier(BaseModel):
    text: str


class Version(BaseModel):
    named: str = Field(default="1", alias="versionIdentifier")
    identifiers: tuple[Identifier, ...] = Field(default=(), alias="studyIdentifiers")
    designs: tuple[Design, ...] = Field(alias="studyDesigns", min_length=1)


class Study(BaseModel):
    name: str = ""
    label: str | None = None
    description: str | None = None
    versions: tuple[Version, ...] = Field(min_length=1)


class UsdmFile(BaseModel):
    """The whole file."""

    study: Study
