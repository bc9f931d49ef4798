"""A washout of the shorter or the longer of two lengths, and half-lives from the catalogue."""

from pathlib import Path

import pytest

from dayzero.authoring.trial_check.checking import check_trial
from models.chart import read_chart
from models.chart.catalogue.drugs import load_catalogue
from models.errors import ProtocolRefused
from models.plan import assess
from models.protocol.loading.loader import read_protocol
from models.timeline.windows.case import open_case
from tests.properties.engine import minute_of
from tests.protocols.written import Json, chart, picture, small, verdicts, washout
from tests.refusals import said
from tests.spec.charts import booked, done, drug
from tests.unit.protocol.authored import refusal_of, written

NOW = "2026-01-20T08:00+08:00"
BEFORE = [done("consent", "2026-01-05"), done("collection", "2026-01-08")]
TWO = {"or_gap": "2 months", "drug_classes": ["steroid"]}


def rule(whichever: str, **keys: object) -> str:
    return small(washout("W", **{"gap": "14 days", **TWO, "whichever": whichever, **keys}))


@pytest.mark.parametrize(
    ("whichever", "last", "value"),
    [
        ("shorter", "2026-03-03", "violation"),
        ("shorter", "2026-03-02", "met"),
        ("shorter", "2026-03-01", "met"),
        ("longer", "2026-01-17", "violation"),
        ("longer", "2026-01-16", "met"),
        ("longer", "2026-01-15", "met"),
    ],
)
def test_one_of_the_two_counts(whichever: str, last: str, value: str) -> None:
    text = rule(whichever)
    early = [*BEFORE, booked("infusion", "2026-03-16T10:00+08:00")]
    facts = [*early, drug("prednisone", last)]
    plan = picture(text, facts, "2026-03-10T08:00+08:00")
    assert verdicts(plan, "f4") == {"W": value}


def test_the_sentence_names_both() -> None:
    given = drug("prednisone", "2026-01-15")
    facts = [*BEFORE, given, booked("infusion", "2026-01-26T10:00+08:00")]
    for which in ("shorter", "longer"):
        plan = picture(rule(which), facts, NOW)
        (said,) = (one for one in plan["verdicts"] if one["rule"] == "W")
        assert f"at least the {which} of 14 days and 2 months" in said["text"]


# ---------------------------------------------------------------- half-lives of the catalogue

OF_36_HOURS = 'half_life = { hours = "36", source = "made up for this test" }\n'
HALVES = small(
    washout(
        "W",
        gap="14 days",
        or_gap="5 half-lives",
        whichever="shorter",
        drug_classes=["tki_or_hydroxyurea"],
    )
)


def with_half_lives(text: str) -> str:
    """The catalogue, with one made-up half-life for every drug of the class."""
    before, *drugs = text.split("[[drug]]\n")
    of_class = (OF_36_HOURS + one if '"tki_or_hydroxyurea"' in one else one for one in drugs)
    return "[[drug]]\n".join((before, *of_class))


@pytest.mark.parametrize(
    ("last", "value"),
    [
        ("2026-03-08T21:59+08:00", "met"),
        ("2026-03-08T22:00+08:00", "met"),
        ("2026-03-08T22:01+08:00", "violation"),
    ],
)
def test_five_half_lives_of_the_catalogue_are_over_after_so_many_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, value: str
) -> None:
    path, drugs = written(HALVES, tmp_path), tmp_path / "drugs.toml"
    drugs.write_text(with_half_lives(drugs.read_text("utf-8")), "utf-8")
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(tmp_path))
    assert check_trial(path).flaws == ()
    protocol, now = read_protocol(path), minute_of("2026-03-10T08:00+08:00")
    facts = [*BEFORE, booked("infusion", "2026-03-16T10:00+08:00"), drug("imatinib", last)]
    read = read_chart(chart(HALVES, facts), protocol=protocol, now=now)
    plan = assess(open_case(read, protocol), now)
    (verdict,) = (one for one in plan.verdicts if one.rule == "W")
    assert verdict.value == value


@pytest.mark.parametrize("hours", ["0", "three", "12-48"])
def test_a_half_life_that_is_no_number_of_hours_is_refused(tmp_path: Path, hours: str) -> None:
    written(HALVES, tmp_path)
    drugs = tmp_path / "drugs.toml"
    text = with_half_lives(drugs.read_text("utf-8")).replace('"36"', f'"{hours}"')
    drugs.write_text(text, "utf-8")
    with pytest.raises(ProtocolRefused) as refused:
        load_catalogue(drugs)
    sentence = f'“{hours}” is not a number of hours above 0, such as "36" or "19.5"'
    assert sentence in said(refused.value)


def test_a_class_whose_half_life_nobody_gave_is_refused(tmp_path: Path) -> None:
    line, sentence = refusal_of(HALVES, tmp_path)
    assert line == 'or_gap = "5 half-lives"'
    assert sentence.startswith("W counts half-lives, and the drug catalogue gives none for “")


@pytest.mark.parametrize(
    ("keys", "line", "sentence"),
    [
        ({"whichever": "shorter"}, 'whichever = "shorter"', "“or_gap” and “whichever” stand"),
        ({"or_gap": "7 days"}, 'or_gap = "7 days"', "“or_gap” and “whichever” stand together"),
        ({"or_gap": "0 days", "whichever": "longer"}, 'or_gap = "0 days"', ""),
        (
            {"or_gap": "5 half-lives", "whichever": "longer", "drug_classes": []}
            | {"events": ["transplant"]},
            'or_gap = "5 half-lives"',
            "half-lives are known of a class from the drug catalogue",
        ),
    ],
)
def test_lengths_that_cannot_be_meant(tmp_path: Path, keys: Json, line: str, sentence: str) -> None:
    text = small(washout("W", **{"gap": "14 days", "drug_classes": ["steroid"], **keys}))
    found, refused = refusal_of(text, tmp_path)
    assert found == line
    assert refused.startswith(sentence)
