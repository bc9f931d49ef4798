"""Small charts in the contract's format, planned on the real protocol, for tests of feeds."""

from collections.abc import Sequence
from typing import Any

from models.chart import read_chart
from models.plan import assess
from models.protocol import load_protocol
from models.timeline.results import Plan
from models.timeline.windows.case import open_case

CONSENT = {"id": "f0", "kind": "step", "step": "consent", "state": "done", "at": "2026-03-01"}
SCREENING = {"id": "f1", "kind": "step", "step": "screening", "state": "done", "at": "2026-03-02"}
APHERESIS = {
    "id": "f2",
    "kind": "step",
    "step": "apheresis",
    "state": "done",
    "at": "2026-03-09T09:00+08:00",
}
INFUSION = {
    "id": "f3",
    "kind": "step",
    "step": "infusion",
    "state": "booked",
    "at": "2026-04-15T10:00+08:00",
}
DASATINIB = {
    "id": "f4",
    "kind": "drug",
    "drug": "dasatinib",
    "purpose": "bridging",
    "route": "oral",
    "dose": {"value": "100", "unit": "mg/day"},
    "first": "2026-01-10",
    "last": "2026-03-08T09:00+08:00",
}
IMATINIB_ONGOING = {
    "id": "f5",
    "kind": "drug",
    "drug": "imatinib",
    "purpose": "bridging",
    "route": "oral",
    "dose": {"value": "400", "unit": "mg/day"},
    "first": "2026-01-10",
    "ongoing": True,
}

Facts = Sequence[dict[str, Any]]

CHARTS: dict[str, Facts] = {
    "nothing yet": [],
    "screened": [CONSENT, SCREENING, DASATINIB],
    "infusion booked before apheresis": [CONSENT, SCREENING, INFUSION, DASATINIB],
    "apheresis done": [CONSENT, SCREENING, APHERESIS, DASATINIB],
    "all booked": [CONSENT, SCREENING, APHERESIS, INFUSION, DASATINIB],
    "a drug goes on": [CONSENT, SCREENING, APHERESIS, INFUSION, IMATINIB_ONGOING],
}


def plan_at(facts: Facts, now: int) -> Plan:
    protocol = load_protocol("NCT04684147")
    document = {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": "CN01",
        "protocol": "NCT04684147",
        "sex": "female",
        "childbearing_potential": True,
        "facts": list(facts),
    }
    return assess(open_case(read_chart(document, protocol=protocol, now=now), protocol, None), now)
