"""Dates, lengths, rules' sources and recorded things in Chinese."""

from zoneinfo import ZoneInfo

from models.moments import Minute, Span, day_span, lasts_whole_days, local_day
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.criterion import Sourced
from models.protocol.source import Source
from models.timeline.words import say_minute

TESTS = {"pregnancy": "妊娠试验", "cd19": "CD19 检测"}
RESULTS = {"negative": "阴性", "positive": "阳性", "pending": "待回报"}
FIELDS = {
    "non_cns": "非中枢部位",
    "cns": "中枢",
    "mediastinal": "纵隔",
    "total_body": "全身照射",
    None: "部位未记录",
}
EVENTS = {
    "acute_gvhd": "急性 GVHD",
    "chronic_gvhd": "慢性 GVHD",
    "live_vaccine": "接种活疫苗",
    "myocardial_infarction": "心肌梗死",
    "cabg": "冠脉搭桥",
    "coronary_stent": "冠脉支架",
    "dvt": "深静脉血栓",
    "pulmonary_embolism": "肺栓塞",
    "malignancy_cured": "既往恶性肿瘤治愈",
    "first_remission": "首次缓解",
    "relapse": "复发",
    "induction_start": "诱导化疗开始",
    "withdrawn": "撤回知情同意",
    "screen_failure": "筛选失败",
    "lost_to_follow_up": "失访",
    "death": "死亡",
}
FINDINGS = {
    "prior_malignancy": "既往恶性肿瘤",
    "malignancy_low_relapse_risk": "既往恶性肿瘤复发风险低",
    "other_trial_or_therapy_planned": "计划参加其他试验或接受方案外抗肿瘤治疗",
}
MEASURES = {"induction_cycles": "诱导化疗疗程数", "lvef": "左室射血分数"}
DRUG_CLASSES = {"anthracycline": "蒽环类药物"}
UNITS = {"months": "个月", "month": "个月"}
SEVERITIES = {"mild": "轻度", "moderate": "中度", "severe": "重度"}
STEPS = {
    "infusion": "回输",
    "screening": "筛选",
    "apheresis": "单采",
    "consent": "知情同意",
    "study_entry": "入组",
}
"""The steps at which rules are judged; their titles are the protocol's."""
_LISTS = {"inclusion": "入选标准", "exclusion": "排除标准"}
_MINUTES = {24 * 60: "天", 60: "小时", 1: "分钟"}


def irradiated_zh(field: str | None) -> str:
    """Radiotherapy of one field."""
    return f"放疗（{FIELDS.get(field, field)}）"


def say_when_zh(span: Span, zone: ZoneInfo) -> str:
    """A span as it was recorded: an instant, a day, or from one day to another."""
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if not span.coarse:
        return say_minute(span.earliest, zone)
    if span == day_span(first, zone):
        return first.isoformat()
    if not lasts_whole_days(span, zone):
        return f"{say_minute(span.earliest, zone)} 至 {say_minute(span.latest, zone)}"
    return f"{first.isoformat()} 至 {last.isoformat()}"


def apart_zh(text: str) -> str:
    """With a space on each side on which it begins or ends in Latin letters."""
    before, after = (" " if end.isascii() else "" for end in (text[0], text[-1]))
    return f"{before}{text}{after}"


def say_test_zh(test: str) -> str:
    """`妊娠试验`; `CD19 检测` stands apart from the character before it."""
    return apart_zh(TESTS.get(test, test))


def say_length_zh(minutes: int) -> str:
    """`6 天 23 小时`, without its sign."""
    parts, left = [], abs(minutes)
    for size, unit in _MINUTES.items():
        count, left = divmod(left, size)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts) or "0 分钟"


def say_beyond_zh(minute: Minute, limit: Minute, zone: ZoneInfo) -> str:
    """How far a minute lies beyond a limit: in local days, or in hours on the same day."""
    days = abs((local_day(minute, zone) - local_day(limit, zone)).days)
    return f"{days} 天" if days else say_length_zh(minute - limit)


def say_quantity_zh(quantity: Quantity) -> str:
    """`72 小时`, `3 个月`, `5 个半衰期`."""
    hours, rest = divmod(quantity.minutes, 60)
    parts = [
        f"{quantity.months} 个月" if quantity.months else "",
        f"{quantity.days} 天" if quantity.days else "",
        f"{quantity.minutes} 分钟" if rest else f"{hours} 小时" if hours else "",
        f"{quantity.half_lives} 个半衰期" if quantity.half_lives else "",
    ]
    return " ".join(part for part in parts if part) or "0 天"


def say_source_zh(source: Source | None) -> str:
    """`NCT04684147 排除标准 3.2`; what the entry does not state is a default of the site."""
    if source is None or source.list is None:
        return "中心默认值"
    return f"{source.entry} {_LISTS[source.list]} {source.number}"


def cite_zh(source: Sourced) -> str:
    """Where a statement comes from: for the end of a sentence."""
    said = say_source_zh(source.source)
    return f"{said}；中心默认值" if source.site_default and "默认值" not in said else said
