"""How a calendar says it, in each language; the only place in `calendars` with sentences.

Sentences that come from the plan (`why`) are quoted as it gives them in the same language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.protocol.criterion import Sourced
from models.schedule import EntryKind, EntryStatus
from models.timeline.chinese.words import say_source_zh
from models.timeline.results import StepOutcome
from models.timeline.values import StepState

Language = Literal["en", "zh"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language. Every template names its own blanks.

    Attributes:
        day, day_of_year: a day without and with its year.
        day_number: the protocol's Day number behind a title, D0 being the infusion.
        times: how often a step is held by now, from the second time on.
        time, many_times: a title with such a word, and with a number once words run out.
        gone: a summary whose entry was published and then left the plan.
        calendar_about: by scope, whose dates a calendar holds.
        nobody: the one line of a calendar in which no subject has a date.
        revision: what stands below each entry: number, moment, what changed and why.
        listed: between two of several rules.
        reasons: why an entry is in its state now, where no rule says it better.
        lead_units: days, hours and minutes in short.
    """

    language: Language
    states: Mapping[StepState, str]
    day: str
    day_of_year: str
    span: str
    day_number: str
    times: tuple[str, ...]
    time: str
    many_times: str
    step: str
    window: str
    window_of_one_day: str
    last_day: str
    overdue: str
    washout_ends: str
    washout_over: str
    gone: str
    nothing_fixed: str
    closed: str
    evidence: str
    calendar: str
    calendar_about: Mapping[str, str]
    nobody: str
    nobody_about: str
    busy: str
    categories: Mapping[EntryKind, str]
    window_line: str
    opens_line: str
    closes_line: str
    cited: str
    listed: str
    our_own: str
    opened_by: str
    closed_by: str
    why: str
    counts_on: str
    computed: str
    date_only: str
    default_length: str
    site_default: str
    clear_from: str
    evidence_about: str
    closed_about: str
    nothing_fixed_about: str
    truth: str
    first_revision: str
    revision: str
    moved: str
    new_state: str
    statuses: Mapping[EntryStatus, str]
    open_state: str
    closed_state: str
    new_place: str
    new_text: str
    no_longer_planned: str
    and_: str
    because: str
    reasons: Mapping[StepState, str]
    timeline_closed: str
    no_longer_follows: str
    bound: str
    follows: str
    alarm: str
    lead_units: tuple[str, str, str]

    def say_day(self, day: date, *, year: bool = False) -> str:
        """`15 April`, or `15 April 2026`."""
        template = self.day_of_year if year else self.day
        return template.format(
            day=day.day, month=day.month, name=MONTHS[day.month - 1], year=day.year
        )

    def say_days(self, first: date, last: date) -> str:
        """`12 to 15 April`, `28 April to 3 May`; years only where they differ."""
        if first.year != last.year:
            return self.span.format(
                first=self.say_day(first, year=True), last=self.say_day(last, year=True)
            )
        if self.language == "en" and first.month == last.month:
            return self.span.format(first=first.day, last=self.say_day(last))
        return self.span.format(first=self.say_day(first), last=self.say_day(last))

    def chain(self, outcome: StepOutcome) -> tuple[str, ...]:
        """The plan's own sentences on why a step is where it is."""
        return outcome.why_zh if self.language == "zh" else outcome.why

    def say_source(self, stated: Sourced) -> str:
        """Where the registry entry states a rule."""
        return say_source_zh(stated.source) if self.language == "zh" else stated.source

    def numbered(self, title: str, time: int) -> str:
        """`apheresis`, then `second apheresis` for what is held again."""
        if time == 1:
            return title
        words = dict(enumerate(self.times, start=2))
        template = self.time if time in words else self.many_times
        return template.format(title=title, time=words.get(time, time))

    def say_day_number(self, day: int | None) -> str:
        """` (D0)`, ` (D−5)`, ` (D+28)`; nothing for a step without a Day number."""
        if day is None:
            return ""
        sign = "+" if day > 0 else "−" if day < 0 else ""
        return self.day_number.format(number=f"D{sign}{abs(day)}")


ENGLISH = Wording(
    language="en",
    states={
        StepState.DONE: "done",
        StepState.DONE_OUT_OF_WINDOW: "done outside its window",
        StepState.BOOKED: "booked",
        StepState.DUE: "due",
        StepState.OVERDUE: "overdue",
        StepState.AT_RISK: "booked, at risk",
        StepState.PLANNED: "planned",
        StepState.BLOCKED: "blocked",
        StepState.MISSED: "missed",
        StepState.CANCELLED: "cancelled",
        StepState.NOT_APPLICABLE: "not applicable",
    },
    day="{day} {name}",
    day_of_year="{day} {name} {year}",
    span="{first} to {last}",
    day_number=" ({number})",
    times=("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    time="{time} {title}",
    many_times="{title}, time {time}",
    step="{subject} {title}{number}: {state}",
    window="{subject} {title}{number}: {span}, last day {last}",
    window_of_one_day="{subject} {title}{number}: {last} only",
    last_day="{subject} {title}{number}: last day {last}",
    overdue=", overdue",
    washout_ends="{subject} {rules} washout ends {time}",
    washout_over="{subject} {rules} washout over from {day}",
    gone="No longer applies: {summary}",
    nothing_fixed="{subject}: no date is fixed yet",
    closed="{subject}: timeline closed",
    evidence="{subject} {rule}: evidence for {title} counts until {day}",
    calendar="Day Zero {whose}",
    calendar_about={
        "subject": "Planned and booked dates of subject {whose}.",
        "site": "Planned and booked dates of the subjects of site {whose}.",
        "coordinator": "Planned and booked dates of the subjects that {whose} looks after.",
        "study": "Planned and booked dates of the subjects of study {whose}.",
    },
    nobody="{whose}: no date is to be shown",
    nobody_about="Dates appear here once a subject of this calendar has one.",
    busy="Busy",
    categories={
        EntryKind.VISIT: "Visit",
        EntryKind.PLANNED: "Planned",
        EntryKind.WINDOW: "Window",
        EntryKind.WASHOUT: "Washout",
        EntryKind.EVIDENCE: "Evidence",
        EntryKind.NOTICE: "Notice",
    },
    window_line="Window: {opens} to {closes}.",
    opens_line="Window: from {opens}; no end is fixed.",
    closes_line="Window: until {closes}.",
    cited="{rule} ({source})",
    listed=", ",
    our_own="site default",
    opened_by="Opened by {rules}.",
    closed_by="Closed by {rules}.",
    why="Why: {sentence}",
    counts_on="{rule}: a test counts from {first} to {last}, both days included.",
    computed="Computed from the recorded facts.",
    date_only="Only the date is known.",
    default_length="Length {minutes} minutes: site default.",
    site_default="Site default: the registry entry does not state this step's window.",
    clear_from="{rule}: certainly clear from {moment}.",
    closed_about="Nothing more is planned for this subject except what is shown here.",
    nothing_fixed_about="Dates appear here once a fact fixes them.",
    evidence_about=(
        "{rule}: the test on record counts for {title} until {day}, that day included;"
        " after it a new test is needed."
    ),
    truth="The application is the truth; a calendar may lag by a day.",
    first_revision="First published, computed {moment}.",
    revision="Revision {number}, computed {moment}: {changed}",
    moved="moved from {old} to {new}",
    new_state="was {old}, now {new}",
    statuses={
        EntryStatus.CONFIRMED: "booked",
        EntryStatus.TENTATIVE: "computed",
        EntryStatus.CANCELLED: "cancelled",
    },
    open_state="open",
    closed_state="closed",
    new_place="at {new}, no longer at {old}",
    new_text="the window or its reasons changed, the date did not",
    no_longer_planned="no longer in the plan",
    and_="; ",
    because="{changes}. Why: {reason}.",
    reasons={
        StepState.DONE: "it is recorded as done",
        StepState.DONE_OUT_OF_WINDOW: "it is recorded as done",
        StepState.BOOKED: "this appointment is recorded",
        StepState.DUE: "its window is open",
        StepState.OVERDUE: "its time has passed and it is not recorded as done",
        StepState.MISSED: "its last day has passed and it is not recorded as done",
        StepState.CANCELLED: "it is recorded as cancelled",
    },
    timeline_closed="the timeline is closed",
    no_longer_follows="the recorded facts no longer lead to it",
    bound="bound by {rules}",
    follows="it follows from the recorded facts",
    alarm="{lead} before: {summary}",
    lead_units=("{} d", "{} h", "{} min"),
)

CHINESE = Wording(
    language="zh",
    states={
        StepState.DONE: "已完成",
        StepState.DONE_OUT_OF_WINDOW: "已完成（超窗）",
        StepState.BOOKED: "已预约",
        StepState.DUE: "应执行",
        StepState.OVERDUE: "已逾期",
        StepState.AT_RISK: "已预约，有风险",
        StepState.PLANNED: "已计划",
        StepState.BLOCKED: "受阻",
        StepState.MISSED: "已错过",
        StepState.CANCELLED: "已取消",
        StepState.NOT_APPLICABLE: "不适用",
    },
    day="{month}月{day}日",
    day_of_year="{year}年{month}月{day}日",
    span="{first}至{last}",
    day_number="（{number}）",
    times=("二", "三", "四", "五", "六", "七", "八", "九"),
    time="第{time}次{title}",
    many_times="第{time}次{title}",
    step="{subject} {title}{number}：{state}",
    window="{subject} {title}{number}：{span}，最后一天{last}",
    window_of_one_day="{subject} {title}{number}：仅{last}",
    last_day="{subject} {title}{number}：最后一天{last}",
    overdue="，已逾期",
    washout_ends="{subject} {rules} 洗脱期于{time}结束",
    washout_over="{subject} {rules} 洗脱期已满，自{day}起",
    gone="已不适用：{summary}",
    nothing_fixed="{subject}：尚无确定日期",
    closed="{subject}：时间线已关闭",
    evidence="{subject} {rule}：{title}的检测有效至{day}",
    calendar="Day Zero {whose}",
    calendar_about={
        "subject": "受试者{whose}的计划与预约日期。",
        "site": "中心{whose}受试者的计划与预约日期。",
        "coordinator": "{whose}所负责受试者的计划与预约日期。",
        "study": "研究{whose}受试者的计划与预约日期。",
    },
    nobody="{whose}：暂无可显示的日期",
    nobody_about="此日历的受试者一旦有日期，即在此显示。",
    busy="忙碌",
    categories={
        EntryKind.VISIT: "访视",
        EntryKind.PLANNED: "计划",
        EntryKind.WINDOW: "时间窗",
        EntryKind.WASHOUT: "洗脱期",
        EntryKind.EVIDENCE: "检测",
        EntryKind.NOTICE: "通知",
    },
    window_line="时间窗：{opens}至{closes}。",
    opens_line="时间窗：自{opens}起；未定结束日。",
    closes_line="时间窗：截至{closes}。",
    cited="{rule}（{source}）",
    listed="、",
    our_own="中心默认值",
    opened_by="开始依据：{rules}。",
    closed_by="结束依据：{rules}。",
    why="原因：{sentence}",
    counts_on="{rule}：{first}至{last}（含首尾两天）采样的检测有效。",
    computed="由已记录事实推算。",
    date_only="仅知日期。",
    default_length="时长{minutes}分钟：中心默认值。",
    site_default="中心默认值：注册信息未规定此步骤的时间窗。",
    clear_from="{rule}：自{moment}起确定满足。",
    closed_about="除此处所示外，该受试者不再有计划。",
    nothing_fixed_about="一旦有事实确定日期，即在此显示。",
    evidence_about="{rule}：已记录的检测对{title}有效至{day}（含当天）；此后须重新检测。",
    truth="以应用系统为准；日历可能滞后一天。",
    first_revision="首次发布，计算于{moment}。",
    revision="第{number}次修订，计算于{moment}：{changed}",
    moved="由{old}改为{new}",
    new_state="原为{old}，现为{new}",
    statuses={
        EntryStatus.CONFIRMED: "已预约",
        EntryStatus.TENTATIVE: "推算",
        EntryStatus.CANCELLED: "已取消",
    },
    open_state="开放",
    closed_state="已关闭",
    new_place="地点由{old}改为{new}",
    new_text="时间窗或依据有变，日期不变",
    no_longer_planned="计划中已无此项",
    and_="；",
    because="{changes}。原因：{reason}。",
    reasons={
        StepState.DONE: "已记录为完成",
        StepState.DONE_OUT_OF_WINDOW: "已记录为完成",
        StepState.BOOKED: "已记录此预约",
        StepState.DUE: "时间窗已开",
        StepState.OVERDUE: "时间已过而未记录完成",
        StepState.MISSED: "最后一天已过而未记录完成",
        StepState.CANCELLED: "已记录为取消",
    },
    timeline_closed="时间线已关闭",
    no_longer_follows="已记录事实不再导出此项",
    bound="依据{rules}",
    follows="由已记录事实推得",
    alarm="提前{lead}：{summary}",
    lead_units=("{}天", "{}小时", "{}分钟"),
)

WORDING: Mapping[Language, Wording] = {"en": ENGLISH, "zh": CHINESE}
