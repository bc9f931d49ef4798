"""How the records are said at a terminal: who stands where, and what a new fact moved."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity
from wording.pages.common import CHINESE as COMMON
from wording.pages.list_page import CHINESE as LIST
from wording.pages.subject_page import CHINESE as PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWords:
    """One language. Every template names its own blanks.

    Attributes:
        severities: each behind its number, of open alerts.
        recorded: one fact is written; what it moved follows.
        standing_from: a step without a date, in its state.
    """

    severities: Mapping[Severity, str]
    subject: str
    site: str
    next_change: str
    open_alerts: str
    unreadable: str
    due_now: str
    nothing: str
    listed: str
    recorded: str
    moved: str
    still: str
    one_more: str
    more: str
    sentence: str
    standing_at: str
    standing_from: str


ENGLISH = RecordWords(
    severities={severity: f"{{}} {severity}" for severity in Severity},
    subject="subject",
    site="site",
    next_change="next change",
    open_alerts="open alerts",
    unreadable="cannot be planned: {why}",
    due_now="a pass is due",
    nothing="none",
    listed=", ",
    recorded="{subject} {fact} recorded; {moved}",
    moved="{title}: {before} → {after}",
    still="{title}: still {after}",
    one_more="; 1 other step moved",
    more="; {count} other steps moved",
    sentence=". ",
    standing_at="{state} {when}",
    standing_from="{state}, not before {when}",
)

CHINESE = RecordWords(
    severities={severity: f"{word}{{}}" for severity, word in LIST.severities.items()},
    subject=LIST.subject,
    site=LIST.site,
    next_change="下次变化",
    open_alerts="未解决警报",
    unreadable=LIST.unreadable,
    due_now="等待处理",
    nothing="无",
    listed=COMMON.listed,
    recorded="{subject} 已记录 {fact}；{moved}",
    moved=PAGE.moved,
    still="{title}未变：{after}",
    one_more="；另有 1 个步骤变化",
    more="；另有 {count} 个步骤变化",
    sentence="。",
    standing_at="{state} {when}",
    standing_from="{state}，不早于 {when}",
)
