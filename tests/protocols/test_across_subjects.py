"""What a protocol asks of several subjects together is shown: no plan of one can judge it."""

from pathlib import Path

from dayzero.web.views.registers.rule_table import path_rows
from models.protocol.statements import statements
from tests.protocols.written import small, table, trial
from tests.unit.protocol.authored import refusal_of
from wording import Voice

STAGGERED = table(
    "across_subjects",
    {
        "rule": "STAGGERED",
        "step": "infusion",
        "source": "made up",
        "basis": "site default",
        "text": "the first three subjects are infused at least 14 days apart",
        "text_zh": "前三例受试者的回输至少间隔 14 天",
    },
)
TRIAL = small(STAGGERED)


def test_it_stands_among_the_rules_of_the_path_in_both_languages() -> None:
    protocol = trial(TRIAL)
    zone = protocol.sites["CN01"].zone
    said = {"en": "the site checks it before infusion", "zh": "回输前由研究中心核对"}
    for language, checks in said.items():
        rows = path_rows(Voice(language=language, zone=zone, protocol=protocol))
        (row,) = (one for one in rows if one.rule == "STAGGERED")
        assert row.limit == checks


def test_it_is_a_value_of_the_data_with_its_source() -> None:
    (one,) = (each for each in statements(trial(TRIAL)) if each.rule == "STAGGERED")
    assert one.value == "the site checks it before infusion"


def test_one_before_a_step_that_is_none_is_refused(tmp_path: Path) -> None:
    text = small(STAGGERED.replace('"infusion"', '"infuson"'))
    line, sentence = refusal_of(text, tmp_path)
    assert line == 'step = "infuson"'
    assert sentence.startswith("“infuson” is not a step of this protocol")
