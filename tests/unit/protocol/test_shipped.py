"""The shipped protocol holds the rules of the entry, each value with its source."""

import re
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from models.chart.catalogue.drug import DepotRoute, OtherRoute
from models.chart.facts import Purpose
from models.chart.fields import DrugFields, RadiotherapyFields, TestFields
from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.criteria import Age
from models.protocol.criterion import Criterion
from models.protocol.path import Gate, Link
from models.protocol.vocabulary import WordKind

PROTOCOL = load_protocol()
ENTRY = "NCT04684147"
DATED_RULES = {  # of issue 2, with where the registry entry states each
    "IN-02": "inclusion 2",
    "IN-03.1": "inclusion 3 (1)",
    "IN-03.2": "inclusion 3 (2)",
    "IN-04": "inclusion 4",
    "IN-10a": "inclusion 10",
    "IN-10b": "inclusion 10",
    "IN-10c": "inclusion 10",
    "EX-03": "exclusion 3",
    "EX-03.2": "exclusion 3.2",
    "EX-03.3": "exclusion 3.3",
    "EX-03.4": "exclusion 3.4",
    "EX-03.5": "exclusion 3.5",
    "EX-04a": "exclusion 4",
    "EX-04b": "exclusion 4",
    "EX-05": "exclusion 5",
    "EX-06": "exclusion 6",
    "EX-08a": "exclusion 8",
    "EX-08b": "exclusion 8",
    "EX-11": "exclusion 11",
    "EX-12f1": "exclusion 12f",
    "EX-15": "exclusion 15",
    "EX-17": "exclusion 17",
    "EX-20a": "exclusion 20",
    "EX-20b": "exclusion 20",
}
OF_VALUES = {  # rules on values and findings, with where the registry entry states each
    "IN-03.c": "inclusion 3 (2)c",
    "IN-03.d": "inclusion 3 (2)d",
    "IN-03.e": "inclusion 3 (2)e",
    **{f"IN-{n:02}": f"inclusion {n}" for n in (5, 6, 7, 9)},
    **{f"IN-08.{n}": f"inclusion 8.{n}" for n in range(1, 7)},
    **{f"EX-{n:02}": f"exclusion {n}" for n in (2, 7, 9, 10, 13, 14, 16, 18, 19, 21)},
    **{f"EX-12{letter}": f"exclusion 12{letter}" for letter in "abcdeg"},
    "EX-12f2": "exclusion 12f (2)",
    "EX-20c": "exclusion 20",
}
GAPS = {  # how long, and whether exactly that is still excluded
    "EX-03": ("14 days", True),
    "EX-03.2": ("72 hours", True),
    "EX-03.3": ("7 days", True),
    "EX-03.4": ("7 days", True),
    "EX-03.5": ("28 days", True),
    "EX-04a": ("14 days", False),
    "EX-04b": ("56 days", False),
    "EX-05": ("72 hours", False),
    "EX-08a": ("28 days", True),
    "EX-08b": ("28 days", True),
    "EX-11": ("60 months", False),
    "EX-12f1": ("6 months", False),
    "EX-15": ("6 months", True),
    "EX-17": ("42 days", True),
    "EX-20a": ("3 months", True),
    "EX-20b": ("5 half-lives", True),
}
BEFORE_SCREENING = {"EX-08a", "EX-11", "EX-15", "EX-17"}


def stated(rule: str) -> Criterion | Link | object:
    """What the protocol says of a rule."""
    if rule == PROTOCOL.age.rule:
        return PROTOCOL.age
    return PROTOCOL.criterion_by_rule.get(rule) or PROTOCOL.link_by_rule[rule]


@pytest.mark.parametrize(("rule", "place"), (DATED_RULES | OF_VALUES).items())
def test_every_rule_of_the_entry_is_there_with_its_place(rule: str, place: str) -> None:
    said = stated(rule)

    assert str(getattr(said, "source", None)) == f"{ENTRY} {place}"
    assert getattr(said, "basis", None) == "registry entry"


def test_lymphodepletion_by_protocol_is_exempt_under_its_own_rule() -> None:
    chemotherapy = next(washout for washout in PROTOCOL.washout if washout.rule == "EX-03")

    assert chemotherapy.exempt is not None
    assert (chemotherapy.exempt.rule, chemotherapy.exempt.purpose) == ("EX-03.1", "lymphodepletion")


def test_no_rule_claims_the_entry_that_is_not_of_this_table() -> None:
    criteria: tuple[Criterion | Link | Age | Gate, ...] = (
        *PROTOCOL.criterion_by_rule.values(),
        *PROTOCOL.link,
        PROTOCOL.age,
        *PROTOCOL.gate,
    )

    of_the_entry = {each.rule for each in criteria if each.basis == "registry entry"}
    assert of_the_entry == DATED_RULES.keys() | OF_VALUES.keys()
    assert all(each.rule.startswith("PATH-") for each in criteria if each.site_default)


def test_every_gap_and_its_strictness_are_those_of_the_entry() -> None:
    assert {w.rule: (str(w.gap), w.strict) for w in PROTOCOL.washout} == GAPS


def test_every_washout_is_counted_from_the_step_that_the_entry_names() -> None:
    anchors = {washout.rule: washout.anchor for washout in PROTOCOL.washout}

    assert {rule for rule, anchor in anchors.items() if anchor == "screening"} == BEFORE_SCREENING
    assert set(anchors.values()) == {"screening", "infusion"}


