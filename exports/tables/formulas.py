"""Texts that a spreadsheet would compute instead of showing."""

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Spreadsheets set to Chinese or Japanese read the full-width signs as the others."""

LED_IN_BY = ("\t", "\r", "\n")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens it from a text file may take it for a formula."""
    return text.startswith(LED_IN_BY) or text.lstrip().startswith(STARTS)


def defused(text: str) -> str:
    """The text with a quote before it where a spreadsheet would compute it."""
    return f"'{text}" if is_formula(text) else text
