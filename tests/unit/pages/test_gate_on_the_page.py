"""What a subject's page says of the gate, before lymphodepletion and once it has begun."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dayzero.web.views.verdicts import GateView, gate_view
from dayzero.web.views.when import Clock
from models.chart import read_chart
from models.moments import read_span
from models.plan import plan
from tests.spec.charts import PROTOCOL, Json, a_woman, booked, done, pregnancy_test
from wording.voice import Voice

NOW = "2026-07-24T08:00+08:00"
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    pregnancy_test("2026-06-24"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
    booked("infusion", "2026-07-27T10:00+08:00"),
)


def gate_of(*facts: Json) -> GateView:
    minute = read_span(NOW, SHANGHAI).earliest
    chart = read_chart(a_woman(*BEFORE, *facts), protocol=PROTOCOL, now=minute)
    voice = Voice(language="en", zone=SHANGHAI, protocol=PROTOCOL)
    titles = {step.id: step.titles.english for step in PROTOCOL.step}
    view = gate_view(
        plan(chart, PROTOCOL, minute), titles, Clock(voice, datetime.fromisoformat(NOW))
    )
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("start", "title", "rule"),
    [
        (booked("conditioning_start", "2026-07-24"), "lymphodepletion start", "PATH-no-return"),
        (done("conditioning_start", "2026-07-22"), "infusion", None),
    ],
)
def test_the_rule_on_the_start_is_not_named_once_it_has_begun(
    start: Json, title: str, rule: str | None
) -> None:
    view = gate_of(start)

    assert view.title == title
    assert (view.rule and view.rule.id) == rule
    assert view.told + len(view.missing) > 0