@pytest.mark.parametrize(
    ("rule", "anchor", "age"),
    [
        ("IN-10a", "apheresis", Quantity(days=3)),
        ("IN-10b", "infusion", Quantity(days=3)),
        ("IN-04", "study_entry", Quantity(months=3)),
    ],
)
def test_every_test_counts_as_long_as_the_entry_says(rule: str, anchor: str, age: Quantity) -> None:
    evidence = next(each for each in PROTOCOL.evidence if each.rule == rule)

    assert (evidence.anchor, evidence.max_age) == (anchor, age)


def test_the_ten_conventions_are_there_with_their_sources() -> None:
    assert [each.id for each in PROTOCOL.convention] == [f"K{number}" for number in range(1, 11)]
    assert all(each.text and each.source for each in PROTOCOL.convention)


def test_criteria_that_the_entry_lost_are_there_as_not_in_source() -> None:
    assert [each.id for each in PROTOCOL.withheld] == ["IN-01", "EX-01"]
    assert all(each.text.startswith("Not in source: ") for each in PROTOCOL.withheld)


@pytest.mark.parametrize(
    ("rule", "earliest", "latest"),
    [
        ("PATH-manufacturing", "14 days", None),
        ("PATH-conditioning-course", "2 days", None),
        ("PATH-day-28", "25 days", "31 days"),
        ("PATH-month-3", "3 months -7 days", "3 months 7 days"),
        ("PATH-month-24", "24 months -14 days", "24 months 14 days"),
    ],
)
def test_what_the_entry_does_not_state_is_a_site_default(
    rule: str, earliest: str, latest: str | None
) -> None:
    link = PROTOCOL.link_by_rule[rule]

    assert link.site_default
    assert str(link.earliest) == earliest
    assert latest == (None if link.latest is None else str(link.latest))


def test_a_link_to_a_step_that_is_not_asked_of_everybody_reveals_something() -> None:
    of_some = {step.id for step in PROTOCOL.step if step.applies != "all"}
    rules = {link.rule for link in PROTOCOL.link if link.step in of_some}

    assert rules == {"IN-10a", "IN-10b", "IN-10c"}
    assert {rule for rule in rules if PROTOCOL.discloses(rule) is Disclosure.NOTHING} == set()


def test_days_of_the_path_are_counted_from_the_infusion() -> None:
    days = {step.id: step.day for step in PROTOCOL.step if step.day is not None}

    assert days == {"conditioning_start": -5, "conditioning_end": -3, "infusion": 0, "day_28": 28}
    assert PROTOCOL.day_zero == "infusion"


def test_every_step_has_a_title_in_both_languages() -> None:
    chinese = re.compile("[一-鿿]")

    assert all(chinese.search(step.titles["zh"]) for step in PROTOCOL.step)
    assert len({step.titles.english for step in PROTOCOL.step}) == len(PROTOCOL.step)


def test_the_eleven_sites_are_there_in_their_order_and_zone() -> None:
    assert list(PROTOCOL.sites) == [f"CN{number:02}" for number in range(1, 12)]
    assert {site.zone for site in PROTOCOL.sites.values()} == {ZoneInfo("Asia/Shanghai")}
    assert all(site.hours.basis == "site default" for site in PROTOCOL.sites.values())


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (WordKind.FIELD, RadiotherapyFields.model_fields["field"].annotation),
        (WordKind.RESULT, TestFields.model_fields["result"].annotation),
    ],
)
def test_the_known_words_are_the_very_words_of_a_chart(kind: WordKind, field: object) -> None:
    words = {
        word
        for part in (field, *get_args(field))
        for word in get_args(part)
        if isinstance(word, str)
    }

    assert words == ids(kind)


def ids(kind: WordKind) -> set[str]:
    return {word.id for word in PROTOCOL.lexicon.words(kind)}


def test_the_known_purposes_are_the_very_purposes_of_a_chart() -> None:
    assert {purpose.value for purpose in Purpose} == ids(WordKind.PURPOSE)
    assert "purpose" in DrugFields.model_fields


@pytest.mark.parametrize("route", sorted({*get_args(DepotRoute), *get_args(OtherRoute)}))
def test_every_route_that_the_drugs_name_is_a_known_word(route: str) -> None:
    assert route in ids(WordKind.ROUTE)


@pytest.mark.parametrize("kind", WordKind)
def test_every_known_word_has_a_title_in_every_language_of_the_data(kind: WordKind) -> None:
    words = PROTOCOL.lexicon.words(kind)

    assert words
    assert [word.id for word in words if set(word.titles) != {"en", "zh"}] == []


@pytest.mark.parametrize("kind", WordKind)
def test_every_known_word_can_be_written_in_chinese(kind: WordKind) -> None:
    chinese = re.compile("[一-鿿]")
    spelled = {
        word.id: " ".join((word.titles["zh"], *word.synonyms))
        for word in PROTOCOL.lexicon.words(kind)
    }

    assert [word for word, names in spelled.items() if not chinese.search(names)] == []


def test_events_and_routes_are_found_by_what_a_ward_calls_them() -> None:
    def meant(kind: WordKind, name: str) -> str | None:
        word = PROTOCOL.lexicon.word(kind, name)
        return word.id if word else None

    assert (
        meant(WordKind.EVENT, "AMI") == meant(WordKind.EVENT, "急性心梗") == "myocardial_infarction"
    )
    assert meant(WordKind.ROUTE, "ivgtt") == meant(WordKind.ROUTE, "靜滴") == "iv"
    assert meant(WordKind.ROUTE, "intra-articular") == "intra_articular"
    assert meant(WordKind.TEST, "β-HCG") == "pregnancy"
    assert meant(WordKind.EVENT, "broke a leg") is None
