"""A time stamp asked of an authority: over HTTP, as RFC 3161 says in 3.4."""

from dataclasses import dataclass
from typing import Final

import httpx
from rfc3161_client import HashAlgorithm, TimeStampRequest, TimestampRequestBuilder

from dayzero.desk.importing.download import said
from dayzero.desk.timestamps.reading import read_answer, refused, require_stamped
from models.reasons.refusals.keeping.timestamps import TimestampFlaw

ANSWER_SECONDS: Final = 20.0
LARGEST_ANSWER: Final = 262_144  # bytes; one with a long chain of certificates has some 10,000
_ASKS: Final = {"Content-Type": "application/timestamp-query"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """What was asked and what was answered, byte by byte, for whoever checks it later."""

    request: bytes
    response: bytes


def ask_for_timestamp(address: str, content: bytes) -> Stamped:
    """Have a content time-stamped; the authority sees its hash alone.

    Who signed the answer is not looked at: that is checked against a certificate later.

    Raises:
        InputRefused: naming the host, if it cannot be asked, or what it answers is no time stamp
            of this content.
    """
    builder = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.build()
    raw = _answered(address, request)
    answer = read_answer(raw, said(address))
    require_stamped(answer, content, said(address))
    if answer.tst_info.nonce != request.nonce:
        raise refused(said(address), TimestampFlaw.OF_SOMETHING_ELSE)
    return Stamped(request.as_bytes(), raw)


def _answered(address: str, request: TimeStampRequest) -> bytes:
    try:
        with httpx.stream(
            "POST", address, content=request.as_bytes(), headers=_ASKS, timeout=ANSWER_SECONDS
        ) as answer:
            if not answer.is_success:
                raise refused(said(address), TimestampFlaw.NO_ANSWER)
            return _whole(answer, address)
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError):
        # from None: the error quotes the address
        raise refused(said(address), TimestampFlaw.NOT_HTTP) from None
    except (httpx.HTTPError, OSError):
        raise refused(said(address), TimestampFlaw.NO_ANSWER) from None


def _whole(answer: httpx.Response, address: str) -> bytes:
    raw = b""
    for part in answer.iter_bytes():
        raw += part
        if len(raw) > LARGEST_ANSWER:
            raise refused(said(address), TimestampFlaw.NONE)
    return raw
