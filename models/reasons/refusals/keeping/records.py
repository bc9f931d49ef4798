"""What the records refuse, and what troubles the database."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class ScopeKind(StrEnum):
    """Whose calendar a link gives."""

    SUBJECT = "subject"
    SITE = "site"
    STUDY = "study"
    COORDINATOR = "coordinator"
    OTHER = "other"


class ImportFlaw(Plain):
    NOT_RECORDED = "import.not_recorded"
    MISSING_HERE = "import.missing_here"
    ANOTHER_VALUE = "import.another_value"
    ANOTHER_CONSTANT = "import.another_constant"


class CheckFlaw(Plain):
    OWN_FACT = "check.own_fact"
    CHANGED = "check.changed"
    NOT_CRITICAL = "check.not_critical"


class ContinuationFlaw(Plain):
    ITSELF = "continuation.itself"
    SAME_TRIAL = "continuation.same_trial"
    HAS_PARENT = "continuation.has_parent"
    CIRCLE = "continuation.circle"
    NOT_SAID = "continuation.not_said"


class TokenFlaw(Plain):
    NO_SCOPE = "token.no_scope"
    OF_A_READER = "token.of_a_reader"


class PersonFlaw(Plain):
    BEYOND_OWN = "person.beyond_own"
    READER_MANAGES = "person.reader_manages"
    LAST_MANAGER = "person.last_manager"
    NO_PROVIDER_NAME = "person.no_provider_name"
    PROVIDER_NAME_TAKEN = "person.provider_name_taken"


class PlaceFlaw(Plain):
    OF_THE_SETTINGS = "place.of_the_settings"
    IN_MEMORY = "place.in_memory"


class StoreFlaw(Plain):
    LOCKED = "store.locked"
    BUSY_WITH_ITSELF = "store.busy_with_itself"
    FULL = "store.full"
    READ_ONLY = "store.read_only"
    CANNOT_BE_OPENED = "store.cannot_be_opened"
    MAY_NOT_BE_OPENED = "store.may_not_be_opened"
    CANNOT_BE_READ = "store.cannot_be_read"
    DAMAGED = "store.damaged"
    NO_DATABASE = "store.no_database"
    STARTING_OR_STOPPING = "store.starting_or_stopping"
    BEING_WRITTEN = "store.being_written"
    TOO_SLOW = "store.too_slow"
    NO_CONNECTION_LEFT = "store.no_connection_left"
    NOT_SET_UP = "store.not_set_up"
    NOT_UP_TO_DATE = "store.not_up_to_date"
    NOT_FOR_THIS_PROGRAM = "store.not_for_this_program"
    NOT_SET_UP_FOR_IT = "store.not_set_up_for_it"
    OF_A_NEWER_PROGRAM = "store.of_a_newer_program"
    NO_URL = "store.no_url"
    BROKE_OFF = "store.broke_off"


class OtherContent(WithFacts):
    fact: str
    kind: Literal["other_content"] = "other_content"


class KeyTaken(WithFacts):
    """A key under which another fact was recorded."""

    word: str
    fact: str
    kind: Literal["key_taken"] = "key_taken"


class KeyUnusable(WithFacts):
    """A key that is blank, longer than `most` characters, or does not print."""

    most: int
    kind: Literal["key_unusable"] = "key_unusable"


class OtherCalendar(WithFacts):
    name: str
    holds: str
    step: str | None = None
    kind: Literal["other_calendar"] = "other_calendar"


class Lost(StrEnum):
    CLOSURES = "closures"
    WORKING_DAYS = "working_days"


class NothingLeft(WithFacts):
    """A calendar that would keep none of its closures, or extra working days, to come."""

    name: str
    number: int
    of: Lost
    kind: Literal["nothing_left"] = "nothing_left"


class StoreFault(WithFacts):
    told: str
    kind: Literal["store_fault"] = "store_fault"


class NoFolder(WithFacts):
    why: FaultReason
    kind: Literal["no_folder"] = "no_folder"


class NotATokenName(WithFacts):
    most: int
    kind: Literal["not_a_token_name"] = "not_a_token_name"
