"""A calendar fetched from an address: with limits, and without telling anybody its token.

The address of a shared calendar is its password, so no message and no log says more of it
than the host. The host's own address is looked up once, checked and then connected to, so
that a name cannot mean a public machine when checked and this one when fetched.
"""

import asyncio
import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

from calendars.imported.events import refused
from calendars.imported.text import LARGEST_CALENDAR_BYTES
from models.reasons.refusals.calendars.imported_calendars import (
    AnswersWithError,
    DownloadFlaw,
    RedirectsTooOften,
)

MOST_REDIRECTS = 5
_SUBSCRIBED = "webcal"  # what calendar programs call https when they mean a subscription
_TALKATIVE = ("httpx", "httpcore")  # these write whole addresses into their logs
_UNREADABLE = "the address"
_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+")  # a name, in any script, or a number
_OK = 200
_MEANINGS = {
    401: DownloadFlaw.LOGIN,
    403: DownloadFlaw.LOGIN,
    404: DownloadFlaw.NOT_THERE,
    410: DownloadFlaw.GONE,
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may take, in seconds.

    Attributes:
        silence: to connect, and between two parts of an answer.
        whole: for all of it, redirects included.
    """

    silence: float = 10
    whole: float = 30


_PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class _Redirected:
    """Where a server sends its caller instead of answering."""

    to: httpx.URL


async def download(
    address: str, *, allow_local: bool = False, patience: Patience = _PATIENCE
) -> bytes:
    """Fetch what is at an http, https or webcal address; at most 2 MB of it, and one byte.

    Args:
        allow_local: whether the address may be of this machine or its own network.

    Raises:
        InputRefused: naming the host alone, if it cannot be fetched.
    """
    url = _url(address)
    shown = said(address)
    with _without_addresses_in_logs():
        try:
            async with asyncio.timeout(patience.whole), _client(patience) as client:
                return await _followed(client, url, shown, allow_local=allow_local)
        except (TimeoutError, httpx.TimeoutException):
            trouble = DownloadFlaw.NO_ANSWER
        except httpx.HTTPError as error:
            trouble = _trouble(error)
    raise refused(shown, trouble)


def said(address: str) -> str:
    """An address without what may be a secret in it: its path, its query, its user."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError):
        return _UNREADABLE
    return f"{url.scheme}://{url.host}/…" if _HOST.fullmatch(url.host) else _UNREADABLE


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError):
        # from None: the error quotes the address
        raise refused(_UNREADABLE, DownloadFlaw.NO_ADDRESS) from None
    if url.scheme == _SUBSCRIBED:
        url = url.copy_with(scheme="https")
    if url.scheme not in {"http", "https"} or not url.host:
        raise refused(said(address), DownloadFlaw.NOT_HTTP)
    if not _HOST.fullmatch(url.host):
        raise refused(_UNREADABLE, DownloadFlaw.NO_ADDRESS)
    return url


@contextmanager
def _without_addresses_in_logs() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _client(patience: Patience) -> httpx.AsyncClient:
    """A client that keeps to what it is given: no proxy, password or redirect by itself."""
    return httpx.AsyncClient(
        timeout=patience.silence,
        verify=httpx.create_ssl_context(),
        trust_env=False,
        follow_redirects=False,
    )


async def _followed(
    client: httpx.AsyncClient, url: httpx.URL, shown: str, *, allow_local: bool
) -> bytes:
    for _ in range(MOST_REDIRECTS + 1):
        answer = await _asked(client, url, shown, allow_local=allow_local)
        if not isinstance(answer, _Redirected):
            return answer
        if url.scheme == "https" and answer.to.scheme != "https":
            raise refused(shown, DownloadFlaw.LEAVES_ENCRYPTION)
        url = _url(str(answer.to))
    raise refused(shown, RedirectsTooOften(most=MOST_REDIRECTS))


async def _asked(
    client: httpx.AsyncClient, url: httpx.URL, shown: str, *, allow_local: bool
) -> bytes | _Redirected:
    machines = await _machines(url, shown, allow_local=allow_local)
    for machine in machines[:-1]:
        try:
            return await _answer(client, url, machine, shown)
        except httpx.ConnectError:
            continue  # a host may have an address that this network cannot reach
    return await _answer(client, url, machines[-1], shown)


async def _machines(url: httpx.URL, shown: str, *, allow_local: bool) -> list[str]:
    """The numeric addresses behind a host, every one of them checked."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(_spelled(url), url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise refused(shown, DownloadFlaw.NO_HOST) from None
    machines = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not allow_local and not all(_is_public(machine) for machine in machines):
        raise refused(shown, DownloadFlaw.INSIDE_THIS_NETWORK)
    return machines


def _spelled(url: httpx.URL) -> str:
    """The host as networks spell it: a name of another script in Latin letters."""
    return url.raw_host.decode("ascii")


def _is_public(machine: str) -> bool:
    address = ip_address(machine.partition("%")[0])  # what follows % is a network card
    return address.is_global and not address.is_multicast


async def _answer(
    client: httpx.AsyncClient, url: httpx.URL, machine: str, shown: str
) -> bytes | _Redirected:
    request = client.build_request(
        "GET",
        url.copy_with(host=machine),
        headers={
            "Host": url.netloc.decode("ascii"),
            "Accept": "text/calendar, */*;q=0.5",
            "Accept-Encoding": "identity",  # a small answer cannot become a huge one
            "User-Agent": "dayzero",
        },
        extensions={"sni_hostname": _spelled(url)},  # the certificate is of the name
    )
    response = await client.send(request, stream=True)
    try:
        return await _read(response, url, shown)
    finally:
        await response.aclose()


async def _read(response: httpx.Response, url: httpx.URL, shown: str) -> bytes | _Redirected:
    if response.has_redirect_location:
        try:
            return _Redirected(url.join(response.headers["Location"]))
        except (httpx.InvalidURL, UnicodeError):
            raise refused(shown, DownloadFlaw.REDIRECTS_TO_NOTHING) from None
    if response.status_code != _OK:
        known = _MEANINGS.get(response.status_code)
        raise refused(shown, known or AnswersWithError(status=response.status_code))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise refused(shown, DownloadFlaw.COMPRESSED)
    content = bytearray()
    async for part in response.aiter_raw():
        content += part
        if len(content) > LARGEST_CALENDAR_BYTES:
            break
    return bytes(content[: LARGEST_CALENDAR_BYTES + 1])


def _trouble(error: httpx.HTTPError) -> DownloadFlaw:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return DownloadFlaw.CERTIFICATE
    if isinstance(error, httpx.ConnectError):
        return DownloadFlaw.UNREACHABLE
    return DownloadFlaw.BREAKS_OFF
