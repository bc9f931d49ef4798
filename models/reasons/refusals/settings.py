"""What an installation set, and cannot be meant: variables, passwords, automations, parts."""

from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class SettingFlaw(Plain):
    ADDRESS = "setting.address"
    HOLDS_A_LOGIN = "setting.holds_a_login"
    NOT_SET = "setting.not_set"
    NO_NETWORK = "setting.no_network"
    EVERYBODY = "setting.everybody"
    NOT_ENCRYPTED = "setting.not_encrypted"
    NO_ROLE = "setting.no_role"
    MISSING = "setting.missing"
    FILE_UNREADABLE = "setting.file_unreadable"
    PROVIDER_NOT_ENCRYPTED = "setting.provider_not_encrypted"


class PasswordFlaw(Plain):
    HOLDS_THE_NAME = "password.holds_the_name"
    REPEATS = "password.repeats"


class AutomationFlaw(Plain):
    NOT_HTTP = "automation.not_http"
    NOT_YAML = "automation.not_yaml"
    NO_LIST = "automation.no_list"


class PrefectFlaw(Plain):
    TEMPORARY_ADDRESS = "prefect.temporary_address"


class ServerFlaw(Plain):
    NO_CALENDAR_YET = "server.no_calendar_yet"
    NO_CALENDAR = "server.no_calendar"
    READ_ONLY = "server.read_only"
    WRONG_LOGIN = "server.wrong_login"
    MAY_NOT_WRITE = "server.may_not_write"
    REDIRECTS = "server.redirects"
    CERTIFICATE = "server.certificate"
    UNREACHABLE = "server.unreachable"
    NO_CALENDAR_SERVER = "server.no_calendar_server"


class PasswordTooShort(WithFacts):
    least: int
    kind: Literal["password_too_short"] = "password_too_short"


class PasswordTooLong(WithFacts):
    most: int
    kind: Literal["password_too_long"] = "password_too_long"


class BlockMissing(WithFacts):
    block: str
    kind: Literal["block_missing"] = "block_missing"


class OpsBlockMissing(WithFacts):
    block: str
    variable: str
    kind: Literal["ops_block_missing"] = "ops_block_missing"


class EventRefused(WithFacts):
    uid: str
    status: int
    said: str
    kind: Literal["event_refused"] = "event_refused"


class EventNotHeld(WithFacts):
    uid: str
    kind: Literal["event_not_held"] = "event_not_held"


class EventWrittenMeanwhile(WithFacts):
    uid: str
    kind: Literal["event_written_meanwhile"] = "event_written_meanwhile"


class PushBroke(WithFacts):
    subject: str
    error: str
    kind: Literal["push_broke"] = "push_broke"


EventNotTaken = EventRefused | EventNotHeld | EventWrittenMeanwhile | PushBroke
"""Why a calendar server does not hold an event as it is published."""


class EventsRefused(WithFacts):
    refused: int
    total: int
    kind: Literal["events_refused"] = "events_refused"


class ServerBusy(WithFacts):
    seconds: int
    kind: Literal["server_busy"] = "server_busy"


class PartEnded(WithFacts):
    code: int
    kind: Literal["part_ended"] = "part_ended"


class PartEndedOften(WithFacts):
    code: int
    times: int
    seconds: int
    kind: Literal["part_ended_often"] = "part_ended_often"


class PartSilent(WithFacts):
    seconds: int
    kind: Literal["part_silent"] = "part_silent"
