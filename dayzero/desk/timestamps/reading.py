"""The answer of a time-stamp authority (RFC 3161), read, and held against what was stamped."""

import hashlib
from collections.abc import Mapping
from typing import Final

from rfc3161_client import PKIStatus, TimeStampResponse, decode_timestamp_response

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.timestamps import TimestampFlaw

_HASHES: Final[Mapping[str, str]] = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""What an authority may have stamped a file's hash by, under the numbers that say so."""


def refused(of: str, flaw: TimestampFlaw) -> InputRefused:
    """One sentence on an answer, a certificate or an address."""
    return InputRefused([Fault(of, flaw)])


def read_answer(raw: bytes, of: str) -> TimeStampResponse:
    """An answer that grants a time stamp; nothing of it is believed yet.

    Raises:
        InputRefused: naming `of`, if it is no answer, or refuses.
    """
    try:
        answer = decode_timestamp_response(raw)
        granted = answer.status == PKIStatus.GRANTED.value
    except ValueError as error:
        raise refused(of, TimestampFlaw.NONE) from error
    if not granted:
        raise refused(of, TimestampFlaw.NOT_GRANTED)
    return answer


def require_stamped(answer: TimeStampResponse, content: bytes, of: str) -> None:
    """Let pass only an answer that stamps this very content.

    Raises:
        InputRefused: naming `of`, otherwise.
    """
    imprint = answer.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None or hashlib.new(name, content).digest() != imprint.message:
        raise refused(of, TimestampFlaw.OF_SOMETHING_ELSE)
