"""On a subject's page each alert has the button that does what it asks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dayzero.web.views.alerts import alert_cards
from dayzero.web.views.today.deeds import Deed, Does
from dayzero.web.views.when import Clock
from models.chart import read_chart
from models.moments import read_span
from models.plan import plan
from tests.spec.charts import PROTOCOL, Json, a_chart, booked, done, drug, measurement
from wording.voice import Voice

NOW = "2026-07-24T08:00+08:00"
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
    booked("conditioning_start", "2026-07-25"),
    booked("infusion", "2026-07-30T10:00+08:00"),
)


def buttons(*facts: Json) -> list[Deed | None]:
    """Of all cards, the most urgent first."""
    document = a_chart(*BEFORE, *facts)
    minute = read_span(NOW, SHANGHAI).earliest
    chart = read_chart(document, protocol=PROTOCOL, now=minute)
    clock = Clock(
        Voice(language="en", zone=SHANGHAI, protocol=PROTOCOL), datetime.fromisoformat(NOW)
    )
    made = plan(chart, PROTOCOL, minute)
    return [one.deed for one in alert_cards(made, (), PROTOCOL, clock, document["facts"])]


@pytest.mark.parametrize(
    ("fact", "deed"),
    [
        (drug("zzyzx", "2026-07-10"), Deed(Does.ANSWER, "/record/drug?corrects=f7")),
        (measurement("ecog", "1", "mg", "2026-06-22"), Deed(Does.TEST, "/record/test?test=cd19")),
    ],
)
def test_a_question_opens_the_form_in_which_it_is_answered(fact: Json, deed: Deed) -> None:
    assert deed in buttons(fact)


def test_a_move_is_tried_on_its_card_and_what_is_only_to_be_known_has_no_button() -> None:
    going_on = drug("dasatinib", "2026-07-29", first="2026-07-01")
    moved, _, known = buttons(going_on)
    assert (moved, known) == (None, None)
