"""Several gates, and a gate before any one step: each is told alone, once the one above is behind.

FELIX has a gate before lymphodepletion and one before its second infusion, the cycles one before
cycle 1, the small trial one before collection.
"""

from pathlib import Path

import pytest

from dayzero.authoring.outline.outline import outline_of
from dayzero.terminal.language import words_in
from dayzero.web.views.registers.rule_table import path_rows
from dayzero.web.views.rules import rule_of
from models.alerting.disclosed import rule_discloses
from models.chart import read_chart
from models.disclosure import Disclosure
from models.errors import ProtocolRefused
from models.plan import assess
from models.protocol import Protocol
from models.protocol.loading.loader import read_protocol
from models.protocol.statements import statements
from models.timeline.windows.case import open_case
from models.versions.parts import rebuilt
from tests.properties.engine import minute_of
from tests.protocols.test_other_trials import trial
from tests.protocols.written import Json, chart, picture, small
from tests.protocols.written import trial as read
from tests.refusals import said as said_in
from tests.spec.charts import booked, cancelled, done, finding, measurement, steroid
from tests.unit.protocol.authored import refusal_of
from wording import Voice
from wording.plan_document import plan_document

LABEL = {"source": "made up for tests", "basis": "site default"}


def gate(rule: str, before: str, towards: str) -> str:
    keys = {"rule": rule, "before": before, "towards": towards, **LABEL}
    texts = {"text": f"nothing may stop {towards}", "text_zh": f"均不妨碍{towards}"}
    return "\n".join(["[[gate]]", *(f'{key} = "{each}"' for key, each in (keys | texts).items())])


def with_gates(text: str, *gates: str) -> str:
    """A trial with these gates in the place of its own."""
    tables = text.split("\n[")
    kept = [one for one in tables if not one.lstrip("[").startswith("gate]")]
    return "\n".join(["\n[".join(kept), "", *gates, ""])


def rules(shown: Json | None) -> set[str]:
    """The rules by which something is missing at a gate."""
    return {one["rule"] for one in shown["missing"]} if shown else set()


# ---------------------------------------------------------------- FELIX: a second infusion

SECOND = "2026-04-20T10:00+08:00"
NOW = "2026-04-15T08:00+08:00"
READY = [
    done("consent", "2026-03-02"),
    done("leukapheresis", "2026-03-09"),
    done("product_release", "2026-04-01"),
    done("marrow", "2026-04-02"),
    done("ld_start", "2026-04-03"),
]
NO_FEVER = finding("active_infection", False, "2026-04-08")
FIRST = done("infusion_1", "2026-04-10T10:00+08:00")
CALM = measurement("crs_grade", "1", "grade", "2026-04-12")
ON_TIME = finding("second_dose_postponed", False, "2026-04-11")
BOTH = [*READY, NO_FEVER, FIRST, CALM, booked("infusion_2", SECOND)]


def felix(*facts: Json, now: str = NOW) -> Json:
    return picture(trial("felix"), facts, now)


def test_the_second_gate_shows_only_once_the_first_infusion_was_given() -> None:
    before = [*READY, NO_FEVER, booked("infusion_1", "2026-04-10T10:00+08:00")]
    morning = "2026-04-10T08:00+08:00"
    shown = felix(*before, booked("infusion_2", SECOND), now=morning)["gate"]
    assert shown is None or shown["step"] == "infusion_1"
    given = [*READY, NO_FEVER, FIRST, booked("infusion_2", SECOND)]
    shown = felix(*given, now="2026-04-10T12:00+08:00")["gate"]
    assert (shown["step"], shown["rule"]) == ("infusion_2", "SECOND-DOSE")


def test_the_second_gate_is_open_where_nothing_stops_the_second_infusion() -> None:
    shown = felix(*BOTH)["gate"]
    assert (shown["open"], shown["missing"]) == (True, [])
    assert shown["deadline"] == SECOND


@pytest.mark.parametrize(
    ("last", "missing"),
    [
        ("2026-04-17T10:01+08:00", {"INF2-STEROID"}),
        ("2026-04-17T10:00+08:00", set()),
        ("2026-04-17T09:59+08:00", set()),
    ],
)
def test_a_steroid_within_72_hours_shuts_the_second_gate(last: str, missing: set[str]) -> None:
    given = steroid("prednisone", "20 mg/day", last)
    assert rules(felix(*BOTH, given, now="2026-04-18T08:00+08:00")["gate"]) == missing


def test_a_gate_is_not_open_while_it_cannot_be_told_whether_its_step_concerns_a_subject() -> None:
    told = [*READY, NO_FEVER, FIRST, booked("infusion_2", SECOND)]
    eve = "2026-04-19T08:00+08:00"
    untold = felix(*told, ON_TIME, now=eve)
    (missing,) = untold["gate"]["missing"]
    assert (missing["ask"]["kind"], missing["step"]) == ("record_fact", "infusion_2")
    (asked,) = (one for one in untold["alerts"] if one["kind"] == "needs_information")
    assert asked["severity"] == "critical"  # asked once, as loud as the gate has it
    assert felix(*told, ON_TIME, CALM, now=eve)["gate"]["open"]


