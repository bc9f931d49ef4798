"""A step, a link or a rule that concerns some subjects: who they are is told by the record."""

from pathlib import Path

import pytest

from tests.protocols.written import Json, picture, small, table, washout
from tests.spec.charts import booked, done, drug, event, finding
from tests.unit.protocol.authored import refusal_of

NOW = "2026-01-20T08:00+08:00"
LATER = "2026-03-02T08:00+08:00"
SAYS = {"text": "as the arm asks", "text_zh": "按试验组要求"}
SOURCE = {"source": "made up for tests", "basis": "site default"}
ARM_B = [[{"finding": "arm_b", "present": True}]]
BEFORE = [done("consent", "2026-01-05"), done("collection", "2026-01-08")]
INFUSED = [*BEFORE, done("preparation", "2026-02-18"), done("infusion", "2026-02-23T10:00+08:00")]


def population(name: str, needs: list[list[Json]], **keys: str) -> str:
    titles = {"title": f"subjects of {name}", "title_zh": f"{name} 受试者"}
    return table("population", {"id": name, **titles, "needs": needs, **keys})


def named(kind: str, name: str, **keys: object) -> str:
    return table(kind, {"id": name, "title": name, "title_zh": f"{name} 项", **keys})


def visit(name: str, **keys: object) -> str:
    """A visit of Day 60, give or take a week."""
    titles = {"title": name, "title_zh": f"{name} 访视"}
    place = {"phase": "after", "days": "working", "after": ["infusion"], "anchor": "infusion"}
    step = table("step", {"id": name, **titles, **place, **keys})
    window = {"anchor": "infusion", "earliest": "53 days", "latest": "67 days"}
    return step + "\n" + table("link", {"rule": "P-V", "step": name, **window, **SAYS, **SOURCE})


ARMS = small(
    named("finding", "arm_b"),
    population("arm_b", ARM_B),
    visit("day_60", applies="arm_b"),
)


def step(plan: Json, name: str) -> Json:
    return next(one for one in plan["steps"] if one["step"] == name)


def asked(plan: Json) -> list[str]:
    return [one["text"] for one in plan["alerts"] if one["kind"] == "needs_information"]


# ---------------------------------------------------------------- steps


@pytest.mark.parametrize(
    ("present", "state"), [(True, "planned"), (False, "not_applicable"), (None, "planned")]
)
def test_a_visit_of_one_arm_is_asked_of_whoever_may_be_in_it(
    present: bool | None, state: str
) -> None:
    said = [finding("arm_b", present, "2026-01-06")]
    assert step(picture(ARMS, [*INFUSED, *said], LATER), "day_60")["state"] == state


def test_of_whom_nothing_is_recorded_the_visit_stays_and_the_one_fact_is_asked_for() -> None:
    plan = picture(ARMS, INFUSED, LATER)
    assert step(plan, "day_60")["state"] == "planned"
    assert asked(plan) == [
        (
            "Record arm_b, yes or no. Day_60 is asked of subjects of arm_b alone. It stays on the"
            " path until it is recorded whether the subject is one of them."
        )
    ]


def test_nothing_is_asked_once_it_is_recorded_or_the_visit_is_over() -> None:
    known = [finding("arm_b", False, "2026-01-06")]
    assert asked(picture(ARMS, [*INFUSED, *known], LATER)) == []
    held = [*INFUSED, done("day_28", "2026-03-23"), done("day_60", "2026-04-24")]
    assert asked(picture(ARMS, held, "2026-05-05T08:00+08:00")) == []


def test_a_visit_that_was_held_stays_held_when_the_arm_is_changed_later() -> None:
    facts = [
        finding("arm_b", True, "2026-01-06"),
        *INFUSED,
        done("day_60", "2026-04-24"),
        finding("arm_b", False, "2026-04-27"),
    ]
    assert step(picture(ARMS, facts, "2026-05-05T08:00+08:00"), "day_60")["state"] == "done"


def test_a_visit_counted_from_another_that_does_not_concern_the_subject_does_not_either() -> None:
    text = ARMS + visit("phone_call").replace('anchor = "infusion"', 'anchor = "day_60"')
    facts = [*INFUSED, finding("arm_b", False, "2026-01-06")]
    assert step(picture(text, facts, LATER), "phone_call")["state"] == "not_applicable"


