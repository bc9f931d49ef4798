"""The plan at a terminal: whole at any width, without colour, in any encoding."""

import io
import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len
from rich.console import Console

from dayzero.terminal.plain_text import NEAREST, print_anywhere
from dayzero.terminal.plans.day_scale import DayScale
from dayzero.terminal.plans.plan import print_plan
from models.chart import read_chart
from models.moments import read_span
from models.plan import plan
from models.protocol import load_protocol
from models.reasons.reason import Reason
from models.timeline.results import Plan
from models.timeline.values import StepState, VerdictValue
from pictures.told_once import other_ways
from tests.spoken import todays_voice
from tests.unit.timeline.plan_runs import CHART, DRUG, STEP, Json, Run, a_chart, run
from wording.alerts.first_line import first_line
from wording.language import Language, languages
from wording.saying import say
from wording.sentences import inside, without_stop
from wording.terminal import terminal_words

__all__ = ["run"]  # a fixture

UTC = ZoneInfo("UTC")
WIDTHS = [80, 100, 150]


EXAMPLE = Path(__file__).parents[3] / "docs/example.chart.json"


def planned(chart: Json, at: str = "2026-04-03T08:00+08:00") -> Plan:
    now = read_span(at, UTC).earliest
    protocol = load_protocol()
    return plan(read_chart(chart, protocol=protocol, now=now), protocol, now)


SOUND = planned(CHART)
IN_TROUBLE = planned(
    a_chart(
        {**STEP, "step": "consent", "at": "2026-02-25"},
        STEP,
        {**STEP, "step": "apheresis", "at": "2026-03-10T09:00+08:00"},
        {**STEP, "step": "infusion", "state": "booked", "at": "2026-04-15T10:00+08:00"},
        {**STEP, "step": "conditioning_start", "state": "booked", "at": "2026-04-07"},
        {**DRUG, "drug": "达沙替尼", "first": "2026-01-10", "last": "2026-04-13"},
        {**DRUG, "drug": "pegaspargase", "last": "2026-03-25"},
        {**DRUG, "drug": "nobody-knows-it", "last": "2026-03-30"},
        {"kind": "test", "test": "cd19", "at": "2026-02-20", "result": "positive"},
    )
)
WAITING = planned(
    a_chart({**STEP, "step": "consent", "at": "2026-03-02"}, DRUG | {"ongoing": True})
)
CLOSED = planned(
    a_chart(
        {**STEP, "step": "consent", "at": "2026-03-02"},
        {"kind": "event", "event": "withdrawn", "at": "2026-03-20"},
    )
)
EMPTY = planned(a_chart())
PLANS = pytest.mark.parametrize(
    "shown",
    [SOUND, IN_TROUBLE, WAITING, CLOSED, EMPTY],
    ids=["sound", "in trouble", "waiting", "closed", "empty"],
)


def printed(shown: Plan, width: int = 80, language: Language = "en", **console: Any) -> str:
    page = io.StringIO()
    words = terminal_words(language)
    print_plan(shown, load_protocol(), Console(file=page, width=width, **console), words)
    return page.getvalue()


def flowing(page: str) -> str:
    """The words of a page as if no line had ended."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", page).split())


def running(page: str) -> str:
    """The same without spaces: a line may end within a drug's Chinese name."""
    return flowing(page).replace(" ", "")


def running_reason(reason: Reason | None, shown: Plan) -> str:
    """What a reason says, as running text."""
    assert reason is not None
    return running(say(reason, todays_voice(shown, load_protocol(), "en")))


def dates_of(shown: Plan) -> list[tuple[str, str, str]]:
    """The title, state and date of each step that concerns the subject."""
    found, voice = [], todays_voice(shown, load_protocol(), "en")
    for step in shown.steps:
        if step.state is not StepState.NOT_APPLICABLE:
            ended = shown.ended is not None and step.state is StepState.CANCELLED
            suggested = None if ended else step.proposed
            date = "" if suggested is None else f"~ {voice.minute(suggested)}"
            said = voice.when(step.at) if step.at else date
            found.append((step.titles.english, step.state.value.replace("_", " "), said))
    return found


# ---------------------------------------------------------------- nothing is cut


@PLANS
@pytest.mark.parametrize("width", WIDTHS)
def test_every_step_state_and_date_stands_whole_on_its_line(shown: Plan, width: int) -> None:
    lines = printed(shown, width).splitlines()

    for title, state, date in dates_of(shown):
        row = re.compile(rf"{re.escape(title)} +(D\S+ +)?{state} *{re.escape(date)}( .*)?")
        assert any(row.fullmatch(line) for line in lines), (title, state, date)


