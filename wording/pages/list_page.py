"""What the list of subjects says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """One language. Every template names its own blanks."""

    title: str
    summary: str
    nobody: str
    filter: str
    site: str
    every_site: str
    state: str
    every_state: str
    show: str
    subject: str
    what: str
    by: str
    margin: str
    margin_about: str
    day_zero: str
    next: str
    closed: str
    answered: str
    cannot_tell: str
    none_match: str
    unreadable: str
    more_alerts: str
    at_site: str
    severities: Mapping[Severity, str]


ENGLISH = ListWords(
    title="Subjects",
    summary="{waiting} of {all} need attention",
    nobody="Nobody needs attention.",
    filter="Filter",
    site="Site",
    every_site="every site",
    state="State",
    every_state="every state",
    show="Show",
    subject="Subject",
    what="What to do, or what comes next",
    by="By",
    margin="Safety margin",
    margin_about="How far Day 0 lies from the nearest limit of a washout; a minus sign is a"
    " violation.",
    day_zero="Day 0",
    next="Next: {title}",
    closed="Closed: {why}",
    answered="Answered by {name}",
    cannot_tell="cannot tell",
    none_match="No subject matches. Choose another site or state.",
    unreadable="The chart cannot be planned: {why}",
    more_alerts="and {count} more",
    at_site="{site} {name}",
    severities={
        Severity.CRITICAL: "Critical",
        Severity.WARNING: "Warning",
        Severity.INFO: "Note",
    },
)

CHINESE = ListWords(
    title="受试者",
    summary="{all}名受试者中{waiting}名需要处理",
    nobody="目前无人需要处理。",
    filter="筛选",
    site="中心",
    every_site="全部中心",
    state="状态",
    every_state="全部状态",
    show="显示",
    subject="受试者",
    what="要做什么，或下一步",
    by="期限",
    margin="安全余量",
    margin_about="第0天距最近洗脱期界限的时间；负号表示违反规则。",
    day_zero="第0天",
    next="下一步：{title}",
    closed="已关闭：{why}",
    answered="{name}已答复",
    cannot_tell="无法判定",
    none_match="没有符合条件的受试者。请选择其他中心或状态。",
    unreadable="无法计算：{why}",
    more_alerts="另有{count}项",
    at_site="{site} {name}",
    severities={
        Severity.CRITICAL: "紧急",
        Severity.WARNING: "注意",
        Severity.INFO: "提示",
    },
)
