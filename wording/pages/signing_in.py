"""What the pages say of a person's own sign-in: the second factor, and where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from wording.catalogue import Counted
from wording.filled import Keys, part

PROVIDER_FLAWS: Final = (
    "down",
    "answer",
    "state",
    "too_often",
    "said_no",
    "signature",
    "issuer",
    "audience",
    "nonce",
    "expired",
    "no_name",
    "somebody_else",
    "not_fresh",
    "not_you",
    "nobody",
)
"""Why a sign-in with the hospital's provider is refused."""


@part("pages", "signing")
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWords:
    """One language.

    Attributes:
        typed: before the secret, for an app that cannot scan.
        no_recipient: in place of the button for a name to which the routing sends nothing.
        others: in how many other browsers the person is signed in.
    """

    code_title: str
    code: str
    code_about: str
    code_refused: str
    start_again: str
    set_up_title: str
    set_up_about: str
    set_up_refused: str
    set_up_finish: str
    picture: str
    typed: str
    first_code: str
    is_set_up: str
    recovery_title: str
    recovery_about: str
    recovery_kept: str
    account_title: str
    with_provider: str
    or_locally: str
    provider_refused: Annotated[Mapping[str, str], Keys(PROVIDER_FLAWS)]
    account_about: str
    factor: str
    factor_on: str
    factor_off: str
    factor_obliged: str
    codes_left: Counted
    set_up: str
    password_refused: str
    new_password: str
    new_password_about: str
    password_so_far: str
    new_password_again: str
    not_the_same: str
    change_password: str
    password_changed: str
    take_away: str
    take_away_about: str
    invitations: str
    invitations_about: str
    invitations_on: str
    want_invitations: str
    end_invitations: str
    looks_after_nobody: str
    no_mailbox: str
    no_recipient: str
    sessions: str
    others: Counted
    no_others: str
    end_others: str
