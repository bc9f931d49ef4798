"""Whether pages and calendars are served where readers reach them."""

from collections.abc import Iterator

import httpx

from dayzero.health.finding import Finding, fail, ok, warn

ANSWER_SECONDS = 2.0
CHECK = "pages"
UNTRUSTED = "not trusted"  # as `dayzero serve` answers a proxy's probe


def pages_findings(address: str | None) -> Iterator[Finding]:
    """Ask the web application for its health; nothing is said where no address is known.

    Args:
        address: what DAYZERO_BASE_URL says; None where it says nothing.
    """
    if address is not None:
        yield _asked(address)


def _asked(address: str) -> Finding:
    shown = str(httpx.URL(address).copy_with(username=None, password=None))
    try:
        answer = httpx.get(f"{address}/health", timeout=ANSWER_SECONDS)
    except (httpx.HTTPError, OSError):
        return fail(
            CHECK,
            f"{shown} cannot be reached",
            "start `dayzero serve` or `dayzero up`, or the proxy before it;"
            " DAYZERO_BASE_URL says where readers come",
        )
    if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return fail(CHECK, f"{shown} serves nothing: no database", "see what `database` says")
    if answer.status_code != httpx.codes.OK:
        return fail(
            CHECK,
            f"{shown} answers {answer.status_code}",
            "see that DAYZERO_BASE_URL, and the proxy there, lead to `dayzero serve`",
        )
    if UNTRUSTED in answer.text:
        return warn(
            CHECK,
            f"{shown} is behind a proxy that is not trusted: all who come by it count as one",
            "name its address in DAYZERO_TRUSTED_PROXIES",
        )
    return ok(CHECK, f"served at {shown}")
