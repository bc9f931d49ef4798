"""Passwords: how they are kept, checked and made. The text of one is never stored or shown."""

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import PasswordFlaw, PasswordTooLong, PasswordTooShort

SHORTEST, LONGEST = 12, 200  # characters
AT_ONCE = BoundedSemaphore(2)
"""Each check fills 64 MiB: a crowd at the sign-in must not fill the machine."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
GROUPS, GROUP = 4, 5  # 99 random bits

_HASHER = PasswordHasher()


class PasswordRefused(DayZeroError):
    """A password that would be guessed, or that nobody could type."""

    exit_code = 2
    kind = "password_refused"

    def __init__(self, reason: FaultReason) -> None:
        super().__init__(reason)
        self.reason = reason


def checked_password(password: str, name: str) -> str:
    """The password itself, if it may be one.

    Raises:
        PasswordRefused: if it is short, endless, or the name.
    """
    if len(password) < SHORTEST:
        raise PasswordRefused(PasswordTooShort(least=SHORTEST))
    if len(password) > LONGEST:
        raise PasswordRefused(PasswordTooLong(most=LONGEST))
    if name in password.casefold():
        raise PasswordRefused(PasswordFlaw.HOLDS_THE_NAME)
    if len(set(password)) <= GROUP:
        raise PasswordRefused(PasswordFlaw.REPEATS)
    return password


def make_password() -> str:
    """A random password that can be read out and typed: `k7qwm-…`."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def hash_password(password: str) -> str:
    """What is kept instead of the password, with its own salt and costs."""
    with AT_ONCE:
        return _HASHER.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether a password is the one behind a hash.

    Without a hash it takes as long as with one, so its duration tells nobody who is known.
    """
    text = password[: LONGEST + 1]
    with AT_ONCE:
        try:
            return _HASHER.verify(password_hash or _nobodys(), text) and password_hash is not None
        except (Argon2Error, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
