"""What a reader of typed data found in one value, and what the system said of a file."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class DataFile(StrEnum):
    """Which file of data is read."""

    DRUGS = "drugs"
    SITES = "sites"
    ROUTING = "routing"


class ValueFlaw(Plain):
    TEXT_NEEDED = "value.text_needed"
    NUMBER_NEEDED = "value.number_needed"
    NUMBER_UNREAD = "value.number_unread"
    YES_OR_NO_NEEDED = "value.yes_or_no_needed"
    YES_OR_NO_UNREAD = "value.yes_or_no_unread"
    EMPTY = "value.empty"


class SystemFlaw(Plain):
    ENOENT = "system.enoent"
    EACCES = "system.eacces"
    EISDIR = "system.eisdir"
    ENOTDIR = "system.enotdir"
    EEXIST = "system.eexist"
    ENOSPC = "system.enospc"
    EROFS = "system.erofs"
    ENAMETOOLONG = "system.enametoolong"
    EIO = "system.eio"
    EFBIG = "system.efbig"
    EBADF = "system.ebadf"
    NAME_IMPOSSIBLE = "system.name_impossible"


class TypeMissing(WithFacts):
    field: str
    kind: Literal["type_missing"] = "type_missing"


class NotAFieldOf(WithFacts):
    field: str
    file: DataFile
    kind: Literal["not_a_field_of"] = "not_a_field_of"


class DayNeeded(WithFacts):
    field: str
    kind: Literal["day_needed"] = "day_needed"


class OfField(WithFacts):
    field: str
    why: FaultReason
    kind: Literal["of_field"] = "of_field"


class OneOf(WithFacts):
    allowed: tuple[str, ...]
    kind: Literal["one_of"] = "one_of"


class AtLeast(WithFacts):
    least: str
    kind: Literal["at_least"] = "at_least"


class AtMost(WithFacts):
    most: str
    kind: Literal["at_most"] = "at_most"


class PatternNeeded(WithFacts):
    pattern: str
    kind: Literal["pattern_needed"] = "pattern_needed"


class ToldByLibrary(WithFacts):
    told: str
    kind: Literal["told_by_library"] = "told_by_library"


class ToldBySystem(WithFacts):
    told: str
    kind: Literal["told_by_system"] = "told_by_system"
