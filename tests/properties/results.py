"""Random subjects of whom values and findings are recorded as well."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.properties.charts import Json, numbered
from tests.properties.paths import Subject, subjects
from tests.spec.charts import PROTOCOL


@st.composite
def with_results(draw: st.DrawFn) -> Subject:
    """A subject on the way, of whom values and findings are recorded, good and bad ones."""
    subject = draw(subjects())
    today = datetime.fromisoformat(subject.now).date()
    results = draw(st.lists(st.one_of(measured(today), found(today)), max_size=4))
    facts = numbered([*({**fact} for fact in subject.chart["facts"]), *results])
    return replace(subject, chart={**subject.chart, "facts": facts})


@st.composite
def measured(draw: st.DrawFn, today: date) -> Json:
    measure = draw(st.sampled_from([one for one in PROTOCOL.measure if one.unit]))
    return {
        "kind": "measurement",
        "measure": measure.id,
        "value": draw(st.sampled_from(["0", "3.7", "41.3", "517", "2311"])),
        "unit": measure.unit,
        "at": (today - timedelta(days=draw(st.integers(1, 40)))).isoformat(),
    }


@st.composite
def found(draw: st.DrawFn, today: date) -> Json:
    return {
        "kind": "finding",
        "finding": draw(st.sampled_from(PROTOCOL.finding)).id,
        "present": draw(st.booleans()),
        "at": (today - timedelta(days=draw(st.integers(1, 40)))).isoformat(),
    }


def planned(subject: Subject) -> Plan:
    """The plan of a subject at its moment; values that nobody can have are on record already."""
    now, recorded = read_span(subject.now, ZoneInfo("UTC")).earliest, len(subject.chart["facts"])
    chart = read_chart(subject.chart, protocol=PROTOCOL, now=now, on_record=recorded)
    return assess(open_case(chart, PROTOCOL, {}), now)