def test_a_gate_is_open_though_it_cannot_be_told_which_window_a_step_has() -> None:
    shown = felix(*BOTH)  # whether the second dose was postponed is not recorded
    assert shown["gate"]["open"]
    assert any(one["kind"] == "needs_information" for one in shown["alerts"])


def test_the_second_gate_is_none_once_the_second_infusion_was_given() -> None:
    after = [*BOTH[:-1], done("infusion_2", SECOND)]
    assert felix(*BOTH, now="2026-04-20T09:59+08:00")["gate"] is not None
    assert felix(*after, now="2026-04-20T12:00+08:00")["gate"] is None


def test_whom_the_second_infusion_does_not_concern_has_no_second_gate() -> None:
    grave = measurement("crs_grade", "3", "grade", "2026-04-10T09:00+08:00")
    plan = felix(*READY, NO_FEVER, grave, FIRST)
    states = {step["step"]: step["state"] for step in plan["steps"]}
    assert (states["infusion_2"], plan["gate"]) == ("not_applicable", None)


def test_a_first_infusion_that_was_called_off_leaves_its_gate_behind() -> None:
    off = cancelled("infusion_1", "2026-04-10")
    assert felix(*READY, NO_FEVER, off)["gate"]["step"] == "infusion_2"


AHEAD = [*READY[:-1], booked("ld_start", "2026-04-16"), booked("infusion_1", "2026-04-23")]
LATE = steroid("prednisone", "20 mg/day", "2026-04-18T08:00+08:00")


@pytest.mark.parametrize(
    ("facts", "which", "now"),
    [(AHEAD, 0, NOW), ([*BOTH, LATE], 1, "2026-04-19T08:00+08:00")],
    ids=["the first", "the second"],
)
def test_each_of_two_gates_gives_the_verdict_that_it_gives_alone(
    facts: list[Json], which: int, now: str
) -> None:
    together = read(trial("felix"))
    alone = rebuilt(together, gate=(together.gate[which],))
    both, single = (planned(protocol, facts, now) for protocol in (together, alone))
    assert both["gate"]["missing"]
    assert both == single


def planned(protocol: Protocol, facts: list[Json], now: str) -> Json:
    moment = minute_of(now)
    chart_read = read_chart(chart(trial("felix"), facts), protocol=protocol, now=moment)
    return plan_document(assess(open_case(chart_read, protocol), moment), protocol)


# ---------------------------------------------------------------- a gate before one step alone


def test_the_gate_before_cycle_1_asks_for_consent_and_not_for_the_date_of_cycle_1() -> None:
    undated = picture(trial("cycles"), [], "2026-03-02T08:00+08:00")["gate"]
    assert [one["step"] for one in undated["missing"]] == ["consent"]
    consented = picture(trial("cycles"), [done("consent", "2026-03-02")], "2026-03-03T08:00+08:00")
    assert (consented["gate"]["step"], consented["gate"]["open"]) == ("cycle_1_day_1", True)


def test_the_gate_before_cycle_1_stays_until_cycle_1_was_begun() -> None:
    facts, now = [done("consent", "2026-03-02")], "2026-03-16T08:00+08:00"
    late = booked("cycle_1_day_1", "2026-03-14T09:00+08:00")
    assert picture(trial("cycles"), [*facts, late], now)["gate"]["step"] == "cycle_1_day_1"
    begun = done("cycle_1_day_1", "2026-03-14T09:00+08:00")
    assert picture(trial("cycles"), [*facts, begun], now)["gate"] is None


def test_a_gate_before_collection_comes_before_the_one_of_the_preparation() -> None:
    two = with_gates(
        small(),
        gate("COLLECT", "collection", "collection"),
        gate("PATH-no-return", "preparation", "infusion"),
    )
    facts = [booked("collection", "2026-01-08T10:00+08:00")]
    shown = picture(two, facts, "2026-01-06T08:00+08:00")["gate"]
    assert (shown["step"], shown["rule"]) == ("collection", "COLLECT")
    assert [one["step"] for one in shown["missing"]] == ["consent"]
    held = [done("consent", "2026-01-05"), done("collection", "2026-01-08")]
    assert picture(two, held, "2026-01-09T08:00+08:00")["gate"]["step"] == "preparation"


def test_what_a_gate_before_collection_waits_for_is_told_loudly_once_it_is_near() -> None:
    one = with_gates(small(), gate("COLLECT", "collection", "collection"))
    facts = [booked("collection", "2026-01-08T10:00+08:00")]
    plan = picture(one, facts, "2026-01-07T08:00+08:00")
    loud = [a for a in plan["alerts"] if a["step"] == "consent" and a["severity"] == "critical"]
    assert len(loud) == 1
    assert "must wait" in loud[0]["text"]


