"""Files that may hold Chinese or sentences outside `wording`, and those that still do."""

from collections.abc import Mapping

STILL_OUTSIDE: frozenset[str] = frozenset(
    {
        "calendars/entries/descriptions.py",
        "models/timeline/again.py",
        "models/timeline/chinese/again.py",
        "models/timeline/chinese/chains.py",
        "models/timeline/chinese/conditions.py",
        "models/timeline/chinese/lifetime_doses.py",
        "models/timeline/chinese/verdicts.py",
        "models/timeline/chinese/washouts.py",
        "models/timeline/chinese/words.py",
        "models/timeline/condition_sentences.py",
        "models/timeline/exposure_sentences.py",
        "models/timeline/network/working_days.py",
        "models/timeline/questions.py",
        "models/timeline/value_questions.py",
        "models/timeline/washout_sentences.py",
        "tasks/prefect_pages/attention_list.py",
    }
)
"""Still to be converted: this list may only shrink."""

FOR_GOOD: Mapping[str, str] = {
    "calendars/checks/private_data.py": "a pattern of what may not leave",
    "calendars/imported/text.py": "which letters are Chinese, to tell an encoding",
    "dayzero/command_line.py": "help: what each command is for",
    "dayzero/commands/options.py": "help: how an option is read",
    "dayzero/demo/stories/before_infusion.py": "a drug as a ward records it",
    "dayzero/prefect_side/deploying.py": "help: what Prefect says of a work pool",
    "dayzero/terminal/prose.py": "which letters are Chinese, to end lines",
    "models/chart/chinese_script.py": "names of drugs: forms of one character",
}
"""What is no wording, and why."""
