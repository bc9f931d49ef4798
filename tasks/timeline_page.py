"""A subject's timeline as an artifact: the picture, and a line for each step."""

from base64 import b64encode

from prefect import task
from prefect.artifacts import create_markdown_artifact

from tasks.path import Path
from tasks.surroundings import subject_page
from tasks.timeline_svg import timeline_svg
from tasks.words import COLOUR, ORANGE, RED, Word


@task(name="timeline", task_run_name="timeline", persist_result=False)
def show_timeline(path: Path, day_zero: str) -> None:
    """Keep the timeline with the run, under the subject's own key."""
    create_markdown_artifact(
        timeline_page(path, day_zero, subject_page(path.plan.subject)),
        key=f"timeline-{path.plan.subject.lower()}",
        description=f"**{path.plan.subject}: {path.word}.** {path.message}",
    )


def timeline_page(path: Path, day_zero: str, more: str) -> str:
    """The page as Markdown; steps that do not apply are left out. `more` is where to read on."""
    picture = b64encode(timeline_svg(path, day_zero).encode()).decode()
    rows = [
        f"| {_said(line.word)} | {line.title} | {line.message} |"
        for line in path.lines
        if line.word is not Word.NOT_APPLICABLE
    ]
    return "\n".join(
        [
            f"![timeline of {path.plan.subject}](data:image/svg+xml;base64,{picture})",
            "",
            f"What to do, and why: [{path.plan.subject}]({more})",
            "",
            "| state | step | when, and what stands against it |",
            "|---|---|---|",
            *rows,
        ]
    )


def _said(word: Word) -> str:
    """The word, bold where somebody must act."""
    return f"**{word}**" if COLOUR[word] in {ORANGE, RED} else word.value