@PLANS
@pytest.mark.parametrize("width", [*WIDTHS, 60])
def test_no_line_is_wider_than_the_terminal_and_none_is_cut(shown: Plan, width: int) -> None:
    page = printed(shown, width)

    measure = Console(width=width).measure
    assert all(measure(line).maximum <= width for line in page.splitlines())
    assert "…" not in page


@PLANS
@pytest.mark.parametrize("width", WIDTHS)
def test_every_verdict_alert_and_reason_is_told_in_full(shown: Plan, width: int) -> None:
    printed_page = printed(shown, width)
    words, page = flowing(printed_page), running(printed_page)

    voice = todays_voice(shown, load_protocol(), "en")

    for alert in shown.alerts:
        assert running(without_stop(first_line(alert, voice), voice)) in page
        for other in other_ways(alert, shown):
            assert running(inside(say(other.reason, voice))) in page
    for verdict in shown.verdicts:
        if verdict.value is not VerdictValue.NOT_APPLICABLE:
            assert re.search(rf"(?<![\w-]){re.escape(verdict.rule)}(?!\.?\w)", words), verdict.rule
            assert verdict.asks is not None or running_reason(verdict.reason, shown) in page


@PLANS
def test_every_open_date_says_what_binds_it(shown: Plan) -> None:
    page = flowing(printed(shown))
    open_steps = {StepState.BOOKED, StepState.DUE, StepState.OVERDUE, StepState.AT_RISK}

    for step in shown.steps:
        if step.state in open_steps | {StepState.PLANNED, StepState.BLOCKED}:
            assert all(rule in page for rule in (*step.opened_by, *step.closed_by)), step.step


@PLANS
@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_chain_behind_the_infusion_is_shown(shown: Plan, width: int) -> None:
    infusion = shown.step("infusion")
    if infusion.state is StepState.CANCELLED:
        return

    page = running(printed(shown, width))

    assert infusion.because
    assert all(running_reason(reason, shown) in page for reason in infusion.because)


def test_what_clears_the_infusion_is_named_with_its_fact() -> None:
    said = "washouts are over from Mon 23 Mar 09:01 (EX-03.2 f3"

    assert said in flowing(printed(planned(CHART, "2026-03-10T08:00+08:00")))


def test_a_deadline_at_the_start_of_a_day_is_before_that_day() -> None:
    """Lymphodepletion is booked for 5 April: whoever acts on that day acts too late."""
    shown = planned(json.loads(EXAMPLE.read_text()))

    assert "needs 29 days (EX-03.5); act before Sun 5 Apr" in flowing(printed(shown, 120))
    assert "须满29天（EX-03.5）；请于4月5日周日前处理" in running(printed(shown, 120, "zh"))


def test_a_criterion_that_is_not_in_source_is_never_a_silent_gap() -> None:
    assert "Not judged, because not in source: IN-01 and EX-01." in printed(EMPTY)


def test_a_criterion_of_which_nothing_is_recorded_is_named_in_a_line_or_two() -> None:
    page = printed(SOUND, 120)
    said = "Nothing is recorded on 29 criteria: confirm them in the source documents"

    assert f"{said} (IN-03.c–e, 05–07, 08.1–6, 09; EX-02, 07, 09, 10, 12b–e" in flowing(page)
    assert page.count("\n", page.index(said), page.index("more verdicts")) <= 2
    concerned = [each for each in SOUND.verdicts if each.value is VerdictValue.NOT_APPLICABLE]
    assert f"\n{len(concerned) - 29} more verdicts: " in page


def test_what_is_recorded_is_not_asked_to_be_confirmed() -> None:
    active = {"kind": "finding", "finding": "cns_disease", "present": True, "at": "2026-03-02"}

    assert "12g, 13, 14, 16," in flowing(printed(planned(a_chart())))
    assert "12g, 13, 16," in flowing(printed(planned(a_chart(active))))


def test_what_the_registry_entry_does_not_state_is_marked() -> None:
    assert "PATH- and SITE- rules are site defaults" in printed(SOUND)


# ---------------------------------------------------------------- what comes first


def test_what_needs_action_comes_first() -> None:
    page = printed(IN_TROUBLE, 150)

    places = [
        page.index("not feasible as booked"),
        page.index("critical "),
        page.index("warning "),
        page.index("\nstep "),
        page.index("\ninfusion: "),
        page.index(" violation "),
        page.index(" cannot tell "),
        page.index(" pending "),
        page.index(" met "),
        page.index("not in source"),
    ]
    assert places == sorted(places)


def test_what_one_fact_would_settle_is_asked_for_once() -> None:
    asked = [verdict for verdict in IN_TROUBLE.verdicts if verdict.asks]
    page = flowing(printed(IN_TROUBLE))

    assert len(asked) > 3
    also = re.search(r"The same fact settles ([^.]+(?:\.\d[^.]*)*)\.", page)
    assert also is not None
    assert set(re.split(", | and ", also[1])) < {verdict.rule for verdict in asked}


