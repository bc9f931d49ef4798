"""Each repair that a plan offers was planned: booked as it says, its conflict is gone and none is new."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from models.errors import InputRefused
from models.moments import read_span
from models.plan import assess, glance
from models.protocol.path import Step
from models.timeline.planning.next_change import signature
from tests.properties.budget import share
from tests.properties.charts import a_chart, exposures, times
from tests.properties.engine import PROTOCOL, case_of, minute_of
from tests.properties.paths import SHANGHAI, USUAL_DAYS, Subject, subjects
from wording.plan_document import plan_document

Json = dict[str, Any]

BOOKED_AROUND = {**USUAL_DAYS, "pregnancy_test_apheresis": -33, "pregnancy_test_infusion": -1}
SLIPS = [0, 0, 0, 1, -1, 2, -2, 5, -4, 9]
INHERITED = ("PATH-day-28",)


@st.composite
def booked_ahead(draw: st.DrawFn) -> Subject:
    """A subject of whom much is booked, with slips against the path and late exposures."""
    infused = draw(st.dates(date(2026, 1, 20), date(2026, 10, 20)))
    today = infused + timedelta(days=draw(st.integers(-40, 3)))
    facts: list[Json] = []
    for step, days in BOOKED_AROUND.items():
        day = infused + timedelta(days=days + draw(st.sampled_from(SLIPS)))
        states = ["done"] * 9 + ["booked"] if day < today else ["booked"] * 4 + ["nothing"]
        state = draw(st.sampled_from(states))
        is_test = step.startswith("pregnancy_test")
        if state != "nothing" and not (is_test and state == "done"):
            at = draw(st.one_of(times(SHANGHAI, st.just(day)), st.just(f"{day}T10:00+08:00")))
            facts.append({"kind": "step", "step": step, "state": state, "at": at})
    for fact in draw(st.lists(exposures(SHANGHAI), max_size=2)):
        last = today - timedelta(days=draw(st.integers(0, 30)))
        kept = {key: fact[key] for key in fact if key not in {"first", "ongoing"}}
        facts.append({**kept, "last": last.isoformat()})
    header: Json = {"sex": draw(st.sampled_from(["male", "female"]))}
    if header["sex"] == "female":
        header["childbearing_potential"] = True
    chart = a_chart(facts, SHANGHAI, site=draw(st.sampled_from(["CN01", "CN05"])), **header)
    return Subject(chart, f"{today.isoformat()}T{draw(st.integers(0, 23)):02}:30+08:00")
