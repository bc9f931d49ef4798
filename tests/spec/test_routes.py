"""Routes as wards write them; a route that no form of the drug has erases nothing."""

from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.plan import assess
from models.protocol.vocabulary import Acts, WordKind
from models.reasons.refusals.charts import RouteUnknown
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    NOW,
    PROTOCOL,
    Json,
    a_chart,
    alerts_of,
    drug,
    measurement,
    picture_of,
    step_of,
    steroid,
    value_of,
    verdict_of,
)
from wording.plan_document import plan_document

STOPPED = "2026-06-01T08:00+08:00"
SYSTEMIC = ["po", "P.O.", "PO", "口服", "鼻饲", "ivgtt", "IV", "iv drip", "静滴", "静脉滴注",
            "靜脈滴注", "静推", "泵入", "civ", "ih", "皮下注射", "肌注", "IM", "i.m.", "pr",
            "Intravenous"]  # fmt: skip
LOCAL = ["关节腔", "关节腔注射", "intraarticular", "intra-articular", "外用", "雾化", "nebulized",
         "滴眼", "eye drops", "局部封闭", "硬膜外", "玻璃体腔注射", "漱口"]  # fmt: skip
INTRATHECAL = ["it", "IT", "鞘注", "鞘内注射", "鞘內", "intrathecally", "Ommaya", "脑室内注射"]


def rules_of(chart: Json, fact: str = "f1") -> set[str]:
    verdicts = picture_of(chart, infusion="2026-06-10")["verdicts"]
    return {v["rule"] for v in verdicts if v["fact"] == fact and v["clears_at"]}


@pytest.mark.parametrize(
    ("words", "rules"),
    [(SYSTEMIC, {"EX-05"}), (LOCAL, set()), (INTRATHECAL, {"EX-03.4"})],
    ids=["systemic", "local", "intrathecal"],
)
def test_a_route_is_read_as_the_ward_writes_it(words: list[str], rules: set[str]) -> None:
    for word in words:
        chart = a_chart(steroid("dexamethasone", "10 mg/day", STOPPED, route=word))
        assert rules_of(chart) == rules, word


def test_every_way_to_write_a_route_means_what_its_id_means() -> None:
    routes = PROTOCOL.vocabulary.route
    for route in routes:
        assert all(
            PROTOCOL.lexicon.word(WordKind.ROUTE, word) is route for _, word in route.spellings
        )
    assert {route.acts for route in routes} == set(Acts)


@pytest.mark.parametrize(
    ("word", "near"),
    [("oarl", "oral"), ("intrathecaly", "intrathecal"), ("lunch", None)],
)
def test_an_unknown_route_is_refused_where_it_is_typed(word: str, near: str | None) -> None:
    chart = a_chart(steroid("dexamethasone", "10 mg/day", STOPPED, route=word))

    with pytest.raises(InputRefused) as refused:
        read_chart(chart, protocol=PROTOCOL, now=0)
    [fault] = [fault for fault in refused.value.faults if fault.path == "facts[0].route"]
    assert isinstance(fault.reason, RouteUnknown)
    assert fault.reason.near == near


@pytest.mark.parametrize("word", ["zz", "by_pump_or_so"])
def test_an_unknown_route_that_is_on_record_may_have_been_any(word: str) -> None:
    chart = a_chart(steroid("dexamethasone", "10 mg/day", STOPPED, route=word))
    other = a_chart(steroid("dexamethasone", "10 mg/day", STOPPED, route="other", text="a pump"))
    facts = read_chart(chart, protocol=PROTOCOL, now=10**8, on_record=1)

    plan = assess(open_case(facts, PROTOCOL), 10**8)
    verdicts = {v.rule: v.clears_at for v in plan.verdicts if v.fact == "f1" and v.clears_at}
    assert set(verdicts) == rules_of(other) == {"EX-05", "EX-03.4"}


