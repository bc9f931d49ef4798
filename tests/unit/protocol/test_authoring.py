"""Steps, rules and links that an author named wrongly: refused at the line, in plain words."""

from pathlib import Path

import pytest

from tests.unit.protocol.authored import SHIPPED, refusal_of, with_slip

NO_STEP = "is not a step of this protocol"


@pytest.mark.parametrize(
    ("after", "old", "new"),
    [
        ('rule = "PATH-manufacturing"', 'step = "product_release"', 'step = "product_relase"'),
        ('rule = "PATH-manufacturing"', 'anchor = "apheresis"', 'anchor = "aphaeresis"'),
        ('rule = "EX-03"', 'anchor = "infusion"', 'anchor = "infuson"'),
        ("[[evidence]]", 'anchor = "apheresis"', 'anchor = "aphresis"'),
        ("[[evidence]]", 'step = "pregnancy_test_apheresis"', 'step = "pregnancy"'),
        ("[[interval]]", 'step = "screening"', 'step = "screning"'),
        ("[[condition]]", 'step = "screening"', 'step = "screning"'),
        ("[age]", 'step = "consent"', 'step = "consnt"'),
        ("[gate]", 'before = "conditioning_start"', 'before = "conditioning"'),
        ("[gate]", 'towards = "infusion"', 'towards = "infuson"'),
        ("schema", 'day_zero = "infusion"', 'day_zero = "infuson"'),
        ('id = "study_entry"', 'same_as = "consent"', 'same_as = "consnt"'),
        ('[[step]]\nid = "apheresis"\n', '"screening"', '"screning"'),
        ('event = "withdrawn"', '"contraception_end"', '"contraception"'),
    ],
)
def test_a_step_that_does_not_exist_is_refused_where_it_is_named(
    tmp_path: Path, after: str, old: str, new: str
) -> None:
    line, sentence = refusal_of(with_slip(after, old, new), tmp_path)

    assert new in line
    assert NO_STEP in sentence


def test_the_step_that_was_probably_meant_is_named(tmp_path: Path) -> None:
    slip = with_slip('rule = "EX-03"', 'anchor = "infusion"', 'anchor = "infuson"')

    assert refusal_of(slip, tmp_path)[1] == f"“infuson” {NO_STEP}; did you mean “infusion”?"


