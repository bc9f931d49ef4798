"""How a path is told in sentences, in each language: steps, rules and dates, and no fact's words.

Names, states and logs of Prefect's runs are English, as programs read them; the timeline that
people read is in the installation's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.alerting.date_words import Language
from models.timeline.values import AlertKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PathWording:
    """One language. Every template names its own blanks.

    Attributes:
        between: a time of which only its first and last day are known.
        joined: between the two ends of a window; `listed` before what is proposed.
        some_violated, some_cannot_tell, all_met: the same without a rule's name.
        kinds: what an alert is about; `near` where what comes is not ready.
        apart: between two sentences on one step.
        more: where the subject's own page is; `columns` and `summary` of the timeline as text.
    """

    language: Language
    between: str
    not_applicable: str
    done: str
    booked: str
    no_date: str
    opens: str
    closes: str
    proposed: str
    joined: str
    listed: str
    before: str
    violated: str
    violated_until: str
    cannot_tell: str
    cannot_tell_until: str
    last_met: str
    some_violated: str
    some_violated_until: str
    some_cannot_tell: str
    some_cannot_tell_until: str
    all_met: str
    kinds: Mapping[AlertKind, str]
    near: str
    about_step: str
    about_rule: str
    act_by: str
    since: str
    closed: str
    all_done: str
    next: str
    no_washout: str
    apart: str
    more: str
    columns: tuple[str, str, str]
    summary: str


ENGLISH = PathWording(
    language="en",
    between="{first} to {last}",
    not_applicable="does not apply to this subject",
    done="done {when}",
    booked="booked for {when}",
    no_date="no date yet",
    opens="from {when}",
    closes="until {when}",
    proposed="proposed {when}",
    joined=" ",
    listed=", ",
    before="before: {said}",
    violated="{rule} violated",
    violated_until="{rule} violated, met from {when}",
    cannot_tell="{rule} cannot be told until a fact is added",
    cannot_tell_until="{rule} cannot be told until a fact is added, certainly met from {when}",
    last_met="met from {when} ({rule} is the last)",
    some_violated="a rule is violated",
    some_violated_until="a rule is violated, met from {when}",
    some_cannot_tell="cannot be told until a fact is added",
    some_cannot_tell_until="cannot be told until a fact is added, certainly met from {when}",
    all_met="met from {when}",
    kinds={kind: kind.value.replace("_", " ") for kind in AlertKind},
    near="near, and not ready",
    about_step="{said}: {title}",
    about_rule="{said} ({rule})",
    act_by="{said}, act by {when}",
    since="{said}, since {when}",
    closed="the timeline is closed",
    all_done="every step is done",
    next="next: {title}, {said}",
    no_washout="nothing recorded needs one",
    apart="; ",
    more="What to do, and why: {link}",
    columns=("state", "step", "when, and what stands against it"),
    summary="**{subject}: {word}.** {said}",
)

CHINESE = PathWording(
    language="zh",
    between="{first} 至 {last}",
    not_applicable="与该受试者无关",
    done="已完成 {when}",
    booked="预约于 {when}",
    no_date="尚无日期",
    opens="不早于 {when}",
    closes="不晚于 {when}",
    proposed="建议 {when}",
    joined="，",
    listed="，",
    before="此前：{said}",
    violated="违反 {rule}",
    violated_until="违反 {rule}，自 {when} 起符合",
    cannot_tell="{rule} 无法判定，须补充事实",
    cannot_tell_until="{rule} 无法判定，须补充事实；自 {when} 起确定符合",
    last_met="自 {when} 起符合（最后一项为 {rule}）",
    some_violated="不符合规则",
    some_violated_until="不符合规则，自 {when} 起符合",
    some_cannot_tell="无法判定，须补充事实",
    some_cannot_tell_until="无法判定，须补充事实；自 {when} 起确定符合",
    all_met="自 {when} 起符合",
    kinds={
        AlertKind.WASHOUT_VIOLATED: "洗脱期不足",
        AlertKind.WINDOW_VIOLATED: "在时间窗之外",
        AlertKind.OVERDUE: "已逾期",
        AlertKind.DUE_SOON: "应执行",
        AlertKind.EVIDENCE_EXPIRED: "检测已过有效期",
        AlertKind.INFEASIBLE: "无法按现有安排进行",
        AlertKind.NEEDS_INFORMATION: "请补充信息",
        AlertKind.INELIGIBLE: "不符合入排",
        AlertKind.PROVISIONAL_CALENDAR: "日期为暂定",
    },
    near="临近，尚未就绪",
    about_step="{said}：{title}",
    about_rule="{said}（{rule}）",
    act_by="{said}，请于 {when} 前处理",
    since="{said}，期限 {when} 已过",
    closed="时间线已关闭",
    all_done="各步骤均已完成",
    next="下一步：{title}，{said}",
    no_washout="所记录的内容均不需要洗脱期",
    apart="；",
    more="要做什么，为什么：{link}",
    columns=("状态", "步骤", "时间，以及与之相违的规则"),
    summary="**{subject}：{word}。** {said}",
)

PATH: Mapping[Language, PathWording] = {"en": ENGLISH, "zh": CHINESE}
