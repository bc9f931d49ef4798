"""The plan at a terminal in Chinese: whole, aligned, and with no English left in it."""

import io
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from dayzero.terminal.plain_text import print_anywhere
from dayzero.terminal.plans.plan import print_plan
from dayzero.terminal.prose import line_ends
from models.protocol import load_protocol
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState, VerdictValue
from pictures.told_once import other_ways
from tests.spoken import todays_voice
from tests.unit.terminal.test_plan_shown import CLOSED, EMPTY, IN_TROUBLE, SOUND, WAITING, printed
from tests.unit.timeline.plan_runs import CHART, Run, changed, run
from wording.alerts.first_line import first_line
from wording.saying import say
from wording.sentences import without_stop
from wording.terminal import terminal_words

__all__ = ["run"]  # a fixture

PLANS = pytest.mark.parametrize(
    "shown",
    [SOUND, IN_TROUBLE, WAITING, CLOSED, EMPTY],
    ids=["sound", "in trouble", "waiting", "closed", "empty"],
)
WIDTHS = pytest.mark.parametrize("width", [60, 80, 100, 120])
NO_LINE_BEGINS_WITH, NO_LINE_ENDS_WITH = tuple("，。；：、）”》"), tuple("（“《")
BAR = re.compile("[│◆━→]")
WORDS = terminal_words("zh")


def chinese(shown: Plan, width: int = 120) -> str:
    return printed(shown, width, "zh")


def unbroken(page: str) -> str:
    """The signs of a page as if no line had ended; where a line ended, a space may be gone."""
    return re.sub(r"[\s│╭╮╰╯─]", "", page)


def shown_steps(plan: Plan) -> list[StepOutcome]:
    return [step for step in plan.steps if step.state is not StepState.NOT_APPLICABLE]


# ---------------------------------------------------------------- nothing is lost


@PLANS
@WIDTHS
def test_every_alert_verdict_and_reason_is_told_in_full(shown: Plan, width: int) -> None:
    page = unbroken(chinese(shown, width))

    voice = todays_voice(shown, load_protocol(), "zh")
    said = [without_stop(first_line(alert, voice), voice) for alert in shown.alerts]
    ways = [way for alert in shown.alerts for way in other_ways(alert, shown)]
    said += [say(way.reason, voice) for way in ways]
    said += [
        say(verdict.reason, voice)
        for verdict in shown.verdicts
        if verdict.value is not VerdictValue.NOT_APPLICABLE and not verdict.asks
    ]
    infusion = shown.step("infusion")
    because = infusion.because if infusion.state is not StepState.CANCELLED else ()
    said += [say(reason, voice) for reason in because]
    assert said
    assert [sentence for sentence in said if unbroken(sentence) not in page] == []


@PLANS
def test_every_step_state_and_date_stands_on_its_line(shown: Plan) -> None:
    lines = chinese(shown, 80).splitlines()
    voice = todays_voice(shown, load_protocol(), "zh")

    for step in shown_steps(shown):
        state = WORDS.plan.states[step.state]
        at = voice.when(step.at) if step.at else ""
        row = re.compile(rf"{step.titles['zh']} +(D\S+ +)?{state} *{at}.*")
        assert any(row.fullmatch(line) for line in lines), step.step


@PLANS
def test_only_names_ids_and_units_are_left_in_latin_letters(shown: Plan) -> None:
    known = r"CD19|(CN|NCT|IN|EX|PATH|SITE)[-\d]?[\w.–-]*|[fg]\d+|D[−+]?\d+|~|\d+[a-z]\d?(–[a-z])?"
    names = {"dasatinib", "pegaspargase", "nobody", "knows", "it", "cns", "active", "lvef"}
    units = {"ATC", "TKI", "LVEF", "GVHD", "c", "e", "mg", "day", "m"}

    left = re.findall("[A-Za-z]+", re.sub(known, " ", chinese(shown)))

    assert set(left) <= names | units


# ---------------------------------------------------------------- alignment


@PLANS
@WIDTHS
def test_no_line_is_wider_than_the_terminal_and_none_is_cut(shown: Plan, width: int) -> None:
    page = chinese(shown, width)

    assert [line for line in page.splitlines() if cell_len(line) > width] == []
    assert "…" not in page


@PLANS
@pytest.mark.parametrize("width", [80, 100, 120])
def test_day_zero_is_one_upright_line_although_its_steps_are_chinese(
    shown: Plan, width: int
) -> None:
    table = chinese(shown, width).partition("\n步骤 ")[2].partition("\n\n")[0].splitlines()
    places = {cell_len(line[: line.index("│")]) for line in table if "│" in line}

    assert len(places) == (1 if BAR.search("".join(table)) else 0)


