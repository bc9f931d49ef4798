"""Why a copy of the records is not made or not put in their place, or a checkpoint not read."""

from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class CopyFlaw(Plain):
    THERE_ALREADY = "copy.there_already"
    THE_RECORDS_THEMSELVES = "copy.the_records_themselves"
    IN_MEMORY = "copy.in_memory"
    NO_COPY = "copy.no_copy"
    UNSOUND = "copy.unsound"
    OF_A_NEWER_PROGRAM = "copy.of_a_newer_program"
    NOT_EMPTY = "copy.not_empty"
    ENCRYPTED = "copy.encrypted"
    FOR_ANOTHER_KEY = "copy.for_another_key"


class KeyFlaw(Plain):
    """What is wrong with a file of keys; no key is a fact of it."""

    NO_RECIPIENT = "key.no_recipient"
    NOBODY = "key.nobody"
    NO_IDENTITY = "key.no_identity"


class CheckpointFlaw(Plain):
    NONE = "checkpoint.none"
    CHANGED = "checkpoint.changed"
    UNKNOWN = "checkpoint.unknown"
    THERE_ALREADY = "checkpoint.there_already"


class ToolMissing(WithFacts):
    """A program of PostgreSQL that this machine does not have."""

    program: str
    kind: Literal["tool_missing"] = "tool_missing"


class CopyFault(WithFacts):
    """What SQLite, or a program of PostgreSQL, told."""

    told: str
    kind: Literal["copy_fault"] = "copy_fault"


class CopyUnusable(WithFacts):
    """A file that the system does not let be read or written."""

    why: FaultReason
    kind: Literal["copy_unusable"] = "copy_unusable"
