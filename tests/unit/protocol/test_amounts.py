"""Words, amounts and sources that an author cannot have meant: refused at the line."""

from pathlib import Path

import pytest

from tests.unit.protocol.authored import SHIPPED, refusal_of, with_slip

MANUFACTURING_SOURCE = (
    'source = "not published for CNCT19; 7 to 28 days are published for comparable products"\n'
)


@pytest.mark.parametrize(
    ("after", "old", "new", "sentence"),
    [
        # ---- words that no chart and no catalogue would match
        (
            '"EX-03.2"',
            '"tki_or_hydroxyurea"',
            '"tki"',
            "no drug of the catalogue is",
        ),
        ('"EX-03"', "{ methotrexate", "{ metotrexate", "the drug catalogue knows no “metotrexate”"),
        (
            '"EX-03"',
            '"lymphodepletion_capable"',
            '"ld"',
            "no drug of the catalogue is",
        ),
        (
            '"EX-03.4"',
            '"cns_prophylaxis"',
            '"cns_profylaxis"',
            "“cns_profylaxis” is nothing that a chart can say; did you mean “cns_prophylaxis”?",
        ),
        (
            '"EX-03"',
            'purpose = "lymphodepletion"',
            'purpose = "ld"',
            "“ld” is nothing that a",
        ),
        (
            '"EX-04a"',
            '"mediastinal"',
            '"chest"',
            "“chest” is nothing that a chart can say",
        ),
        ('"EX-03.4"', '"intrathecal"', '"topical"', "“topical” is not a route that rules can"),
        ("[[evidence]]", '"pregnancy"', '"hcg"', "“hcg” is nothing that this protocol names"),
        ("[[evidence]]", '"negative"', '"neg"', "“neg” is nothing that a chart can say; use"),
        (
            '"EX-08a"',
            'event = "chronic_gvhd"',
            'event = "cronic_gvhd"',
            "“cronic_gvhd” is not an event of EX-08a; nothing is exempt",
        ),
        # ---- amounts
        ('"EX-03.2"', '"72 hours"', '"72 hurs"', "“gap”: “72 hurs” is not an amount of time"),
        ('"EX-03.2"', '"72 hours"', "72", "“gap”: “72” is not an amount of time"),
        ('"EX-03.2"', '"72 hours"', '"3 days 2 hours"', "“gap”: “3 days 2 hours” mixes units"),
        ('"EX-03.2"', '"72 hours"', '"-72 hours"', "a gap of -72 hours keeps nothing apart"),
        ('"EX-03.2"', '"72 hours"', '"0 hours"', "a gap of 0 days keeps nothing apart"),
        (
            '"EX-03.2"',
            '"72 hours"',
            '"5 half-lives"',
            "EX-03.2 counts half-lives, and the drug catalogue gives none for “imatinib”",
        ),
        ('"EX-03.5"', '"28 days"', '"999 years"', "“gap”: “999 years” is more than a hundred"),
        (
            '"EX-03"',
            '"25 mg/m2"',
            '"25 mg/m3"',
            "“dose_from.methotrexate”: “25 mg/m3” is not a dose",
        ),
        (
            '"EX-03.3"',
            '{ methotrexate = "25 mg/m2"',
            '{ methotrexate = "20 mg/m2"',
            "no rule has dose_from = 20 mg/m2 for methotrexate, so higher doses fall under none",
        ),
        (
            '"EX-05"',
            '_from = "10"',
            '_from = "ten"',
            "“ten” is not a daily amount above 0",
        ),
        ('"EX-05"', '_from = "10"', '_from = "0.0"', "“0.0” is not a daily amount above 0"),
        (
            "[[evidence]]",
            '"3 days"',
            '"5 half-lives"',
            "5 half-lives is not an age in hours, days or",
        ),
        (
            "[[evidence]]",
            'max_age = "3 days"',
            'max_age = "5 days"',
            "IN-10a lets its test be 5 days old, its link -3 days",
        ),
        ('"IN-03.2"', '"42 days"', '"2 months"', "2 months is not a number of days above 0"),
        ('"IN-03.1"', '"12 months"', '"9000 hours"', "9000 hours is not a length in days"),
        ("[[interval]]", 'at_least = "2"', 'at_least = "two"', "“two” is not a number like “2”"),
        ("[age]", "from_years = 18", "from_years = 70", "no age is from 70 to 65 years"),
        ("schema", "due_soon_days = 3", "due_soon_days = -3", "“due_soon_days” must be 0 or more"),
        # ---- sources and types
        (
            '"EX-03.2"',
            '"NCT04684147 exclusion 3.2"',
            '""',
            "“source” is empty; say where",
        ),
        ('"EX-03.2"', '"NCT04684147 exclusion 3.2"', '" "', "“source” is empty; say where"),
        (
            '"EX-03.2"',
            '"registry entry"',
            '"registry"',
            "“basis”: “registry” is not allowed; use",
        ),
        (
            '"EX-03.2"',
            "strict = true",
            "strickt = true",
            "“strickt” is not known here",
        ),
        ('"EX-03.2"', "strict = true", 'strict = "yes"', "“strict” must be true or false"),
        (
            '"PATH-manufacturing"',
            "worst",
            "wurst",
            "“wurst” is not known here; did you mean “worst”?",
        ),
        ('"EX-03"', "class = ", "klass = ", "“exempt.klass” is not known here; did you mean"),
        (
            '"EX-12f1"',
            '["myocardial_infarction", "cabg", "coronary_stent"]',
            '"cabg"',
            "“events”",
        ),
        ('"EX-05"', '_from = "10"', "_from = 10", "“daily_hydrocortisone_from” must be a text"),
        (
            "[age]",
            "from_years = 18",
            "from_years = 18.5",
            "“from_years” must be a whole number",
        ),
        ('id = "consent"\n', '"working"', '"workin"', "“days”: “workin” is not allowed; use"),
        (
            '"pregnancy_test_apheresis"',
            '"childbearing_potential"',
            '"women"',
            "“women” is nothing that this protocol names",
        ),
        (
            "schema",
            "2026-12-31",
            '"2026-12-31"',
            "“study_completion” must be a day like",
        ),
        ("schema", "dayzero.protocol/1", "dayzero.protocol/9", "“schema”: “dayzero.protocol/9”"),
        ("schema", "version =", "verson =", "“verson” is not known here; did you mean “version”?"),
        (
            "[[closing]]",
            "[[closing]]",
            "[[closng]]",
            "“closng” is not known here; did you",
        ),
        # ---- the file itself
        (
            '"EX-03.2"',
            '"72 hours"',
            '"72 hours',
            "this is not TOML: a text lacks its closing",
        ),
        (
            "[[evidence]]",
            "[[evidence]]",
            "[[evidence]",
            "this is not TOML: a table's name lacks",
        ),
        (
            '"EX-03.2"',
            "strict = true",
            "strict = yes",
            "this is not TOML: a value is missing",
        ),
    ],
)
def test_a_slip_is_refused_at_its_line_in_one_sentence(
    tmp_path: Path, after: str, old: str, new: str, sentence: str
) -> None:
    line, said = refusal_of(with_slip(after, old, new), tmp_path)

    assert said.startswith(sentence)
    assert new.splitlines()[-1] in line


