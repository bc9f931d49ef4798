"""Calendars fetched from a real server on this machine: limits, redirects, and kept secrets."""

import asyncio
import logging
import ssl
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import trustme
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from calendars.imported.text import LARGEST_CALENDAR_BYTES
from dayzero.desk.importing.download import MOST_REDIRECTS, Patience, _read, download, said
from models.errors import InputRefused
from tests import refusals
from tests.unit.calendars.ics import event, ics

TOKEN = "s3cret-t0ken"  # noqa: S105  made up, to be looked for in messages
PATH = f"/private/{TOKEN}/basic.ics"
CALENDAR = ics(event("DTSTART;VALUE=DATE:20260518"))
UNHURRIED = Patience(silence=30, whole=60)  # a busy machine is no fault of ours
QUICK = Patience(silence=0.3, whole=1.0)
SHOWN = "http://localhost/…"


def fetched(address: str, **options: Any) -> bytes:
    return asyncio.run(download(address, **{"allow_local": True, "patience": UNHURRIED, **options}))


def refusal(address: str, **options: Any) -> str:
    with pytest.raises(InputRefused) as caught:
        fetched(address, **options)
    assert TOKEN not in refusals.said(caught.value)
    assert _nothing_behind(caught.value)
    return refusals.said(caught.value)


def _nothing_behind(error: BaseException) -> bool:
    """No error that led to this one is shown with it and quotes the address."""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return behind is None or (TOKEN not in str(behind) and _nothing_behind(behind))


def test_a_calendar_is_fetched_as_it_is(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data(CALENDAR, content_type="text/calendar")

    assert fetched(httpserver.url_for(PATH)) == CALENDAR


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "text/html", ""])
def test_whatever_the_server_calls_it_the_bytes_are_fetched(
    httpserver: HTTPServer, kind: str
) -> None:
    httpserver.expect_request(PATH).respond_with_data(CALENDAR, content_type=kind)

    assert fetched(httpserver.url_for(PATH)) == CALENDAR


def test_a_user_and_password_in_the_address_are_sent_and_never_shown(
    httpserver: HTTPServer,
) -> None:
    def answer(request: Request) -> Response:
        allowed = request.authorization is not None and request.authorization.password == TOKEN
        return Response(CALENDAR if allowed else b"", status=200 if allowed else 401)

    httpserver.expect_request("/basic.ics").respond_with_handler(answer)
    address = httpserver.url_for("/basic.ics")

    assert fetched(address.replace("://", f"://nurse:{TOKEN}@")) == CALENDAR
    assert refusal(address) == (f"{SHOWN}: asks for a login; use the calendar's secret address")


def test_the_query_reaches_the_server(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.ics", query_string={"key": TOKEN}).respond_with_data(CALENDAR)

    assert fetched(httpserver.url_for(f"/a.ics?key={TOKEN}")) == CALENDAR


# WHAT A SERVER MAY ANSWER INSTEAD


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "has no calendar there (404); copy the address again"),
        (410, "has no calendar there any more (410); ask for a new address"),
        (403, "asks for a login; use the calendar's secret address"),
        (500, "answers with an error (500)"),
        (204, "answers with an error (204)"),
        (304, "answers with an error (304)"),
    ],
)
def test_an_answer_that_is_no_calendar_is_told(
    httpserver: HTTPServer, status: int, sentence: str
) -> None:
    httpserver.expect_request(PATH).respond_with_data(b"", status=status)

    assert refusal(httpserver.url_for(PATH)) == f"{SHOWN}: {sentence}"


def test_of_an_answer_without_end_only_a_byte_too_much_is_taken(httpserver: HTTPServer) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 65536

    httpserver.expect_request(PATH).respond_with_handler(lambda _: Response(endless()))

    got = fetched(httpserver.url_for(PATH))

    assert len(got) == LARGEST_CALENDAR_BYTES + 1


