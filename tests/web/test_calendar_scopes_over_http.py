"""Calendars of sites, coordinators and studies, with each reader's options, from a server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from calendars.checks.lint import lint
from models.records.store import (
    assign_subjects,
    change_options,
    expire_feed,
    list_feeds,
    release_subjects,
    rotate_feed,
    switch_feeds_off,
    switch_feeds_on,
)
from models.subscriptions import FeedOptions
from tests.unit.calendars.golden_feeds import moved_and_cancelled, whole_path
from tests.web.conftest import NOW, Served

PLAIN = {"Accept-Encoding": "identity"}
STUDY = "NCT04684147"


@pytest.fixture(autouse=True, scope="module")
def published(served: Served) -> None:
    """CN01-007 and CN01-008 at one site, CN02-001 at another; CN01-009 waits for its pass."""
    for subject in ("CN01-007", "CN01-008", "CN02-001"):
        served.publish(replace(whole_path(), subject=subject))


def uids(served: Served, path: str) -> set[str]:
    got = served.http.get(path, headers=PLAIN)
    assert got.status_code == 200
    assert lint(got.content) == ()
    return {str(event["UID"]) for event in Calendar.from_ical(got.content).walk("VEVENT")}


def subjects(served: Served, path: str) -> set[str]:
    return {uid.partition(".")[0] for uid in uids(served, path)}


def test_each_scope_holds_its_subjects_and_no_other(served: Served) -> None:
    assign_subjects(served.engine, "li_na", ["CN01-008", "CN02-001"], now=NOW, by="test")

    assert subjects(served, served.feed("CN01-007")) == {"CN01-007"}
    assert subjects(served, served.feed("CN01", "site")) >= {"CN01-007", "CN01-008"}
    assert "CN02-001" not in subjects(served, served.feed("CN01", "site"))
    assert subjects(served, served.feed("li_na", "coordinator")) == {"CN01-008", "CN02-001"}
    assert subjects(served, served.feed(STUDY, "study")) >= {"CN01-007", "CN01-008", "CN02-001"}


def test_a_step_has_the_same_uid_in_every_scope(served: Served) -> None:
    alone = uids(served, served.feed("CN01-007"))

    assert alone <= uids(served, served.feed("CN01", "site"))
    assert alone <= uids(served, served.feed(STUDY, "study"))


def test_a_subject_that_is_released_leaves_the_coordinators_calendar(served: Served) -> None:
    assign_subjects(served.engine, "wang", ["CN01-007", "CN01-008"], now=NOW, by="test")
    feed = served.feed("wang", "coordinator")
    before = served.http.get(feed, headers=PLAIN)
    later = NOW + timedelta(hours=3)
    release_subjects(served.engine, "wang", ["CN01-007"], now=later, by="test")
    after = served.http.get(feed, headers=PLAIN)

    assert b"CN01-007" in before.content
    assert b"CN01-007" not in after.content
    assert after.headers["last-modified"] == "Tue, 10 Mar 2026 03:00:00 GMT"

    release_subjects(served.engine, "wang", ["CN01-008"], now=later, by="test")
    assert uids(served, feed) == {"wang.coordinator.nobody@dayzero"}  # never empty


def test_a_site_without_a_subject_has_one_line_that_says_so(served: Served) -> None:
    feed = served.feed("CN11", "site", language="en")

    assert b"SUMMARY:No dates CN11" in served.http.get(feed).content


def test_a_fact_about_one_subject_changes_the_sites_calendar_by_that_subject_alone(
    served: Served,
) -> None:
    feed = served.feed("CN02", "site")
    other = served.feed("CN01", "site")
    before, untouched = served.http.get(feed), served.http.get(other)
    moved = replace(moved_and_cancelled(), subject="CN02-001")
    served.publish(moved, at=NOW + timedelta(days=2))
    after = served.http.get(feed)

    assert after.headers["etag"] != before.headers["etag"]
    assert after.headers["last-modified"] == "Thu, 12 Mar 2026 00:00:00 GMT"
    asked = {"If-None-Match": untouched.headers["etag"]}
    assert served.http.get(other, headers=asked).status_code == 304


def test_an_option_changes_what_is_read_and_no_revision(served: Served) -> None:
    feed = served.feed("CN01-007", language="en")
    number = list_feeds(served.engine)[-1].id
    before = served.http.get(feed, headers=PLAIN)
    later = NOW + timedelta(hours=1)
    change_options(
        served.engine, number, lambda _: FeedOptions(language="zh"), now=later, by="test"
    )
    after = served.http.get(feed, headers=PLAIN)

    assert "已预约" in after.content.decode().replace("\r\n ", "")
    assert after.headers["last-modified"] == "Tue, 10 Mar 2026 01:00:00 GMT"
    assert revisions(before.content) == revisions(after.content)


def revisions(raw: bytes) -> dict[str, tuple[int, object, object]]:
    events: list[Any] = Calendar.from_ical(raw).walk("VEVENT")
    return {
        str(e["UID"]): (int(e["SEQUENCE"]), e.decoded("DTSTAMP"), e.decoded("LAST-MODIFIED"))
        for e in events
    }


def test_busy_times_name_neither_subject_nor_step_nor_place(served: Served) -> None:
    got = served.http.get(served.feed("CN01", "site", detail="busy"), headers=PLAIN)
    text = got.content.decode().replace("\r\n ", "")

    assert lint(got.content) == ()
    assert "SUMMARY:Busy" in text
    for word in ("CN01", "infusion", "dayzero.example.org", "DESCRIPTION:Window", "LOCATION"):
        assert word not in text


def test_two_readers_of_busy_times_cannot_compare_them(served: Served) -> None:
    one = uids(served, served.feed("CN01", "site", detail="busy"))
    other = uids(served, served.feed("CN01", "site", detail="busy"))

    assert len(one) == len(other) > 0
    assert one.isdisjoint(other)


def test_a_rotated_link_ends_and_the_new_one_reads_the_same(served: Served) -> None:
    old = served.feed("CN01", "site", language="zh", alarms=[{"step": "*", "minutes": 60}])
    before = served.http.get(old, headers=PLAIN)
    token = rotate_feed(served.engine, list_feeds(served.engine)[-1].id, now=NOW, by="test")

    assert served.http.get(old).status_code == 410
    assert served.http.get(f"/calendar/{token}.ics", headers=PLAIN).content == before.content


def test_a_link_works_until_its_end(served: Served) -> None:
    feed = served.feed()
    number = list_feeds(served.engine)[-1].id
    expire_feed(served.engine, number, NOW + timedelta(hours=1), now=NOW, by="test")
    assert served.http.get(feed).status_code == 200

    expire_feed(served.engine, number, NOW, now=NOW, by="test")
    assert served.http.get(feed).status_code == 410


@pytest.fixture
def switched_off(served: Served) -> Iterator[None]:
    switch_feeds_off(served.engine, STUDY, now=NOW, by="test", why="an audit")
    yield
    switch_feeds_on(served.engine, STUDY, now=NOW, by="test")


@pytest.mark.usefixtures("switched_off")
@pytest.mark.parametrize(
    ("whose", "kind"),
    [("CN01-007", "subject"), ("CN01", "site"), ("li_na", "coordinator"), (STUDY, "study")],
)
def test_a_study_that_switches_its_calendars_off_lets_nobody_read(
    served: Served, whose: str, kind: str
) -> None:
    assign_subjects(served.engine, "li_na", ["CN01-008"], now=NOW, by="test")
    got = served.http.get(served.feed(whose, kind))

    assert got.status_code == 403
    assert b"BEGIN" not in got.content


def test_links_work_again_once_a_study_switches_its_calendars_on(served: Served) -> None:
    feed = served.feed()
    before = served.http.get(feed)
    switch_feeds_off(served.engine, STUDY, now=NOW, by="test", why="an audit")
    assert served.http.get(feed).status_code == 403
    switch_feeds_on(served.engine, STUDY, now=NOW, by="test")

    asked = {"If-None-Match": before.headers["etag"]}
    assert served.http.get(feed, headers=asked).status_code == 304


def test_an_option_in_the_address_changes_nothing(served: Served) -> None:
    feed = served.feed(detail="busy")
    plain = served.http.get(feed)
    asked = served.http.get(f"{feed}?detail=full&language=zh&scope=study")

    assert asked.content == plain.content
