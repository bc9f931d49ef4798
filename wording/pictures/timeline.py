"""How a picture of a timeline says it, in each language; the words of a path among it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from models.timeline.path_word import Word
from models.timeline.results import StepOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWording:
    """One language. Every template names its own blanks.

    Attributes:
        words: each word of a path.
        ticks: labels of the axis that are not Day numbers.
    """

    language: Literal["en", "zh"]
    words: Mapping[Word, str]
    heading: str
    as_of: str
    day_zero_is: str
    day_zero_could_be: str
    now: str
    washouts: str
    ticks: Mapping[str, str]
    name: str
    description: str

    def title(self, outcome: StepOutcome) -> str:
        """The step in words."""
        return outcome.title_zh if self.language == "zh" else outcome.title


ENGLISH = PictureWording(
    language="en",
    words={word: word.value for word in Word},
    heading="{subject}: {word}",
    as_of="as of {moment} at {site}",
    day_zero_is=" · Day 0 is {day}",
    day_zero_could_be=" · Day 0 could be {day}",
    now="now",
    washouts="washouts before {title}",
    ticks={},
    name="Timeline of {subject}",
    description="One row for each step, with its window as a bar, its date as a dot and its"
    " state in words, around Day 0.",
)

CHINESE = PictureWording(
    language="zh",
    words={
        Word.DONE: "已完成",
        Word.ON_TRACK: "正常",
        Word.BOOKED: "已预约",
        Word.PLANNED: "已计划",
        Word.NOT_APPLICABLE: "不适用",
        Word.CALLED_OFF: "已取消",
        Word.CLOSED: "已关闭",
        Word.MOVED: "已改期",
        Word.OVERTAKEN: "已被取代",
        Word.DUE: "应执行",
        Word.CANNOT_TELL: "无法判定",
        Word.AT_RISK: "有风险",
        Word.OVERDUE: "已逾期",
        Word.MISSED: "已错过",
        Word.BLOCKED: "受阻",
        Word.INELIGIBLE: "不符合入排",
        Word.VIOLATED: "违反规则",
    },
    heading="{subject}：{word}",
    as_of="截至{moment}（{site}）",
    day_zero_is=" · 第0天为{day}",
    day_zero_could_be=" · 第0天可为{day}",
    now="现在",
    washouts="{title}前的洗脱期",
    ticks={
        "month 3": "3个月",
        "month 6": "6个月",
        "month 12": "12个月",
        "month 24": "24个月",
    },
    name="{subject} 的时间线",
    description="每个步骤一行：条形为时间窗，圆点为日期，并以文字注明状态；以第0天为中心。",
)

PICTURE: Mapping[Literal["en", "zh"], PictureWording] = {"en": ENGLISH, "zh": CHINESE}