def test_a_closed_timeline_says_why() -> None:
    assert "closed: withdrew consent" in flowing(printed(CLOSED))


def test_a_closed_timeline_suggests_no_date_and_draws_no_window() -> None:
    table = printed(CLOSED, 150).partition("\nstep ")[2].partition("\n\n")[0]

    assert "cancelled" in table
    assert not set("~━◆") & set(table)


def test_a_booking_that_breaks_a_rule_is_drawn_outside_its_window() -> None:
    row = next(
        line for line in printed(IN_TROUBLE, 150).splitlines() if line.startswith("infusion ")
    )

    assert re.fullmatch(r".*◆ +━+→ *", row)


# ---------------------------------------------------------------- bars


@pytest.mark.parametrize(
    ("width", "drawn"), [(60, False), (72, False), (80, False), (90, True), (150, True)]
)
def test_the_bar_is_left_out_where_there_is_no_room(width: int, drawn: bool) -> None:
    assert ("◆" in printed(SOUND, width)) is drawn


def test_a_step_that_happened_shows_its_date_and_no_window() -> None:
    row = next(line for line in printed(SOUND, 100).splitlines() if line.startswith("screening"))

    assert "◆" in row
    assert "━" not in row


def test_day_numbers_are_said_as_people_say_them() -> None:
    page = printed(SOUND)

    assert re.search(r"lymphodepletion start +D−5 ", page)
    assert re.search(r"\ninfusion +D0 ", page)
    assert re.search(r"day 28 visit +D\+28 ", page)


@pytest.mark.parametrize("columns", [16, 40, 80])
def test_later_days_are_drawn_further_right(columns: int) -> None:
    places = [DayScale(columns).column(day) for day in range(-100, 900)]

    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, columns - 1)


@pytest.mark.parametrize("columns", range(16, 120))
def test_the_ruler_fits_and_its_marks_stand_apart(columns: int) -> None:
    for language in languages():
        words = terminal_words(language)
        ruler = DayScale(columns).ruler(words.plan.marks)

        assert cell_len(ruler) <= columns
        assert "D0" in ruler.split()
        assert set(ruler.split()) <= set(words.plan.marks.values())


@pytest.mark.parametrize(
    ("opens", "closes", "at", "bar"),
    [
        (None, None, None, "    │               "),
        (None, None, 0, "    ◆               "),
        (-28, -5, None, " ━━━│               "),
        (-28, None, -5, " ━━◆━━━━━━━━━━━━━━━→"),
        (None, -5, -28, "━◆━━│               "),
        (28, -28, 0, "    ◆               "),  # no time is left, so no window
        (-900, 9000, None, "━━━━━━━━━━━━━━━━━━━━"),  # beyond both ends
    ],
)
def test_a_bar_shows_the_window_the_date_and_day_zero(
    opens: float | None, closes: float | None, at: float | None, bar: str
) -> None:
    assert DayScale(20).bar(opens, closes, at) == bar


# ---------------------------------------------------------------- colour and encoding


@PLANS
def test_without_a_terminal_there_is_no_colour(shown: Plan) -> None:
    assert "\x1b" not in printed(shown)


def test_no_color_is_heeded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    colour = re.compile("\x1b\\[(?:[0-9;]*;)?3[0-9]")
    assert colour.search(printed(IN_TROUBLE, force_terminal=True))

    monkeypatch.setenv("NO_COLOR", "1")

    assert not colour.search(printed(IN_TROUBLE, force_terminal=True))


@PLANS
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "cp437"])
def test_an_encoding_without_blocks_gets_plain_bars(shown: Plan, encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    print_anywhere(stream)

    print_plan(shown, load_protocol(), Console(file=stream, width=100), terminal_words("en"))

    stream.flush()
    page = raw.getvalue().decode(encoding)
    assert all(date in page for _, _, date in dates_of(shown))
    assert "?" not in page.replace("????", "")  # but a Chinese drug name of four characters


def test_every_sign_that_a_page_uses_has_its_nearest_in_ascii() -> None:
    pages = (printed(each) for each in (SOUND, IN_TROUBLE, WAITING, CLOSED, EMPTY))

    signs = {sign for page in pages for sign in page if not sign.isascii()}
    box = set("╭╮╰╯─│")  # Rich draws its own frames in ASCII
    assert signs - box - set("达沙替尼") <= NEAREST.keys()


def test_a_sign_without_a_nearest_becomes_a_question_mark() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    print_anywhere(stream)

    stream.write("“达”—✓")
    stream.flush()

    assert raw.getvalue() == b'"?"-?'


def test_the_command_prints_the_picture(run: Run) -> None:
    answer = run(CHART)

    assert (answer.code, answer.err) == (0, "")
    assert "infusion" in answer.out.decode()