@pytest.mark.parametrize(
    ("after", "old", "new", "sentence"),
    [
        # ---- names given twice, or not there
        (
            '[[step]]\nid = "screening"\n',
            'id = "screening"',
            'id = "consent"',
            "step “consent” is defined",
        ),
        ('rule = "EX-03.2"', 'rule = "EX-03.2"', 'rule = "EX-03"', "rule “EX-03” is defined twice"),
        ("[[evidence]]", 'rule = "IN-10a"', 'rule = "EX-03"', "rule “EX-03” is defined twice"),
        ("[[condition]]", 'rule = "IN-03.c"', 'rule = "IN-02"', "rule “IN-02” is defined twice"),
        (
            "[[repeat]]",
            'step = "screening"',
            'step = "infusion"',
            "“infusion” is Day 0 or comes after it, and cannot be held again",
        ),
        (
            "[[repeat]]",
            'lost = "product_release"',
            'lost = "screening"',
            "“screening” does not lie between “apheresis” and “infusion”",
        ),
        (
            "[[repeat]]",
            'ended_by = "withdrawn"',
            'ended_by = "death"',
            "“death” ends no path that could be open again",
        ),
        (
            "[[repeat]]",
            'ended_by = "withdrawn"',
            'ended_by = "withdrew"',
            "“withdrew” ends no path that could be open again; did you mean “withdrawn”?",
        ),
        ("[[hold]]", 'rule = "HOLD-infection"', 'rule = "EX-03"', "rule “EX-03” is defined twice"),
        ("[[hold]]", '"infusion"]', '"infuse"]', "“infuse” is not a step"),
        (
            "[[hold]]",
            '"conditioning_start", "infusion"]',
            '"infusion", "conditioning_start"]',
            "the steps of a hold are written once each, in the order of the path",
        ),
        (
            'rule = "HOLD-antigen"',
            'raised_by = [{ test = "cd19", result = "negative" }]',
            'raised_by = [{ test = "cd19", result = "negative", finding = "fever" }]',
            "a hold is raised by a finding, by a test with its result, or by a measure",
        ),
        (
            'rule = "HOLD-pregnancy"',
            'decided_by = "pregnancy_excluded"',
            'decided_by = "pregnancy_exclude"',
            "“pregnancy_exclude” is nothing that this protocol names",
        ),
        (
            'rule = "HOLD-pregnancy"',
            'result = "positive"',
            'result = "positiv"',
            "“positiv” is nothing that a chart can say; did you mean “positive”?",
        ),
        ("[[washout]]", 'rule = "EX-03"', 'rule = "EX-01"', "rule “EX-01” is defined twice"),
        ('id = "K2"', 'id = "K2"', 'id = "K1"', "convention “K1” is defined twice"),
        (
            'event = "screen_failure"',
            '"screen_failure"',
            '"withdrawn"',
            "closing “withdrawn” is defined",
        ),
        ('"pregnancy_test_apheresis"', '"IN-10a"', '"IN-10x"', "no evidence has the rule “IN-10x”"),
        (
            '"pregnancy_test_apheresis"',
            'evidence = "IN-10a"',
            'evidence = "IN-10b"',
            "“pregnancy_test_apheresis” collects IN-10b, whose own step is not",
        ),
        # ---- the path
        (
            'id = "screening"\n',
            'after = ["consent"]',
            'after = ["infusion"]',
            "“screening” comes after “infusion”, which must then be written above it",
        ),
        (
            'id = "screening"\n',
            'after = ["consent"]',
            'after = ["screening"]',
            "“screening” comes after “screening”",
        ),
        (
            'id = "study_entry"',
            'same_as = "consent"',
            'same_as = "study_entry"',
            "“study_entry” has no date of its own that could stand for “study_entry”",
        ),
        ('id = "day_28"', "day = 28", "day = 0", "Day 0 is “infusion”, not “day_28”"),
        ('id = "infusion"', "day = 0", "day = 1", "“infusion” is Day 0; give it day = 0"),
        (
            'id = "day_28"',
            "day = 28",
            "day = 40",
            "Day 40 of “day_28” lies outside the window",
        ),
        (
            'id = "day_28"',
            'target = "28 days"',
            'target = "40 days"',
            "the target of “day_28” lies outside the window of PATH-day-28",
        ),
        (
            'id = "consent"\n',
            'days = "working"',
            'days = "working"\ntarget = "1 day"',
            "“consent” has a target but no anchor to count from",
        ),
        # ---- conditions
        (
            'rule = "EX-12a"',
            'needs = [[{ measure = "lvef"',
            'needs = [[{ measure = "lvfe"',
            "“lvfe” is nothing that this protocol names; did you mean “lvef”?",
        ),
        (
            'rule = "EX-12a"',
            'above = "45" }]]',
            'above = "45", below = "50" }]]',
            "an alternative is a measure with one limit, or a finding with “present”",
        ),
        (
            'rule = "EX-09"',
            "present = false }]]",
            'present = false, waives = "x" }]]',
            "EX-09 has an exception without what it is an exception to",
        ),
        ('id = "alt"', 'also = ["gpt"]', 'also = ["got"]', "“got” already names the measure “ast”"),
        ('rule = "EX-12a"', 'until = "infusion"', 'until = "infuson"', "“infuson” is not a step"),
        (
            'rule = "EX-03"',
            'from = "conditioning_start"',
            'from = "conditioning"',
            "“conditioning” is not a step",
        ),
        (
            'id = "prior_car_t"',
            'drug_classes = ["car_t"]',
            'drug_classes = ["cart"]',
            "no drug of the catalogue is of the class “cart”; did you mean “car_t”?",
        ),
        # ---- links
        (
            '"PATH-screening-after-consent"',
            'anchor = "consent"',
            'anchor = "screening"',
            "PATH-screening-after-consent binds “screening” to itself",
        ),
        (
            '"PATH-day-28"',
            'latest = "31 days"',
            'latest = "21 days"',
            "PATH-day-28 closes 21 days after its anchor, before it opens",
        ),
        (
            '"PATH-manufacturing"',
            'worst = "28 days"',
            'worst = "1 week"',
            "PATH-manufacturing takes 7 days at worst, which is less than its earliest",
        ),
        (
            '"PATH-manufacturing"',
            'earliest = "14 days"',
            'earliest = "5 half-lives"',
            "half-lives belong to a drug, not to a step",
        ),
    ],
)
def test_a_slip_is_refused_at_its_line_in_one_sentence(
    tmp_path: Path, after: str, old: str, new: str, sentence: str
) -> None:
    line, said = refusal_of(with_slip(after, old, new), tmp_path)

    assert said.startswith(sentence)
    assert new.splitlines()[-1] in line