def test_an_answer_that_unpacks_to_more_is_not_unpacked(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data(
        b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )

    assert refusal(httpserver.url_for(PATH)) == (
        f"{SHOWN}: answers in a compressed form that was not asked for"
    )


def test_a_server_that_says_nothing_is_not_waited_for(httpserver: HTTPServer) -> None:
    def silent(_: Request) -> Response:
        time.sleep(2 * QUICK.silence)
        return Response(CALENDAR)

    httpserver.expect_request(PATH).respond_with_handler(silent)

    said = refusal(httpserver.url_for(PATH), patience=QUICK)

    assert said == f"{SHOWN}: does not answer in time; try again later"


def test_a_server_that_drips_is_not_waited_for(httpserver: HTTPServer) -> None:
    def dripping() -> Iterator[bytes]:
        for letter in CALENDAR:
            time.sleep(QUICK.silence / 3)  # never silent for long
            yield bytes([letter])

    httpserver.expect_request(PATH).respond_with_handler(lambda _: Response(dripping()))

    said = refusal(httpserver.url_for(PATH), patience=QUICK)

    assert said == f"{SHOWN}: does not answer in time; try again later"


def test_an_answer_that_breaks_off_is_told(httpserver: HTTPServer) -> None:
    def broken() -> Iterator[bytes]:
        yield CALENDAR[:10]
        raise OSError

    httpserver.expect_request(PATH).respond_with_handler(
        lambda _: Response(broken(), headers={"Content-Length": "999"})
    )

    assert refusal(httpserver.url_for(PATH)) == (
        f"{SHOWN}: breaks off, or does not answer as a web server does"
    )


# REDIRECTS


def _redirecting(to: str) -> Response:
    return Response(status=302, headers={"Location": to})


def test_redirects_are_followed_wherever_they_are_relative_to(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/old/a.ics").respond_with_handler(lambda _: _redirecting("../b.ics"))
    httpserver.expect_request("/b.ics").respond_with_data(CALENDAR)

    assert fetched(httpserver.url_for("/old/a.ics")) == CALENDAR


def test_a_circle_of_redirects_ends(httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_handler(lambda _: _redirecting(PATH))

    said_so = f"{SHOWN}: redirects more than {MOST_REDIRECTS} times"
    assert refusal(httpserver.url_for(PATH)) == said_so
    assert len(httpserver.log) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://localhost/a.ics"])
def test_a_redirect_to_another_kind_of_address_is_not_followed(
    httpserver: HTTPServer, to: str
) -> None:
    httpserver.expect_request(PATH).respond_with_handler(lambda _: _redirecting(to))

    assert "is not an address that begins with https:// or http://" in refusal(
        httpserver.url_for(PATH)
    )


# WHERE NOT TO ASK


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:9/a.ics",
        "http://127.0.0.1:9/a.ics",
        "http://127.1:9/a.ics",
        "http://[::1]:9/a.ics",
        "http://[::ffff:127.0.0.1]:9/a.ics",
        "http://0.0.0.0:9/a.ics",
        "http://10.1.2.3/a.ics",
        "http://192.168.0.1/a.ics",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/a.ics",
        "http://224.0.0.1/a.ics",
    ],
)
def test_nothing_inside_the_network_is_asked_unless_the_settings_allow_it(address: str) -> None:
    assert refusal(address, allow_local=False).endswith(
        "is inside this network; set DAYZERO_ALLOW_LOCAL_URLS=true to allow that"
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (f"ftp://host/{TOKEN}.ics", "ftp://host/…: is not an address that begins with"),
        (f"file:///etc/{TOKEN}", "is not an address that begins with"),
        (f"http:///{TOKEN}", "is not an address that begins with"),
        (f"http://a host/{TOKEN}", "the address: is not one that can be read"),
        (f"http://[{TOKEN}", "the address: is not one that can be read"),
        (f"http://no-such-host.invalid/{TOKEN}", "cannot be found; check the host's name"),
        (f"http://localhost:9/{TOKEN}", f"{SHOWN}: cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_secret(
    address: str, sentence: str
) -> None:
    assert sentence in refusal(address)


# SECRETS


def test_no_log_says_the_address(httpserver: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    httpserver.expect_request(PATH).respond_with_data(CALENDAR)
    caplog.set_level(logging.DEBUG)

    fetched(httpserver.url_for(PATH))

    ours = [line for line in caplog.records if not line.name.startswith("werkzeug")]
    assert not [line for line in ours if TOKEN in line.getMessage()]


def test_what_others_log_is_as_before() -> None:
    logging.getLogger("httpx").setLevel(logging.INFO)

    refusal(f"http://localhost:9/{TOKEN}")

    assert logging.getLogger("httpx").level == logging.INFO


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"https://u:{TOKEN}@host:8443/{TOKEN}?k={TOKEN}#{TOKEN}", "https://host/…"),
        (f"webcal://host/{TOKEN}", "webcal://host/…"),
        (f"http://[{TOKEN}", "the address"),
    ],
)
def test_an_address_is_shown_by_its_host_alone(address: str, shown: str) -> None:
    assert said(address) == shown


# ENCRYPTED


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure_server(authority: trustme.CA) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with HTTPServer(ssl_context=context) as server:
        server.expect_request(PATH).respond_with_data(CALENDAR)
        server.expect_request("/away").respond_with_handler(
            lambda _: _redirecting(f"http://localhost:9/{TOKEN}")
        )
        yield server


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["https", "webcal"])
def test_an_encrypted_calendar_is_fetched_by_the_name_in_its_certificate(
    secure_server: HTTPServer, scheme: str
) -> None:
    address = secure_server.url_for(PATH).replace("https", scheme)

    assert fetched(address) == CALENDAR


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_name_is_not_trusted(secure_server: HTTPServer) -> None:
    address = secure_server.url_for(PATH).replace("localhost", "127.0.0.1")

    assert refusal(address) == "https://127.0.0.1/…: has a certificate that is not trusted"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(secure_server: HTTPServer) -> None:
    assert refusal(secure_server.url_for(PATH)) == (
        "https://localhost/…: has a certificate that is not trusted"
    )


@pytest.mark.usefixtures("trusted")
def test_an_encrypted_address_leads_to_no_open_one(secure_server: HTTPServer) -> None:
    assert refusal(secure_server.url_for("/away")) == (
        "https://localhost/…: redirects to an address that is not encrypted"
    )


def test_a_redirect_to_what_is_no_address_is_told() -> None:
    answer = httpx.Response(302, headers={"Location": "http://[::1"})
    with refusals.refuses(InputRefused, match=f"^{SHOWN}: redirects to what is no address$"):
        asyncio.run(_read(answer, httpx.URL(f"http://localhost{PATH}"), SHOWN))
