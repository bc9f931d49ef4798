"""Why a message was not sent: kept typed, said in each language; of before, as it was said."""

import pytest

from models.reasons.refusals.deliveries import SendTrouble, not_sent
from models.records.deliveries.outcomes import SENT, keep_outcome, read_outcome
from tests.refusals import said

TOLD = {
    SendTrouble.NO_ANSWER: "it did not answer in time",
    SendTrouble.PERHAPS_TAKEN: "it had the message and did not answer in time",
    SendTrouble.NOBODY_LISTENS: "nobody listens there",
    SendTrouble.NAME_NOT_FOUND: "its name cannot be found",
    SendTrouble.BAD_CERTIFICATE: "its certificate is bad",
    SendTrouble.BROKE_OFF: "the connection broke off",
    SendTrouble.NOT_TAKEN: "it did not take the message",
    SendTrouble.CREDENTIALS: "it refuses the credentials (X)",
    SendTrouble.ANSWERED: "it answered X",
    SendTrouble.MAIL_ANSWERED: "the mail server answered X",
    SendTrouble.ROBOT_REFUSED: "it refused with code X",
    SendTrouble.NO_ROBOT: "it answered what no robot answers",
    SendTrouble.PROGRAM_FAILED: "its program failed with X",
    SendTrouble.NOT_WRITTEN: "the message could not be written (X)",
    SendTrouble.NOT_SET: "X is not set",
    SendTrouble.NOT_AN_ADDRESS: "X is not an address",
    SendTrouble.KIND_UNKNOWN: "X is of a kind that is not known",
    SendTrouble.SEVERAL_RECEIVERS: "X names several receivers; give each a channel, or use a"
    " list's address",
    SendTrouble.TAKES_NO_INVITATION: "X is not a mailbox, and takes no invitation",
    SendTrouble.NO_BLOCK: "X names a block that Prefect has not",
    SendTrouble.PREFECT_SILENT: "Prefect could not be asked for the address",
    SendTrouble.NOBODY: "the routing names this recipient no more",
    SendTrouble.NO_CHANNEL: "every channel of this recipient has refused it",
    SendTrouble.NEVER_ENDED: "it was begun and never ended",
}


@pytest.mark.parametrize("trouble", SendTrouble)
def test_each_trouble_is_kept_and_read_and_said(trouble: SendTrouble) -> None:
    cause = not_sent(trouble, "X")

    assert read_outcome(keep_outcome(cause)) == cause
    assert said(cause) == TOLD[trouble]


def test_a_trouble_is_said_in_the_readers_language() -> None:
    assert said(not_sent(SendTrouble.ANSWERED, 503), "zh") == "返回 503"


@pytest.mark.parametrize(
    "kept",
    [
        None,
        SENT,
        "it answered 503",  # the sentence of before there were reasons
        '{"trouble": "of_a_later_version", "word": "x", "kind": "not_sent"}',
    ],
)
def test_what_is_no_reason_of_this_version_is_read_as_it_was_kept(kept: str | None) -> None:
    assert read_outcome(kept) == kept