def test_nothing_is_asked_before_the_step_by_which_it_is_told() -> None:
    text = small(
        named("finding", "arm_b"),
        population("arm_b", ARM_B, at="infusion"),
        visit("day_60", applies="arm_b"),
    )
    assert asked(picture(text, BEFORE, NOW)) == []
    assert len(asked(picture(text, INFUSED, LATER))) == 1


# ---------------------------------------------------------------- links and rules


@pytest.mark.parametrize(
    ("present", "first"), [(True, "2026-02-05"), (False, "2026-01-22"), (None, "2026-02-05")]
)
def test_a_distance_of_one_arm_binds_whoever_may_be_in_it(present: bool | None, first: str) -> None:
    longer = {"rule": "P-B", "step": "preparation", "anchor": "collection", "applies": "arm_b"}
    text = ARMS + table("link", {**longer, "earliest": "28 days", **SAYS, **SOURCE})
    facts = [*BEFORE, finding("arm_b", present, "2026-01-06")]
    assert step(picture(text, facts, NOW), "preparation")["opens"].startswith(first)


WASHED = ARMS.replace("washout = []\n", "") + washout(
    "W", gap="14 days", drug_classes=["chemotherapy"], applies="arm_b"
)
GIVEN = [drug("etoposide", "2026-02-16"), booked("infusion", "2026-02-23T10:00+08:00")]


@pytest.mark.parametrize(
    ("present", "value"), [(True, "violation"), (False, "not_applicable"), (None, "violation")]
)
def test_a_washout_of_one_arm_is_judged_for_whoever_may_be_in_it(
    present: bool | None, value: str
) -> None:
    facts = [*BEFORE, *GIVEN, finding("arm_b", present, "2026-01-06")]
    plan = picture(WASHED, facts, NOW)
    assert [one["verdict"] for one in plan["verdicts"] if one["rule"] == "W"] == [value]


def test_a_rule_of_others_says_whose_it_is_and_holds_nothing_back() -> None:
    facts = [*BEFORE, GIVEN[0], finding("arm_b", False, "2026-01-06")]
    plan = picture(WASHED, facts, NOW)
    (verdict,) = (one for one in plan["verdicts"] if one["rule"] == "W")
    assert verdict["text"] == "The rule concerns subjects of arm_b (site default)."
    assert step(plan, "infusion")["cleared_by"] == []


def test_what_was_judged_when_it_was_done_is_not_judged_by_what_was_found_later() -> None:
    late = [finding("arm_b", False, "2026-03-02")]
    facts = [finding("arm_b", True, "2026-01-06"), *INFUSED, GIVEN[0], *late]
    plan = picture(WASHED, facts, "2026-03-03T08:00+08:00")
    assert [one["verdict"] for one in plan["verdicts"] if one["rule"] == "W"] == ["violation"]


# ---------------------------------------------------------------- by sex, age, value, another one

YEARS = named("measure", "age_years", unit="years", formula="age")


@pytest.mark.parametrize(
    ("needs", "born", "state"),
    [
        ([[{"sex": "male"}]], "1990-01-01", "planned"),
        ([[{"sex": "female"}]], "1990-01-01", "not_applicable"),
        ([[{"measure": "age_years", "below": "18"}]], "2008-01-06", "planned"),
        ([[{"measure": "age_years", "below": "18"}]], "2008-01-05", "not_applicable"),
        ([[{"population": "contraception"}]], "1990-01-01", "planned"),
        ([[{"population": "childbearing_potential"}]], "1990-01-01", "not_applicable"),
        ([[{"sex": "female"}, {"population": "contraception"}]], "1990-01-01", "planned"),
        ([[{"sex": "female"}], [{"population": "contraception"}]], "1990-01-01", "not_applicable"),
    ],
)
def test_of_each_need_one_trait_is_enough_and_all_needs_must_hold(
    needs: list[list[Json]], born: str, state: str
) -> None:
    text = small(YEARS, population("some", needs, at="consent"), visit("day_60", applies="some"))
    assert step(picture(text, INFUSED, LATER, born=born), "day_60")["state"] == state


# ---------------------------------------------------------------- optional steps, and events

OPTIONAL = small(visit("day_60", optional=True), visit("call", anchor="day_60"))