def test_the_marks_stand_above_their_days() -> None:
    head, *rows = chinese(SOUND, 120).partition("\n步骤 ")[2].splitlines()
    infusion = next(row for row in rows if row.startswith("回输 "))

    # the headline lost its first word to the partition, which takes five cells
    assert cell_len(head[: head.index("D0")]) + 5 == cell_len(infusion[: infusion.index("◆")])


@PLANS
@WIDTHS
def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens(
    shown: Plan, width: int
) -> None:
    lines = [re.sub("[│╭╮╰╯─]", "", line).strip() for line in chinese(shown, width).splitlines()]

    assert [line for line in lines if line.startswith(NO_LINE_BEGINS_WITH)] == []
    assert [line for line in lines if line.endswith(NO_LINE_ENDS_WITH)] == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("单采在筛选之后", 6, ["单采在", "筛选之", "后"]),
        ("单采在筛选之后", 7, ["单采在", "筛选之", "后"]),  # half a character has no room
        ("自 2026-04-14 起符合", 13, ["自 2026-04-14", "起符合"]),
        ("回输（过早）。", 7, ["回输", "（过", "早）。"]),  # marks stay beside their character
        ("one two three", 7, ["one two", "three"]),  # English as it always was
        ("abcdefgh", 3, ["abc", "def", "gh"]),  # a word without end is cut
        ("", 5, [""]),
    ],
)
def test_a_line_ends_where_its_language_lets_it(text: str, width: int, lines: list[str]) -> None:
    places = [0, *line_ends(text, width), len(text)]

    cut = [text[a:b].rstrip() for a, b in pairwise(places)]
    assert cut == lines


@PLANS
def test_a_terminal_that_reads_gbk_loses_nothing_but_the_shape_of_its_bars(shown: Plan) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    print_anywhere(stream)

    print_plan(shown, load_protocol(), Console(file=stream, width=100), WORDS)

    stream.flush()
    assert "?" not in raw.getvalue().decode("gbk")


# ---------------------------------------------------------------- which language


def test_the_installations_language_is_spoken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")

    assert "截至 3月10日 周二 08:00（北京时间）" in run(CHART).out.decode()
    assert "as of Tue 10 Mar 08:00" in run(CHART, "--language", "en").out.decode()


def test_english_is_spoken_where_nobody_says_anything(run: Run) -> None:
    assert "as of Tue 10 Mar 08:00" in run(CHART).out.decode()
    assert "截至 3月10日 周二 08:00" in run(CHART, "--language", "zh").out.decode()


def test_what_programs_read_is_the_same_in_every_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = run(CHART, "--json").out
    assert run(CHART, "--json", "--language", "zh").out == english
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")

    assert run(CHART, "--json").out == english


def test_a_refusal_is_told_in_the_language_of_the_installation(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = run(changed("sex", "x"))
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    chinese = run(changed("sex", "x"))

    assert (english.code, chinese.code, chinese.out) == (2, 2, b"")
    assert english.err == "sex: “x” is not allowed; use female or male\n"
    assert chinese.err == "sex: 不能是“x”；请用 female或male\n"


def test_a_language_that_is_none_of_ours_is_refused_but_for_programs(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "fr")
    refused = run(CHART)

    assert (refused.code, refused.out) == (2, b"")
    assert refused.err.startswith("DAYZERO_LANGUAGE: ")
    assert run(CHART, "--json").code == 0
    assert run(CHART, "--language", "fr").code == 2


def test_the_rest_of_an_installations_settings_does_not_concern_a_plan(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_BASE_URL", "no address")

    assert run(CHART).code == 0


def test_speaking_chinese_imports_no_prefect_and_no_database(tmp_path: Path) -> None:
    chart = Path("docs/example.chart.json").absolute()
    words = ["plan", str(chart), "--at", "2026-04-03T08:00+08:00", "--language", "zh"]
    script = (
        "import sys\n"
        "from dayzero.command_line import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "except SystemExit as ended:\n"
        "    assert not ended.code\n"
        "print(*(name for name in ('prefect', 'sqlmodel', 'sqlalchemy', 'fastapi')"
        " if name in sys.modules), file=sys.stderr)\n"
    )
    ended = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=tmp_path
    )

    assert "回输" in ended.stdout.decode()
    assert ended.stderr.decode().split() == []
