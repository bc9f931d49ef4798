"""Charts that together make every kind of reason at least once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.protocol import Protocol
from models.protocol.loading.loader import read_protocol
from models.protocol.site_calendars import SiteCalendar, with_site_calendars
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    cancelled,
    cd19_test,
    done,
    drug,
    event,
    finding,
    measurement,
    missed,
    pregnancy_test,
    steroid,
)
from tests.spec.test_alert_kinds import CASES
from tests.spec.test_imported_closures_and_slots import (
    NOW,
    SCREENED,
    SHANGHAI,
    closures,
    slots,
)
from tests.spec.test_in_chinese import MORE
from tests.unit.protocol.authored import SHIPPED, with_slip, written

INFUSION = booked("infusion", "2026-06-22T10:00+08:00")
WEAK_HEART = measurement("lvef", "40", "%", "2026-05-20")
INFUSED = done("infusion", "2026-05-10T10:00+08:00")
"""Its visit on Day 28 may be on 4 to 10 June."""
CALLED_OFF = cancelled("apheresis", "2026-05-28")
OVER_A_HOLIDAY = a_chart(booked("infusion", "2026-09-06T10:00+08:00"))
"""Its visit on Day 28 may be on 1 to 7 October."""


_SERVES = SHIPPED[
    SHIPPED.index('latest = "-5 days"') : SHIPPED.index(" # its three days as planned")
]
_SERVES_SHORTLY = _SERVES.replace('"-5 days"', '"-4 days"', 1).replace('"16 days"', '"4 days"')
"""A lymphodepletion that serves no infusion: its end alone comes too late for one."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A chart, when it is looked at, what the site has said, and what is assumed.

    Attributes:
        slip: in which words another trial differs: behind what, the words here and there.
    """

    chart: Json
    now: str = NOW
    calendars: tuple[SiteCalendar, ...] = ()
    assumed: Mapping[str, str] = field(default_factory=dict)
    slip: tuple[str, str, str] | None = None


SHOWN: dict[str, Shown] = {
    **{name: Shown(chart=chart) for name, (chart, _, _) in CASES.items()},
    **{name: Shown(chart=chart) for name, chart in MORE.items()},
    "goes on": Shown(chart=a_chart(drug("pegaspargase"))),
    "a washout that binds": Shown(chart=a_chart(drug("pegaspargase", "2026-06-30"))),
    "booking passed": Shown(chart=a_chart(booked("consent", "2026-05-20"))),
    "window passed": Shown(
        chart=a_chart(done("infusion", "2026-04-20"), done("consent", "2026-03-01"))
    ),
    "last working time": Shown(
        chart=a_chart(done("infusion", "2026-04-30T10:00+08:00")), now="2026-05-29T08:00+08:00"
    ),
    "before its washout is over": Shown(
        chart=a_chart(
            *SCREENED,
            done("apheresis", "2026-05-10"),
            done("product_release", "2026-05-28"),
            drug("etoposide", "2026-06-20"),
            booked("day_28", "2026-07-08"),  # so the infusion would be on 7 to 13 June
        )
    ),
    "no slot listed": Shown(chart=a_chart(*SCREENED), calendars=(slots(),)),
    "no slot fits": Shown(
        chart=a_chart(*SCREENED, booked("infusion", "2026-07-20T10:00+08:00")),
        calendars=(slots("2026-05-28T08:30+08:00"),),
    ),
    "no slot left": Shown(
        chart=a_chart(INFUSED),
        calendars=(slots("2026-06-02T09:00+08:00", "2026-12-01T09:00+08:00", step="day_28"),),
    ),
    "counted from a slot": Shown(
        chart=a_chart(*SCREENED), calendars=(slots("2026-06-04T08:30+08:00"),)
    ),
    "outside its window by a slot": Shown(
        chart=a_chart(*SCREENED, booked("product_release", "2026-06-05")),
        calendars=(slots("2026-06-12T08:30+08:00"),),
    ),
    "no infusion slot": Shown(
        chart=a_chart(drug("pegaspargase", "2026-05-25"), INFUSION),
        calendars=(slots(step="infusion"),),
    ),
    "closed by the site": Shown(
        chart=OVER_A_HOLIDAY,
        calendars=(closures((date(2026, 10, 1), date(2026, 10, 7))),),
    ),
    "a meeting all day": Shown(
        chart=a_chart(INFUSED),
        calendars=(
            closures(
                (date(2026, 6, 4), date(2026, 6, 5)),
                hours=(("2026-06-08T00:00+08:00", "2026-06-11T00:00+08:00"),),
            ),
        ),
    ),
    "a fever in no unit that is known": Shown(
        chart=a_chart(measurement("body_temperature", "39", "degrees", "2026-05-31"))
    ),
    "assumed": Shown(
        chart=a_chart(drug("pegaspargase", "2026-05-25")),
        assumed={"infusion": "2026-06-22T10:00+08:00"},
    ),
    "both assumed": Shown(
        chart=a_chart(),
        assumed={"apheresis": "2026-06-20T10:00+08:00", "infusion": "2026-06-22T10:00+08:00"},
    ),
    "steroid at the gate": Shown(
        chart=a_chart(steroid("泼尼松", "40 mg/day", "2026-06-21"), INFUSION)
    ),
    "screened before consent": Shown(
        chart=a_chart(done("consent", "2026-05-22"), done("screening", "2026-05-20"))
    ),
    "called off": Shown(chart=a_chart(*SCREENED, booked("apheresis", "2026-06-03"), CALLED_OFF)),
    "some days of a month": Shown(chart=a_chart(booked("apheresis", "2026-06"))),
    "a CD19 test too old": Shown(
        chart=a_chart(cd19_test("2026-01-01"), booked("consent", "2026-06-10"))
    ),
    "drugs against themselves": Shown(
        chart=a_chart(
            drug("HiDAC", "2026-05-20", dose="3 mg/m2/day"),
            drug("dasatinib", "2026-05-20", route="topical"),
            drug("nilotinib", "2026-05-20", route="by_pump"),
            drug("cyclophosphamide", "2026-05-20", purpose="lymphodepletion"),
            done("apheresis", "2026-05-25"),
        )
    ),
    "no way into the trial": Shown(
        chart=a_chart(
            done("screening", "2026-05-22"),
            event("induction_start", "2023-12-20"),
            event("first_remission", "2024-01-10"),
            event("relapse", "2026-05-10"),
            finding("second_marrow_relapse", False, "2026-05-20"),
            finding("no_remission_after_rescue", False, "2026-05-20"),
            finding("marrow_relapse_after_transplant", False, "2026-05-20"),
        )
    ),
    "two ways that may hold": Shown(
        chart=a_chart(
            done("screening", "2026-05-22"),
            event("induction_start", "2025-04"),
            event("first_remission", "2025-05"),
            event("relapse", "2026-05"),
        )
    ),
    "after death": Shown(
        chart=a_chart(
            done("consent", "2026-05-10"),
            event("death", "2026-05-12"),
            done("screening", "2026-05-14"),
            cd19_test("2026-05-15"),
            drug("imatinib", "2026-05-16"),
        )
    ),
    "booked on a closed path": Shown(
        chart=a_chart(event("screen_failure", "2026-05-12"), booked("screening", "2026-07-13"))
    ),
    "a visit before infusion": Shown(chart=a_chart(done("day_28", "2026-05-20"), INFUSION)),
    "a visit before the infusion that was": Shown(
        chart=a_chart(done("day_28", "2026-05-09"), INFUSED)
    ),
    "two collections": Shown(
        chart=a_chart(done("apheresis", "2026-05-04"), done("apheresis", "2026-05-11"))
    ),
    "done and missed": Shown(
        chart=a_chart(done("screening", "2026-05-20"), missed("screening", "2026-05-20"))
    ),
    "done and called off": Shown(
        chart=a_chart(done("screening", "2026-05-20"), cancelled("screening", "2026-05-20"))
    ),
    "corrected by another kind": Shown(
        chart=a_chart(
            drug("imatinib", "2026-05-16"),
            {**cd19_test("2026-05-15"), "corrects": "f1", "reason": "typing error"},
        )
    ),
    "consent after a withdrawal": Shown(
        chart=a_chart(
            done("consent", "2026-05-04"),
            event("withdrawn", "2026-05-11"),
            event("path_reopened", "2026-05-18", reason="came back"),
        )
    ),
    "booked for a holiday": Shown(chart=a_chart(booked("infusion", "2026-10-01T10:00+08:00"))),
    "booked at night": Shown(chart=a_chart(booked("infusion", "2026-06-22T00:00+08:00"))),
    "an infusion that cannot wait": Shown(
        chart=a_chart(
            *SCREENED,
            done("apheresis", "2026-05-21"),
            done("product_release", "2026-05-27"),
            done("conditioning_start", "2026-05-31"),
        ),
        slip=('rule = "PATH-conditioning-start"', _SERVES, _SERVES_SHORTLY),
    ),
    "lymphodepletion too long ago": Shown(
        chart=a_chart(
            *SCREENED,
            done("apheresis", "2026-05-01"),
            done("product_release", "2026-05-16"),
            done("conditioning_start", "2026-05-18"),
            INFUSION,
        )
    ),
    "an unknown test": Shown(chart=a_chart({**cd19_test("2026-05-20"), "test": "cd7"})),
    "a man of childbearing potential": Shown(chart=a_chart(childbearing_potential=True)),
    "a weak heart before lymphodepletion": Shown(
        chart=a_chart(WEAK_HEART, booked("conditioning_start", "2026-06-17"), INFUSION)
    ),
    "a weak heart after lymphodepletion": Shown(
        chart=a_chart(WEAK_HEART, done("conditioning_start", "2026-05-30"), INFUSION)
    ),
    "a fever": Shown(
        chart=a_chart(
            measurement("body_temperature", "38.5", "°C", "2026-05-30"),
            measurement("body_temperature", "39", "degrees", "2026-05-31"),
            finding("fever", True, "2026-05-31"),
            booked("infusion", "2026-06-08T10:00+08:00"),
        )
    ),
    "a pregnancy after infusion": Shown(
        chart=a_woman(
            *SCREENED,
            done("infusion", "2026-05-20T10:00+08:00"),
            pregnancy_test("2026-05-30", "positive"),
        )
    ),
    "an infection that is not known": Shown(
        chart=a_chart(INFUSION, finding("active_infection", None, "2026-05-30"))
    ),
    "a steroid in units of activity": Shown(
        chart=a_chart(steroid("dexamethasone", "10 IU", "2026-05-30"), INFUSION)
    ),
    "an unknown drug before anything is booked": Shown(
        chart=a_chart(*SCREENED, drug("XY-1", "2026-05-30"))
    ),
    "radiotherapy of an unknown field before anything is booked": Shown(
        chart=a_chart(*SCREENED, {"kind": "radiotherapy", "last": "2026-05-20"})
    ),
    "an unknown finding": Shown(chart=a_chart(finding("headache", True, "2026-05-20"))),
}


def shown(name: str) -> Plan:
    """What is planned of one of these charts."""
    one = SHOWN[name]
    protocol = with_site_calendars(
        _protocol(one.slip), {"CN01": one.calendars} if one.calendars else {}
    )
    moment = read_span(one.now, SHANGHAI).earliest
    assume = {step: read_span(when, SHANGHAI) for step, when in one.assumed.items()}
    recorded = len(one.chart["facts"])
    chart = read_chart(one.chart, protocol=protocol, now=moment, on_record=recorded)
    return assess(open_case(chart, protocol, assume), moment)


@cache
def _protocol(slip: tuple[str, str, str] | None) -> Protocol:
    if slip is None:
        return PROTOCOL
    with TemporaryDirectory() as folder:
        return read_protocol(written(with_slip(*slip), Path(folder)))
