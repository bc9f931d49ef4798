"""Why a sign-in with the hospital's provider was refused."""

from enum import StrEnum


class ProviderFlaw(StrEnum):
    """What was amiss; each is one sentence on the page of the sign-in."""

    DOWN = "down"  # it cannot be reached, or answers with an error of its own
    ANSWER = "answer"  # it answers with what is no answer
    STATE = "state"  # begun in another browser, too long ago, or finished before
    TOO_OFTEN = "too_often"  # begun more often from one address than people do
    SAID_NO = "said_no"  # it did not sign the person in
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    NONCE = "nonce"
    EXPIRED = "expired"
    NO_NAME = "no_name"  # the claim that names the person is missing
    SOMEBODY_ELSE = "somebody_else"  # it tells of another person than it signed in
    NOT_FRESH = "not_fresh"  # it signed the person in before it was asked to do so anew
    NOT_YOU = "not_you"  # it signed in somebody else than who is signed in here
    NOBODY = "nobody"  # nobody may sign in here under that name


class ProviderRefused(Exception):
    """A sign-in that did not come about."""

    def __init__(self, flaw: ProviderFlaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw
