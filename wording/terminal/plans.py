"""How a plan is said at a terminal: its headline, timeline, reasons and verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity, StepState, VerdictValue
from wording.calendars import CHINESE as FEED
from wording.pages.common import CHINESE as COMMON
from wording.pages.list_page import CHINESE as LIST
from wording.pages.subject_page import CHINESE as PAGE
from wording.pages.subject_page import ENGLISH as ENGLISH_PAGE
from wording.pictures.timeline import CHINESE as PICTURE
from wording.pictures.timeline import ENGLISH as ENGLISH_PICTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """One language. Every template names its own blanks.

    Attributes:
        zones: what people call a time zone, where they do not use its id.
        columns: above the timeline: step, Day number, state, date.
        marks: above the bars, by days from Day 0; the first are kept where room is short.
        apart: between two reasons; `listed` between two rules.
        again: the title of a step that is held for the second time, or a later one.
        by_rules: behind a bound, the rules that put it there; `now` stands among them where
            nothing else does.
    """

    states: Mapping[StepState, str]
    verdicts: Mapping[VerdictValue, str]
    severities: Mapping[Severity, str]
    zones: Mapping[str, str]
    subject: str
    as_of: str
    closed: str
    not_feasible: str
    conflict: str
    gate: str
    gate_by: str
    gate_open: str
    missing_by: str
    columns: tuple[str, str, str, str]
    marks: Mapping[int, str]
    again: str
    apart: str
    listed: str
    now: str
    step_because: str
    booked: str
    no_time: str
    from_until: str
    from_on: str
    until: str
    by_rules: str
    washouts_over: str
    worst: str
    same_fact: str
    unrecorded: str
    others: str
    withheld: str
    next_change: str
    legend: str


_MARKS = {0: "D0", 28: "+28", -28: "−28"}

ENGLISH = PlanWords(
    states={state: state.value.replace("_", " ") for state in StepState},
    verdicts={**ENGLISH_PAGE.values, VerdictValue.VIOLATION: "violation"},
    severities={severity: severity.value for severity in Severity},
    zones={},
    subject="{subject} at {site}",
    as_of="{protocol}, as of {moment} ({zone})",
    closed="closed: {why}",
    not_feasible="not feasible as booked",
    conflict="cannot hold together",
    gate="before {title}",
    gate_by="before {title} (by {when})",
    gate_open="nothing is missing",
    missing_by="{text}; by {when}",
    columns=("step", "day", "state", "date"),
    marks={**_MARKS, 365: "+12m", 730: "+24m", 91: "+3m", -5: "−5"},
    again="{title} ({time})",
    apart="; ",
    listed=", ",
    now=ENGLISH_PICTURE.now,
    step_because="{title}: {reasons}",
    booked="booked for {when} ({fact})",
    no_time="no time is left, as it opens {opens}{opened} and closes {closes}{closed}",
    from_until="from {opens}{opened} until {closes}{closed}",
    from_on="from {opens}{opened}",
    until="until {closes}{closed}",
    by_rules=" ({rules})",
    washouts_over="washouts are over from {when} ({causes})",
    worst="if manufacturing takes longest: from {when}",
    same_fact=" The same fact settles {rules}.",
    unrecorded=ENGLISH_PAGE.unrecorded + " ({rules}).",
    others="{count} more verdicts: the rule concerns nothing that is recorded.",
    withheld="Not judged, because not in source: {rules}.",
    next_change="Next change with no new fact: {when}.",
    legend="~ suggested date. PATH- and SITE- rules are site defaults: the entry is silent.",
)

CHINESE = PlanWords(
    states=FEED.states,
    verdicts=PAGE.values,
    severities=LIST.severities,
    zones=COMMON.zones,
    subject="{subject}（中心 {site}）",
    as_of="{protocol}，截至 {moment}（{zone}）",
    closed=PAGE.closed,
    not_feasible="无法按现有安排进行",
    conflict=PAGE.conflicts,
    gate=PAGE.gate,
    gate_by=PAGE.gate + "（期限 {when}）",
    gate_open=PAGE.gate_open,
    missing_by="{text}；期限 {when}",
    columns=(PAGE.step, PAGE.day, PAGE.state, PAGE.date),
    marks={**_MARKS, 365: "+1年", 730: "+2年", 91: "+3个月", -5: "−5"},
    again="{title}（第{time}次）",
    apart=COMMON.apart,
    listed=FEED.listed,
    now=PICTURE.now,
    step_because="{title}：{reasons}",
    booked="预约于 {when}（{fact}）",
    no_time="已无可行时间：{opens}{opened}才开放，{closes}{closed}已关闭",
    from_until="不早于 {opens}{opened}，不晚于 {closes}{closed}",
    from_on="不早于 {opens}{opened}",
    until="不晚于 {closes}{closed}",
    by_rules="（{rules}）",
    washouts_over="自 {when} 起全部洗脱期已满（{causes}）",
    worst="若制备时间最长：不早于 {when}",
    same_fact="同一事实还可判定 {rules}。",
    unrecorded=PAGE.unrecorded + "（{rules}）。",
    others="另有 {count} 条判定与已记录内容无关。",
    withheld=PAGE.withheld,
    next_change="若无新事实，下次变化在 {when}。",
    legend="~ 为建议日期。PATH- 与 SITE- 规则为中心默认值：登记条目未规定。",
)
