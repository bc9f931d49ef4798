"""How the visit calendar on paper says it: to the patient who keeps it, in each language.

States are said more gently than in feeds, which coordinators read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.timeline.values import StepState
from wording.calendars import MONTHS, WORDING, Language, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWording:
    """One language. Every template names its own blanks.

    Attributes:
        tag: the language as BCP 47 names it, for the document.
        feed: the wording of feeds, for days and Day numbers.
        weekdays: Monday first.
        in_month, in_year, across_years: days whose ends share month and year, year, nothing.
    """

    language: Language
    tag: str
    feed: Wording
    weekdays: tuple[str, ...]
    weekday: str
    time: str
    in_month: str
    short_day: str
    in_year: str
    across_years: str
    until: str
    since: str
    unknown: str
    states: Mapping[StepState, str]
    title: str
    subject: str
    site: str
    study: str
    phone: str
    printed: str
    truth: str
    visit: str
    when: str
    state: str
    bring: str
    notes: str
    passive: str
    passive_unknown: str
    done: str
    done_step: str
    between_done: str
    no_dates: str
    late: str
    closed: str
    default_mark: str
    test_mark: str
    day_zero_mark: str

    def say_year(self, day: date) -> str:
        """`15 April 2026`."""
        return self.feed.say_day(day, year=True)

    def say_day(self, day: date) -> str:
        """`Wed 15 April 2026`."""
        return self.weekday.format(day=self.say_year(day), weekday=self.weekdays[day.weekday()])

    def say_days(self, first: date, last: date) -> str:
        """`between 12 and 15 April 2026`; both days are included; a single day with its weekday."""
        if first == last:
            return self.say_day(first)
        if first.year == last.year and first.month == last.month:
            return self.in_month.format(
                first=self.say_year(first),
                first_day=first.day,
                last=self.say_year(last),
                last_day=last.day,
            )
        template = self.in_year if first.year == last.year else self.across_years
        return template.format(
            first=self._say_short(first),
            last=self._say_short(last),
            first_year=first.year,
            last_year=last.year,
        )

    def _say_short(self, day: date) -> str:
        """`15 Apr`, where two months must stand side by side."""
        name = MONTHS[day.month - 1][:3]
        return self.short_day.format(day=day.day, month=day.month, name=name)


_CHINESE = PaperWording(
    language="zh",
    tag="zh-CN",
    feed=WORDING["zh"],
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    weekday="{day} {weekday}",
    time="{day} {time}",
    in_month="{first}至{last_day}日之间",
    short_day="{month}月{day}日",
    in_year="{first_year}年{first}至{last}之间",
    across_years="{first_year}年{first}至{last_year}年{last}",
    until="不晚于{day}",
    since="不早于{day}",
    unknown="日期待定",
    states={
        StepState.BOOKED: "已预约",
        StepState.DUE: "现在进行",
        StepState.OVERDUE: "已过期",
        StepState.AT_RISK: "待确认",
        StepState.PLANNED: "待预约",
        StepState.BLOCKED: "请询问",
        StepState.MISSED: "已错过",
        StepState.CANCELLED: "已取消",
    },
    title="访视日历",
    subject="受试者编号",
    site="地点：{site}（{id}）",
    study="研究",
    phone="研究团队电话",
    printed="打印日期：{day}。",
    truth="日期可能变更：以应用系统为准，出行前请先询问。",
    visit="访视",
    when="日期和时间",
    state="状态",
    bring="携带、观察",
    notes="备注",
    passive="{title}：不早于{day}。",
    passive_unknown="{title}：日期待定，请询问研究团队。",
    done="已完成：{steps}。",
    done_step="{title}\u00a0{day}",
    between_done="； ",
    no_dates="尚无确定日期。",
    late="有已过期或已错过的访视，请联系研究团队。",
    closed="时间线已关闭：不再安排访视。如有疑问，请询问研究团队。",
    default_mark="* 中心默认值，登记条目未规定。",
    test_mark="† 检测仅在所示日期内有效，日期改变须重做。",
    day_zero_mark="D0：{title}当天；D−1：前一天；D+1：后一天。",
)

_ENGLISH = PaperWording(
    language="en",
    tag="en",
    feed=WORDING["en"],
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    weekday="{weekday} {day}",
    time="{day}, {time}",
    in_month="between {first_day} and {last}",
    short_day="{day} {name}",
    in_year="between {first} and {last} {last_year}",
    across_years="between {first} {first_year} and {last} {last_year}",
    until="by {day}",
    since="not before {day}",
    unknown="date not set yet",
    states={
        StepState.BOOKED: "booked",
        StepState.DUE: "due now",
        StepState.OVERDUE: "overdue",
        StepState.AT_RISK: "to be confirmed",
        StepState.PLANNED: "to be booked",
        StepState.BLOCKED: "please ask",
        StepState.MISSED: "missed",
        StepState.CANCELLED: "cancelled",
    },
    title="Visit calendar",
    subject="Subject number",
    site="Place: {site}, {city} ({id})",
    study="Study",
    phone="Study team's phone",
    printed="Printed on {day}.",
    truth="Dates can change: the application is the truth. Ask before you travel.",
    visit="Visit",
    when="Date and time",
    state="State",
    bring="Bring, observe",
    notes="Notes",
    passive="{title}: not before {day}.",
    passive_unknown="{title}: date not set yet, ask the study team.",
    done="Done: {steps}.",
    done_step="{title} on {day}",
    between_done="; ",
    no_dates="No date is fixed yet.",
    late="A visit is overdue or missed: call the study team.",
    closed="This timeline is closed: no more visits are planned. Ask the study team if in doubt.",
    default_mark="* Site default, not stated by the study's registry entry.",
    test_mark="† The test counts only on the days shown; if they change, it is repeated.",
    day_zero_mark="D0: the day of {title}; D−1: the day before; D+1: the day after.",
)

PAPER: Mapping[Language, PaperWording] = {"en": _ENGLISH, "zh": _CHINESE}
