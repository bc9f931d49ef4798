"""Files outside `wording` that may hold Chinese or sentences, and why they are no wording."""

from collections.abc import Mapping

FOR_GOOD: Mapping[str, str] = {
    "calendars/imported/text.py": "which letters are Chinese, to tell an encoding",
    "dayzero/command_line.py": "help: what each command is for",
    "dayzero/commands/options.py": "help: how an option is read",
    "dayzero/demo/stories/before_infusion.py": "a drug as a ward records it",
    "dayzero/prefect_side/deploying.py": "help: what Prefect says of a work pool",
    "dayzero/terminal/prose.py": "which letters are Chinese, to end lines",
    "dayzero/web/api/described.py": "help: what OpenAPI says to who writes a program",
    "dayzero/web/metrics.py": "help: what Prometheus says of a figure",
    "models/chinese_script.py": "names of drugs: forms of one character",
}
"""What is no wording, and why."""
