"""What a served calendar says to strangers: the libraries that calendar programs read with."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from icalendar import Calendar

from tests.clients import ical_js, libical
from tests.clients.hospital import BOOKED, START, Hospital, fetched
from tests.spec.charts import booked, cancelled, event
from tests.unit.calendars.golden_feeds import FOLDER as GOLDEN
from tests.unit.calendars.test_golden import READERS, Reading, by_icalendar

pytestmark = pytest.mark.journey

DAY = timedelta(days=1)
with_libical = pytest.mark.skipif(libical.installed() is None, reason=libical.WHY_NOT)
with_ical_js = pytest.mark.skipif(not ical_js.is_installed(), reason=ical_js.WHY_NOT)


@pytest.fixture(scope="module")
def served(hospital: Hospital) -> str:
    """A feed with visits done, booked, computed, moved and cancelled, windows and a notice."""
    subject = hospital.enrol(*BOOKED)
    hospital.record(subject, START + DAY, booked("infusion", "2026-04-17T14:30+08:00"))
    hospital.record(subject, START + 2 * DAY, cancelled("conditioning_start", "2026-04-10"))
    hospital.record(subject, START + 3 * DAY, event("withdrawn", "2026-03-13"))
    return fetched(hospital.link(subject))


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_of_our_environment_sees_the_same(
    served: str, reader: Callable[[str], Reading]
) -> None:
    assert len(by_icalendar(served)) > 15
    assert reader(served) == by_icalendar(served)


def test_a_day_asked_for_has_what_is_booked_on_it(served: str) -> None:
    """Between two moments, as a calendar program asks for the week that it shows."""
    calendar = recurring_ical_events.of(Calendar.from_ical(served))
    noon = datetime(2026, 4, 17, 4, 0, tzinfo=UTC)
    found = calendar.between(noon, noon + timedelta(hours=6))

    assert [str(each["UID"]).partition(".")[2] for each in found] == ["infusion@dayzero"]
    assert calendar.between(noon - DAY, noon) == []


GOLDEN_FEEDS = sorted(path.stem for path in GOLDEN.glob("*.ics"))


@with_libical
@pytest.mark.parametrize("name", GOLDEN_FEEDS)
def test_libical_reads_every_kept_feed_without_a_fault(name: str) -> None:
    text = (GOLDEN / f"{name}.ics").read_bytes().decode()
    assert libical.by_libical(text) == libical.Told(dict(by_icalendar(text)), faults=0)


@with_libical
def test_libical_reads_what_is_served_without_a_fault(served: str) -> None:
    assert libical.by_libical(served) == libical.Told(dict(by_icalendar(served)), faults=0)


@with_libical
@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("STATUS:CANCELLED", "STATUS:CANCELLED\r\nSTATUS:CONFIRMED"),
        ("END:VEVENT", "no content line\r\nEND:VEVENT"),
    ],
)
def test_libical_counts_the_fault_of_a_broken_feed(served: str, sound: str, broken: str) -> None:
    """That it counts none in ours means something."""
    assert sound in served
    assert libical.by_libical(served.replace(sound, broken, 1)).faults > 0


@with_ical_js
@pytest.mark.parametrize("name", GOLDEN_FEEDS)
def test_ical_js_reads_every_kept_feed(name: str) -> None:
    text = (GOLDEN / f"{name}.ics").read_bytes().decode()
    assert ical_js.by_ical_js(text) == by_icalendar(text)


@with_ical_js
def test_ical_js_reads_what_is_served(served: str) -> None:
    assert ical_js.by_ical_js(served) == by_icalendar(served)