@pytest.mark.parametrize(
    ("name", "rule", "clears"),
    [
        ("dasatinib", "EX-03.2", "2026-06-04T08:01+08:00"),
        ("imatinib", "EX-03.2", "2026-06-04T08:01+08:00"),
        ("羟基脲", "EX-03.2", "2026-06-04T08:01+08:00"),
        ("deflazacort", "EX-05", "2026-06-04T08:00+08:00"),
        ("mycophenolate mofetil", "EX-08b", "2026-06-30T00:00+08:00"),
        ("vincristine", "EX-03.3", "2026-06-09T00:00+08:00"),
        ("cyclophosphamide", "EX-03", "2026-06-16T00:00+08:00"),
        ("pegaspargase", "EX-03.5", "2026-06-30T00:00+08:00"),
    ],
)
@pytest.mark.parametrize("route", ["topical", "inhaled", "intrathecal", "eye drops", "关节腔"])
def test_a_route_that_no_form_has_erases_no_exposure(
    name: str, rule: str, clears: str, route: str
) -> None:
    chart = a_chart(drug(name, STOPPED, route=route, dose="100 mg/day"))
    verdict = verdict_of(chart, rule, fact="f1", infusion="2026-06-02")

    assert verdict["verdict"] == "violation"
    assert verdict["clears_at"] == clears


@pytest.mark.parametrize(
    ("name", "route", "rule"),
    [
        ("ruxolitinib", "topical", "EX-03.2"),  # there is a cream
        ("tacrolimus", "ointment", "EX-08b"),
        ("ciclosporin", "滴眼", "EX-08b"),
    ],
)
def test_a_form_that_acts_where_it_is_put_does_not_count(name: str, route: str, rule: str) -> None:
    assert value_of(a_chart(drug(name, STOPPED, route=route)), rule) == "not_applicable"


@pytest.mark.parametrize("name", ["dasatinib", "vincristine", "pegaspargase"])
def test_such_a_route_is_asked_once_however_certain_the_verdict_is(name: str) -> None:
    chart = a_chart(drug(name, STOPPED, route="topical"))
    [alert] = alerts_of(chart, "needs_information", infusion="2026-06-02")

    assert (alert["fact"], alert["severity"]) == ("f1", "warning")
    assert "is recorded as “topical”, and no form of it is given so" in alert["text"]
    assert f"Record the route of {name}." in alert["text"]


def test_a_route_of_the_record_that_is_not_known_any_more_is_asked() -> None:
    now = read_span(NOW, ZoneInfo("UTC")).earliest
    chart = a_chart(drug("dasatinib", "2026-05-20", route="sideways"))
    facts = read_chart(chart, protocol=PROTOCOL, now=now, on_record=1)
    picture: Json = plan_document(assess(open_case(facts, PROTOCOL), now), PROTOCOL)
    [alert] = (each for each in picture["alerts"] if each["fact"] == "f1")

    assert alert["kind"] == "needs_information"
    assert "with the route “sideways”, which is not a known one" in alert["text"]


@pytest.mark.parametrize(
    ("name", "route"),
    [("丝裂霉素", "膀胱灌注"), ("fluorouracil", "ointment"), ("methotrexate", "皮损内注射")],
)
def test_local_chemotherapy_counts_and_is_not_asked(name: str, route: str) -> None:
    chart = a_chart(drug(name, STOPPED, route=route, dose="30 mg/m2"))

    assert value_of(chart, "EX-03", infusion="2026-06-02") == "violation"
    assert alerts_of(chart, "needs_information", infusion="2026-06-02") == []


def test_a_drug_by_a_route_that_it_has_not_joins_the_sum_of_its_day() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-06-01", dose="60 mg/m2/day"),
        drug("cytarabine", "2026-06-01", dose="40 mg/m2/day", route="topical"),
    )

    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


def test_what_other_means_may_be_said_in_ones_own_words() -> None:
    chart = a_chart(
        drug("imatinib", STOPPED, route="other", text="through a tube"),
        measurement("lvef", "58", "%", "2026-05-30"),
    )

    assert rules_of(chart) == {"EX-03.2"}
