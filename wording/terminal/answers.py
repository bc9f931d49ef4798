"""How alerts, messages and deviations are said at a terminal, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.alerting.standing import DeliveryKind, ToldState
from wording.pages.list_page import CHINESE as LIST
from wording.pages.subject_page import CHINESE as PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """One language. Every template names its own blanks.

    Attributes:
        alerts: above the columns: number, severity, subject, by, what to do.
        since: a deadline that has passed.
        deliveries: above the columns: number, state, to, about, what was said.
        deviations: above the columns: number, subject, rule, outside by, what, reason.
        lifted: a deviation that no longer follows from the facts.
    """

    at_site: str
    alerts: tuple[str, str, str, str, str]
    answer: str
    since: str
    asked: str
    acknowledged: str
    snoozed: str
    no_alert: str
    said_acknowledged: str
    said_snoozed: str
    deliveries: tuple[str, str, str, str, str]
    told: Mapping[ToldState, str]
    kinds: Mapping[DeliveryKind, str]
    sent: str
    unfinished: str
    and_more: str
    subjects: str
    tried: str
    dead_means: str
    no_delivery: str
    deviations: tuple[str, str, str, str, str, str]
    explain: str
    explained: str
    wanted: str
    wanted_from: str
    lifted: str
    no_deviation: str
    written: str
    said_explained: str


ENGLISH = AnswerWords(
    at_site="at {site}",
    alerts=("no.", "severity", "subject", "by", "what to do"),
    answer="answer one: dayzero alerts ack NUMBER --why …, or snooze it",
    since="since {when}",
    asked="{asked}.",
    acknowledged="acknowledged by {name}",
    snoozed="snoozed until {when}",
    no_alert="no open alert",
    said_acknowledged="alert {number} is acknowledged by {name}",
    said_snoozed="alert {number} is put off until {when}",
    deliveries=("no.", "state", "to", "about", "what was said, and each attempt (UTC)"),
    told={state: state.value for state in ToldState},
    kinds={kind: kind.value.replace("_", "-") for kind in DeliveryKind},
    sent="sent",
    unfinished="no end is on record: it may have arrived",
    and_more="{subjects} and {count} more",
    subjects=", ",
    tried="{when} {channel}: {outcome}",
    dead_means="dead: every channel refused it for good, and the next of its route was told at"
    " once. Mend the channel, then run dayzero deliver --again",
    no_delivery="no delivery",
    deviations=("no.", "subject", "rule", "outside by", "what", "reason"),
    explain="give a reason: dayzero deviations explain NUMBER --why …",
    explained="{why} ({name})",
    wanted="wanted",
    wanted_from="wanted from {name}, who recorded the step",
    lifted="no longer follows from the facts",
    no_deviation="no deviation",
    written="{count} deviations written to {file}",
    said_explained="deviation {number} is explained by {name}",
)

CHINESE = AnswerWords(
    at_site=LIST.site + " {site}",
    alerts=("编号", "级别", LIST.subject, LIST.by, "要做什么"),
    answer="答复：dayzero alerts ack 编号 --why …，或暂缓：dayzero alerts snooze 编号",
    since="{when} 已过",
    asked="{asked}。",
    acknowledged="{name}已确认接手",
    snoozed="暂缓至 {when}",
    no_alert="没有未解决的警报",
    said_acknowledged="警报 {number} 已由 {name} 确认接手",
    said_snoozed="警报 {number} 已暂缓至 {when}",
    deliveries=("编号", PAGE.state, "收件人", "关于", "所述内容与每次尝试（UTC）"),
    told={
        ToldState.WAITING: "待发送",
        ToldState.SENT: "已发送",
        ToldState.DEAD: "死信",
        ToldState.WITHDRAWN: "已撤回",
    },
    kinds={
        DeliveryKind.ALERT: "警报",
        DeliveryKind.GROUP: "合并警报",
        DeliveryKind.DIGEST: "晨报",
        DeliveryKind.ALL_CLEAR: "解除通知",
    },
    sent="已发送",
    unfinished="没有结束记录：可能已送达",
    and_more="{subjects}等，另有 {count} 名",
    subjects="、",
    tried="{when} {channel}：{outcome}",
    dead_means="死信：所有通道均已明确拒收，已立即通知路由的下一级。请修复通道后运行"
    " dayzero deliver --again",
    no_delivery="没有消息记录",
    deviations=("编号", LIST.subject, "规则", "超出", PAGE.what, PAGE.reason),
    explain="登记原因：dayzero deviations explain 编号 --why …",
    explained="{why}（{name}）",
    wanted="请说明原因",
    wanted_from="请 {name} 说明原因（步骤由其记录）",
    lifted="按现有事实已不成立",
    no_deviation="没有方案偏离",
    written="已将 {count} 条方案偏离写入 {file}",
    said_explained="方案偏离 {number} 已由 {name} 说明原因",
)
