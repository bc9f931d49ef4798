"""Dates, lengths and rule ids, as they stand in finished pages, that no line may break."""

UNBROKEN = (
    r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?",
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}(?: \d{4})?(?: \d\d:\d\d)?",
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: 周.)?(?: \d\d:\d\d)?",
    r"\b\d+ (?:d|h|min)\b(?: \d+ (?:h|min)\b)*",
    r"\d+ ?(?:天|小时|分钟)(?: ?\d+ ?(?:小时|分钟))*",
    r"\b(?:IN|EX)-\d[\w.]*\w",
)
"""Patterns: what is like them is kept whole in every language."""