def test_the_step_of_a_test_says_that_it_collects_it(tmp_path: Path) -> None:
    slip = with_slip('id = "pregnancy_test_apheresis"', 'evidence = "IN-10a"\n', "")

    assert refusal_of(slip, tmp_path) == (
        'step = "pregnancy_test_apheresis"',
        "“pregnancy_test_apheresis” does not say evidence = “IN-10a”",
    )


def test_links_that_share_a_rule_share_their_source(tmp_path: Path) -> None:
    start = SHIPPED.rindex('rule = "PATH-conditioning-end"')
    old = "days not published for CNCT19; Day −5 to −3 as in comparable trials"
    slip = SHIPPED[:start] + SHIPPED[start:].replace(old, "somewhere else", 1)

    line, sentence = refusal_of(slip, tmp_path)

    assert line == 'source = "somewhere else"'
    assert sentence.startswith("PATH-conditioning-end has another source or basis above")


def test_rules_that_no_dates_satisfy_are_all_named_with_their_lines(tmp_path: Path) -> None:
    slip = with_slip('"PATH-conditioning-course"', '"2 days"', '"4 days"')
    rules = [f'\nrule = "PATH-conditioning-{name}"' for name in ("start", "course", "end")]
    places = [SHIPPED.rindex(rules[0]), SHIPPED.index(rules[1]), SHIPPED.index(rules[2])]
    starts = [SHIPPED[:place].count("\n") + 1 for place in places]  # of the line above: a header

    line, sentence = refusal_of(slip, tmp_path)

    assert line == "[[link]]"
    assert sentence == (
        "no dates can satisfy these rules together:"
        f" PATH-conditioning-start (line {starts[0]}),"
        f" PATH-conditioning-course (line {starts[1]}),"
        f" PATH-conditioning-end (line {starts[2]})"
    )


def test_a_circle_of_rules_is_refused_at_the_one_written_last(tmp_path: Path) -> None:
    added = (
        '\n[[link]]\nrule = "PATH-x"\nstep = "consent"\nanchor = "infusion"\n'
        'earliest = "1 day"\ntext = "x"\ntext_zh = "x"\nsource = "x"\nbasis = "site default"\n'
    )

    line, sentence = refusal_of(SHIPPED + added, tmp_path)

    assert line == "[[link]]"
    assert sentence.startswith("no dates can satisfy these rules together: PATH-screening-after-")
    assert "PATH-month-3" not in sentence  # it is pushed by the circle, and not part of it
    assert sentence.endswith(f"PATH-x (line {SHIPPED.count(chr(10)) + 2})")


def test_rules_that_lead_out_of_the_calendar_are_refused(tmp_path: Path) -> None:
    slip = with_slip('"PATH-conditioning-course"', '"2 days"', '"100 years"')

    assert "no dates can satisfy" in refusal_of(slip, tmp_path)[1]


def test_two_steps_cannot_stand_for_one_another(tmp_path: Path) -> None:
    slip = with_slip('id = "consent"\n', 'title = "', 'same_as = "study_entry"\ntitle = "')

    line, sentence = refusal_of(slip, tmp_path)

    assert line == 'same_as = "study_entry"'
    assert sentence == "“study_entry” has no date of its own that could stand for “consent”"
