"""What calendar programs rely on, asked of a running server."""

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from calendars.checks.lint import lint
from models.records.store import list_feeds, revoke_feed
from tests.unit.calendars.golden_feeds import FOLDER, moved_and_cancelled, whole_path
from tests.web.conftest import NOW, Served

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(autouse=True, scope="module")
def published(served: Served) -> None:
    served.publish(whole_path())


def test_a_calendar_is_served_with_what_clients_and_caches_need(served: Served) -> None:
    got = served.http.get(served.feed(), headers=PLAIN)

    assert got.status_code == 200
    assert lint(got.content) == ()
    assert without_pages(got.content) == (FOLDER / "whole-path.ics").read_bytes()
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert got.headers["cache-control"] == "private, max-age=300, must-revalidate"
    assert got.headers["last-modified"] == "Tue, 10 Mar 2026 00:00:00 GMT"
    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["x-robots-tag"] == "noindex"
    assert got.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in got.headers


def without_pages(raw: bytes) -> bytes:
    """Without the address of the subject's page, which is this installation's own."""
    lines = raw.split(b"\r\n")
    return b"\r\n".join(line for line in lines if not line.startswith(b"URL:"))


def test_an_event_leads_to_the_subjects_page(served: Served) -> None:
    got = served.http.get(served.feed(), headers=PLAIN)

    assert b"URL:https://dayzero.example.org/subjects/CN01-007\r\n" in got.content


def test_the_tag_is_strong_and_the_same_until_the_bytes_change(served: Served) -> None:
    served.publish(replace(whole_path(), subject="CN01-009"))
    feed = served.feed("CN01-009")
    first = served.http.get(feed, headers=PLAIN).headers["etag"]
    served.publish(replace(whole_path(), subject="CN01-009"), at=NOW + timedelta(days=1))
    again = served.http.get(feed, headers=PLAIN)
    served.publish(replace(moved_and_cancelled(), subject="CN01-009"), at=NOW + timedelta(days=2))
    changed = served.http.get(feed, headers=PLAIN)

    assert first.startswith('"')
    assert again.headers["etag"] == first
    assert again.headers["last-modified"] == "Tue, 10 Mar 2026 00:00:00 GMT"
    assert changed.headers["etag"] != first
    assert changed.headers["last-modified"] == "Thu, 12 Mar 2026 00:00:00 GMT"


def test_head_says_the_same_without_the_bytes(served: Served) -> None:
    feed = served.feed()
    got = served.http.get(feed, headers=PLAIN)
    head = served.http.head(feed, headers=PLAIN)

    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "last-modified", "content-length", "content-type", "cache-control"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_reader_that_has_the_tag_gets_304_and_no_bytes(
    served: Served, encoding: str, form: str
) -> None:
    feed = served.feed()
    asked = {"Accept-Encoding": encoding}
    etag = served.http.get(feed, headers=asked).headers["etag"]
    got = served.http.get(feed, headers={**asked, "If-None-Match": form.format(etag)})

    assert got.status_code == 304
    assert got.content == b""
    assert got.headers["etag"] == etag
    assert got.headers["cache-control"] == "private, max-age=300, must-revalidate"
    assert got.headers["referrer-policy"] == "no-referrer"


def test_another_tag_gets_the_bytes_whatever_the_date_says(served: Served) -> None:
    asked = {"If-None-Match": '"other"', "If-Modified-Since": "Tue, 10 Mar 2099 00:00:00 GMT"}

    assert served.http.get(served.feed(), headers=asked).status_code == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Tue, 10 Mar 2026 00:00:00 GMT", 304),
        ("Wed, 11 Mar 2026 00:00:00 GMT", 304),
        ("Mon, 09 Mar 2026 23:59:59 GMT", 200),
        ("the day before yesterday", 200),  # not a date: as if it had not been sent
    ],
)
def test_a_reader_without_a_tag_is_answered_by_its_date(
    served: Served, since: str, status: int
) -> None:
    got = served.http.get(served.feed(), headers={"If-Modified-Since": since})

    assert got.status_code == status


def test_gzip_is_sent_only_to_those_who_ask_and_has_its_own_tag(served: Served) -> None:
    feed = served.feed()
    plain = served.http.get(feed, headers=PLAIN)
    with served.http.stream("GET", feed, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    refused = served.http.get(feed, headers={"Accept-Encoding": "gzip;q=0, *"})

    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" not in refused.headers


def test_a_token_that_was_never_handed_out_is_not_found(served: Served) -> None:
    assert served.http.get("/calendar/never-handed-out.ics").status_code == 404
    assert served.http.head("/calendar/never-handed-out.ics").status_code == 404


def test_a_link_that_was_taken_back_is_gone(served: Served) -> None:
    feed = served.feed()
    assert served.http.get(feed).status_code == 200

    revoke_feed(served.engine, list_feeds(served.engine)[-1].id, now=NOW, by="test")

    assert served.http.get(feed).status_code == 410


def test_a_calendar_that_waits_for_its_first_pass_keeps_its_subscriber(served: Served) -> None:
    got = served.http.get(served.feed("CN01-008"))

    assert got.status_code == 503
    assert got.headers["retry-after"] == "30"


def test_nothing_is_changed_through_a_calendar_link(served: Served) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert served.http.request(method, served.feed()).status_code == 405


def test_the_last_fetch_is_remembered_with_its_program(served: Served) -> None:
    served.http.get(served.feed(), headers={"User-Agent": "Thunderbird/140"})
    while (noted := list_feeds(served.engine)[-1]).last_fetched_at is None:
        served.http.get("/health")  # the fetch is noted once its answer is out

    assert noted.last_user_agent == "Thunderbird/140"
    assert noted.last_fetched_at == NOW


def test_no_token_is_ever_logged(served: Served) -> None:
    feed = served.feed()
    served.http.get(feed)
    served.http.get(f"{feed}?from=a-client")
    served.http.get("/calendar/a-guess.ics")
    log = served.log.read_text()

    assert feed.removeprefix("/calendar/").removesuffix(".ics") not in log
    assert "a-guess" not in log
    assert "/calendar/…" in log  # the lines themselves are there
