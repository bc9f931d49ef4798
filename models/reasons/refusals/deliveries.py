"""Why a message was not sent; nothing of what a channel's program said, which may hold secrets."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class SendTrouble(StrEnum):
    """What went wrong; a remark says which word goes with it."""

    NO_ANSWER = "no_answer"
    PERHAPS_TAKEN = "perhaps_taken"
    NOBODY_LISTENS = "nobody_listens"
    NAME_NOT_FOUND = "name_not_found"
    BAD_CERTIFICATE = "bad_certificate"
    BROKE_OFF = "broke_off"
    NOT_TAKEN = "not_taken"
    CREDENTIALS = "credentials"  # the code
    ANSWERED = "answered"  # the HTTP status
    MAIL_ANSWERED = "mail_answered"  # the code
    ROBOT_REFUSED = "robot_refused"  # the code
    NO_ROBOT = "no_robot"
    PROGRAM_FAILED = "program_failed"  # the kind of error
    NOT_WRITTEN = "not_written"  # the kind of error
    NOT_SET = "not_set"  # the variable, as of the five below
    NOT_AN_ADDRESS = "not_an_address"
    KIND_UNKNOWN = "kind_unknown"
    SEVERAL_RECEIVERS = "several_receivers"
    TAKES_NO_INVITATION = "takes_no_invitation"
    NO_BLOCK = "no_block"
    PREFECT_SILENT = "prefect_silent"
    NOBODY = "nobody"
    NO_CHANNEL = "no_channel"
    NEVER_ENDED = "never_ended"


class NotSent(WithFacts):
    """Why one message did not go out by one channel.

    Attributes:
        word: a code, a variable or a kind of error, as the trouble has it; empty where it has none.
    """

    trouble: SendTrouble
    word: str
    kind: Literal["not_sent"] = "not_sent"


def not_sent(trouble: SendTrouble, word: object = "") -> NotSent:
    """Why a message was not sent."""
    return NotSent(trouble=trouble, word=str(word))
