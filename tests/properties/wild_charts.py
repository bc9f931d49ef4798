"""Charts as no coordinator writes them: mutilated, or valid but strange."""

import copy
from typing import Any

from hypothesis import strategies as st

from tests.properties.engine import PROTOCOL
from tests.properties.paths import subjects

Json = dict[str, Any]

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["f1", "2026-03-09", "2026-03-09T10:00+08:00", "infusion", "", "\x00", "𝟏"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)

# ------------------------------------------------------------------ mutilated

FIELDS = [
    "schema", "subject", "site", "timezone", "protocol", "sex", "childbearing_potential", "born",
    "weight_kg", "facts", "id", "kind", "step", "state", "at", "drug", "purpose", "route", "dose",
    "value", "unit", "first", "last", "ongoing", "other_trial", "marketed", "half_life_hours",
    "field", "test", "result", "event", "severity", "measure", "finding", "present", "corrects",
    "reason", "no_such_field",
]  # fmt: skip


@st.composite
def mutilated(draw: st.DrawFn) -> Any:
    """A good chart in which some things were replaced, added, taken away or doubled."""
    chart: Any = copy.deepcopy(draw(subjects()).chart)
    for _ in range(draw(st.integers(1, 3))):
        _mutilate(draw, chart)
    return chart


def _mutilate(draw: st.DrawFn, chart: Json) -> None:
    holder: Any = draw(st.sampled_from(_holders(chart)))
    if isinstance(holder, list):
        doubled: list[Any] = [copy.deepcopy(item) for item in holder[:3]]
        holder.append(draw(st.one_of(json_values, *(st.just(item) for item in doubled))))
        return
    field = draw(st.sampled_from([*holder, *FIELDS]))
    if field in holder and draw(st.sampled_from([True, False])):
        del holder[field]
    else:
        holder[field] = draw(json_values)


def _holders(value: Any) -> list[Any]:
    """Every object and list of a document."""
    if isinstance(value, dict):
        return [value, *(holder for inner in value.values() for holder in _holders(inner))]
    if isinstance(value, list):
        return [value, *(holder for inner in value for holder in _holders(inner))]
    return []


# ------------------------------------------------------------------ valid but strange

moments = st.sampled_from(
    [
        "1900-01-01", "1900", "1999-12", "2025", "2026-02", "2026-02-28", "2026-03-09",
        "2026-03-09T10:00+08:00", "2026-03-09T10:00:30.5+08:00", "2026-03-09T23:59Z",
        "2026-03-10T00:00+14:00", "2024-02-29", "2026-07-01", "2027-01-31", "2100-02-28", "2199",
        "2200-12-31", "2200-12-31T23:59:59-12:00", "2200",
    ]
)  # fmt: skip
numbers = st.sampled_from(["0", "0.000000000001", "5", "24.999", "100", "999999999999"])
states = st.sampled_from(["done", "booked", "cancelled", "missed"])


def _fact(kind: str, optional: dict[str, st.SearchStrategy[Any]], **required: Any) -> Any:
    return st.fixed_dictionaries({"kind": st.just(kind), **required}, optional=optional)


doses = st.fixed_dictionaries(
    {"value": numbers, "unit": st.sampled_from(["mg/day", "mg", "mg/m2", "mg/m2/day"])}
)
courses = st.one_of(
    st.fixed_dictionaries({"last": moments}, optional={"first": moments}),
    st.fixed_dictionaries({"ongoing": st.just(value=True)}, optional={"first": moments}),
)
drug_facts = st.builds(
    lambda fact, course: {**fact, **course},
    _fact(
        "drug",
        {
            "purpose": st.sampled_from(
                ["bridging", "lymphodepletion", "cns_prophylaxis", "gvhd", "replacement", "other"]
            ),
            "route": st.sampled_from(["oral", "iv", "intrathecal", "topical", "by_drone"]),
            "dose": doses,
            "cumulative_mg_m2": numbers,
            "other_trial": st.fixed_dictionaries(
                {},
                optional={
                    "marketed": st.sampled_from([True, False, None]),
                    "half_life_hours": numbers,
                },
            ),
        },
        drug=st.sampled_from(
            ["dexamethasone", "MTX", "Ara-C", "L04AD02", "J07BX01", "卡介苗", "?", "VP", "aspirin",
             "doxorubicin", "prednisone", "ruxolitinib", "flu", "imatinib (Glivec)", "(", "L01"]
        ),
    ),
    courses,
)  # fmt: skip
other_facts = st.one_of(
    _fact("step", {}, step=st.sampled_from([*PROTOCOL.order]), state=states, at=moments),
    st.builds(
        lambda fact, course: {**fact, **course},
        _fact("radiotherapy", {"field": st.sampled_from(["cns", "non_cns", "total_body"])}),
        courses,
    ),
    _fact(
        "test",
        {},
        test=st.sampled_from(["pregnancy", "cd19"]),
        at=moments,
        result=st.sampled_from(["negative", "positive", "pending"]),
    ),
    _fact(
        "event",
        {"severity": st.sampled_from(["mild", "grade 2"])},
        event=st.sampled_from([*sorted(word.id for word in PROTOCOL.event), "other"]),
        at=moments,
    ),
    _fact(
        "measurement",
        {"uln": numbers},
        measure=st.sampled_from(["lvef", "other", "induction_cycles"]),
        value=numbers,
        unit=st.sampled_from(["%", "m2", "cycles"]),
        at=moments,
    ),
    _fact(
        "finding",
        {},
        finding=st.sampled_from(["malignancy_low_relapse_risk", "other_trial_or_therapy_planned"]),
        present=st.sampled_from([True, False, None]),
        at=moments,
    ),
)


@st.composite
def strange(draw: st.DrawFn) -> Json:
    """A chart of the right form whose facts are anything, at any time the form allows."""
    facts = draw(st.lists(st.one_of(drug_facts, other_facts), max_size=6))
    numbered: list[Json] = [{"id": f"f{place}", **fact} for place, fact in enumerate(facts)]
    if len(numbered) > 1 and draw(st.booleans()):
        numbered[-1].update(corrects="f0", reason="it was another one")
    zones = ["Asia/Shanghai", "Pacific/Apia", "America/Havana", "Etc/GMT+12", "UTC"]
    header = {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": draw(st.sampled_from(sorted(PROTOCOL.sites))),
        "timezone": draw(st.sampled_from(zones)),
        "protocol": "NCT04684147",
        "sex": draw(st.sampled_from(["male", "female"])),
        "childbearing_potential": draw(st.sampled_from([True, False, None])),
        "facts": numbered,
    }
    if draw(st.booleans()):
        header["born"] = draw(st.sampled_from(["1900-01-01", "2008-02-29", "1960-03-09"]))
    return header