def test_steroids_are_summed_only_by_a_rule_about_steroids(tmp_path: Path) -> None:
    slip = with_slip('"EX-05"', 'drug_classes = ["steroid"]', 'drug_classes = ["gvhd"]')

    assert refusal_of(slip, tmp_path) == (
        'daily_hydrocortisone_from = "10"',
        "EX-05 sums steroids but its drug_classes name no class of systemic steroids",
    )


@pytest.mark.parametrize(
    ("after", "taken", "header", "sentence"),
    [
        (
            '"PATH-manufacturing"',
            MANUFACTURING_SOURCE,
            "[[link]]",
            "“source” is missing; say where the value is stated",
        ),
        (
            '"EX-03.2"',
            'basis = "registry entry"\n',
            "[[washout]]",
            "“basis” is missing; write “registry entry” or “site default”",
        ),
        (
            '"PATH-screening-after-consent"',
            'earliest = "0 minutes"\n',
            "[[link]]",
            "PATH-screening-after-consent binds nothing; give it an earliest or a latest",
        ),
        (
            '"EX-12f1"',
            'events = ["myocardial_infarction", "cabg", "coronary_stent"]\n',
            "[[washout]]",
            "EX-12f1 names no drug, radiotherapy or event that it waits for",
        ),
        (
            '"IN-03.1"',
            'at_most = "12 months"\n',
            "[[interval]]",
            "IN-03.1 asks for nothing; give it an at_most or a more_than",
        ),
        ("[age]", "to_years = 65\n", "[age]", "“to_years” is missing"),
    ],
)
def test_what_is_missing_is_refused_at_its_table(
    tmp_path: Path, after: str, taken: str, header: str, sentence: str
) -> None:
    assert refusal_of(with_slip(after, taken, ""), tmp_path) == (header, sentence)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    ages = SHIPPED[SHIPPED.index("[age]") : SHIPPED.index("[[measure]]")]

    assert refusal_of(SHIPPED.replace(ages, ""), tmp_path)[1] == "“age” is missing"
