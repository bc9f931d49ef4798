"""The second factor: six digits that an app makes of a secret and the time (TOTP, RFC 6238)."""

import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from dayzero.passwords import make_password

SECRET_BYTES = 20  # as many as SHA-1 gives; every app knows SHA-1, six digits and thirty seconds
DIGITS, SECONDS = 6, 30
STEPS_OFF = 1  # a phone's clock may be this many steps early or late
RECOVERY_CODES = 8


def new_secret() -> str:
    """A secret to be shared with one app, in hexadecimal."""
    return secrets.token_hex(SECRET_BYTES)


def app_address(secret: str, name: str, base_url: str) -> str:
    """What the app reads out of the picture; it shows the server's host beside the name."""
    return _totp(secret).get_provisioning_uri(name, urlsplit(base_url).hostname)


def typed_secret(secret: str) -> str:
    """The secret as it is typed into an app that cannot scan: letters in fours."""
    letters = b32encode(bytes.fromhex(secret)).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def step_of_code(secret: str, code: str, now: datetime) -> int | None:
    """The step of thirty seconds, since 1970, whose code this is; None where none near is."""
    typed, totp = typed_code(code).encode(), _totp(secret)
    step = int(now.timestamp()) // SECONDS
    near = range(step - STEPS_OFF, step + STEPS_OFF + 1)
    fits = [one for one in near if secrets.compare_digest(totp.generate(one * SECONDS), typed)]
    return max(fits, default=None)


def typed_code(text: str) -> str:
    """A code as it was meant: full-width digits and spaces are what people type."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def new_recovery_codes() -> list[str]:
    """Codes for the day on which the phone is gone, each good once; hard to guess as a password."""
    return [make_password() for _ in range(RECOVERY_CODES)]


def _totp(secret: str) -> TOTP:
    return TOTP(bytes.fromhex(secret), DIGITS, SHA1(), SECONDS)  # noqa: S303  as the standard has it
