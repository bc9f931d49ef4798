"""What the pages say of a person's own sign-in: the second factor, and where it is."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "signing")
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWords:
    """One language.

    Attributes:
        typed: before the secret, for an app that cannot scan.
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
    sessions: str
    others: Counted
    no_others: str
    end_others: str