def test_an_optional_visit_concerns_nobody_before_it_is_booked() -> None:
    late = "2026-06-01T08:00+08:00"
    plan = picture(OPTIONAL, INFUSED, late)
    assert step(plan, "day_60")["state"] == step(plan, "call")["state"] == "not_applicable"
    assert [one["step"] for one in plan["alerts"]] == ["day_28"]


def test_an_optional_visit_that_is_booked_is_judged_as_any_other() -> None:
    late = [*INFUSED, booked("day_60", "2026-05-11T09:00+08:00")]
    plan = picture(OPTIONAL, late, "2026-03-25T08:00+08:00")
    assert step(plan, "day_60")["state"] == "at_risk"
    assert step(plan, "call")["state"] == "planned"


RELAPSE = small(
    named("event", "relapse"),
    visit("relapse_day", event="relapse").split("\n[[link]]")[0],
    table(
        "step",
        {
            "id": "relapse_visit",
            "title": "visit after relapse",
            "title_zh": "复发后访视",
            "phase": "after",
            "days": "working",
            "anchor": "relapse_day",
        },
    ),
    table(
        "link",
        {
            "rule": "P-R",
            "step": "relapse_visit",
            "anchor": "relapse_day",
            "earliest": "0 days",
            "latest": "14 days",
            **SAYS,
            **SOURCE,
        },
    ),
)


def test_a_visit_after_an_event_is_asked_once_that_has_happened() -> None:
    plan = picture(RELAPSE, INFUSED, LATER)
    assert step(plan, "relapse_visit")["state"] == "not_applicable"

    happened = [*INFUSED, event("relapse", "2026-05-04")]
    plan = picture(RELAPSE, happened, "2026-05-05T08:00+08:00")
    assert step(plan, "relapse_day")["state"] == "done"
    assert step(plan, "relapse_visit")["closes"].startswith("2026-05-18")


def test_an_event_that_happens_again_is_counted_from_anew() -> None:
    twice = [event("relapse", "2026-05-04"), event("relapse", "2026-08-03")]
    plan = picture(RELAPSE, [*INFUSED, *twice], "2026-08-04T08:00+08:00")
    assert step(plan, "relapse_visit")["closes"].startswith("2026-08-17")


# ---------------------------------------------------------------- who has childbearing potential


def test_childbearing_potential_is_asked_only_where_the_trial_reads_it() -> None:
    woman = {"sex": "female", "childbearing_potential": None}
    assert asked(picture(small(), BEFORE, NOW, **woman)) == []
    text = small(visit("day_60", applies="childbearing_potential"))
    assert asked(picture(text, BEFORE, NOW, **woman)) == [
        (
            "Record whether she is of childbearing potential. The rules for women of childbearing"
            " potential apply until it is recorded whether she is one."
        )
    ]


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'applies = "arm_b"',
            'applies = "arm_c"',
            "“arm_c” is nothing that this protocol names; did you mean “arm_b”?",
        ),
        (
            'id = "arm_b"\ntitle = "subjects',
            'id = "contraception"\ntitle = "subjects',
            "every trial has the population “contraception”; give this one another id",
        ),
        (
            '"present" = true',
            '"present" = true, "sex" = "male"',
            "a trait is a “sex”, another “population”, a measure with one limit, or a finding with",
        ),
        ('"finding" = "arm_b"', '"finding" = "arm_x"', "“arm_x” is nothing that this protocol"),
        (
            '"finding" = "arm_b", "present" = true',
            '"population" = "arm_b"',
            "the population “arm_b” is written below; write it above those that read it",
        ),
        (
            '"finding" = "arm_b", "present" = true',
            '"measure" = "age_years", "below" = "18"',
            "the population “arm_b” reads an age or a weight; write “at”, the step on whose day",
        ),
        (
            'id = "infusion"\n',
            'id = "infusion"\napplies = "arm_b"\n',
            "“infusion” is what days are counted from, or a step of the first gate: it must",
        ),
        (
            'id = "day_28"\n',
            'id = "day_28"\nevent = "transplant"\n',
            "the step “day_28” is an event, of which “target” says nothing; leave it out",
        ),
        ('id = "day_28"\n', 'id = "day_28"\nevent = "relaps"\n', "“relaps” is nothing that this"),
    ],
)
def test_a_population_that_cannot_be_meant(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = ARMS + YEARS
    assert old in text
    assert refusal_of(text.replace(old, new, 1), tmp_path)[1].startswith(sentence)