def test_a_second_gate_changes_nothing_of_how_the_course_behind_it_is_planned() -> None:
    own = gate("PATH-no-return", "preparation", "infusion")
    texts = [with_gates(small(), *g) for g in ([own], [gate("C", "collection", "collection"), own])]
    facts = [
        done("consent", "2026-01-05"),
        booked("preparation", "2026-01-12"),
        booked("infusion", "2026-01-19T10:00+08:00"),
    ]
    one, two = (picture(text, facts, "2026-01-14T08:00+08:00")["steps"] for text in texts)
    assert one == two


def test_a_gate_before_every_cycle_is_written_once() -> None:
    cycles = gate("G-{n}", "cycle_{n}_day_1", "cycle_{n}_day_1")
    text = with_gates(trial("cycles"), cycles.replace("[[gate]]", '[[gate]]\nn = "1 to 9"'))
    begun = [done("consent", "2026-03-02"), done("cycle_1_day_1", "2026-03-09T09:00+08:00")]
    shown = picture(text, begun, "2026-03-10T08:00+08:00")["gate"]
    assert (shown["step"], shown["rule"]) == ("cycle_2_day_1", "G-2")
    assert [one["step"] for one in shown["missing"]] == ["cycle_1_day_29"]


# ---------------------------------------------------------------- where gates are shown


def test_rules_and_the_outline_of_a_trial_list_every_gate() -> None:
    protocol = read(trial("felix"))
    wanted = {"PATH-no-return", "SECOND-DOSE"}
    voice = Voice(language="en", zone=protocol.sites["CN01"].zone, protocol=protocol)
    assert wanted <= {row.rule for row in path_rows(voice)}
    assert wanted <= {row.rule for row in outline_of(protocol, words_in("en").outline).rules}
    assert wanted <= {one.rule for one in statements(protocol)}


def test_a_rule_of_any_gate_has_its_words_its_source_and_tells_no_result() -> None:
    protocol = read(trial("felix"))
    voice = Voice(language="en", zone=protocol.sites["CN01"].zone, protocol=protocol)
    shown = rule_of("SECOND-DOSE", voice)
    assert shown.about == "the second dose is given only when nothing recorded would stop it"
    assert shown.default
    assert str(protocol.source_of("SECOND-DOSE")) == "US label 2.2"
    assert rule_discloses("SECOND-DOSE", protocol) is Disclosure.TREATMENT


# ---------------------------------------------------------------- what the loader refuses

GATES = (gate("A", "collection", "collection"), gate("B", "preparation", "infusion"))


@pytest.mark.parametrize(
    ("gates", "line", "sentence", "chinese"),
    [
        (
            (GATES[1], GATES[0]),
            'before = "collection"',
            (
                "the gate before “collection” is written below the one before"
                " “preparation”, which comes later on the path; write gates in the order"
                " of the path"
            ),
            "“collection”之前的关卡写在“preparation”之前的关卡之下，而后者在路径上更晚；请按路径顺序书写关卡",
        ),
        (
            (GATES[1], gate("C", "preparation", "day_28")),
            'before = "preparation"',
            "a gate above stands before “preparation” already; make one gate of the two",
            "上文已有“preparation”之前的关卡；请将两者合为一个",
        ),
        (
            (gate("C", "infusion", "preparation"),),
            'towards = "preparation"',
            (
                "“preparation” does not come after “infusion” on the path; name a step"
                " that does, or “infusion” itself"
            ),
            "路径上“preparation”不在“infusion”之后；请写其后的步骤，或写“infusion”本身",
        ),
        (
            (GATES[1], gate("C", "infusion", "infusion")),
            'towards = "infusion"',
            (
                "nobody would ever stand at the gate before “infusion”: the one above it"
                " lasts until “infusion”; name a later step here, or leave the gate out"
            ),
            "“infusion”之前的关卡永远轮不到：上一个关卡持续到“infusion”；请在此写更晚的步骤，或删去该关卡",
        ),
        ((GATES[0], gate("A", "preparation", "infusion")), 'rule = "A"', "rule “A” is defined", ""),
    ],
)
def test_gates_that_cannot_be_meant_are_refused_at_their_line(
    tmp_path: Path, gates: tuple[str, ...], line: str, sentence: str, chinese: str
) -> None:
    found, said = refusal_of(with_gates(small(), *gates), tmp_path)
    assert found == line
    assert said.startswith(sentence)
    assert chinese in chinese_of(with_gates(small(), *gates), tmp_path)


def chinese_of(text: str, folder: Path) -> str:
    """The same refusal for who reads Chinese."""
    path = folder / "protocol.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProtocolRefused) as refused:
        read_protocol(path)
    return said_in(refused.value, "zh")


def test_a_trial_has_at_least_one_gate(tmp_path: Path) -> None:
    none = with_gates(small()).replace("washout = []", "washout = []\ngate = []", 1)
    assert refusal_of(none, tmp_path) == ("gate = []", "“gate” is missing")


def test_one_gate_may_be_written_as_one_table() -> None:
    written = gate("PATH-no-return", "preparation", "infusion")
    one = with_gates(small(), written.replace("[[gate]]", "[gate]"))
    assert read(one).gate == read(with_gates(small(), written)).gate
