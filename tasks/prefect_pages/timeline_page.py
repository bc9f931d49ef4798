"""A subject's timeline as an artifact: the picture, and a line for each step."""

from base64 import b64encode

from prefect import task
from prefect.artifacts import create_markdown_artifact

from models.timeline.path_word import Word
from pictures.colours import COLOUR, ORANGE, RED
from pictures.path import Path
from pictures.timeline_svg import timeline_svg
from tasks.environment import subject_page
from wording.language import Language
from wording.pictures.path import path_words
from wording.pictures.timeline import picture_words


@task(name="timeline", task_run_name="timeline", persist_result=False)
def show_timeline(path: Path, day_zero: str) -> None:
    """Keep the timeline with the run, under the subject's own key."""
    subject, word = path.plan.subject, picture_words(path.language).words[path.word]
    said = path_words(path.language).summary.format(subject=subject, word=word, said=path.message)
    create_markdown_artifact(
        timeline_page(path, day_zero, subject_page(subject)),
        key=f"timeline-{subject.lower()}",
        description=said,
    )


def timeline_page(path: Path, day_zero: str, more: str) -> str:
    """The page as Markdown; steps that do not apply are left out. `more` is where to read on."""
    says, picture, subject = (
        path_words(path.language),
        picture_words(path.language),
        path.plan.subject,
    )
    drawn = b64encode(timeline_svg(path, day_zero, picture).encode()).decode()
    rows = [
        f"| {_said(line.word, path.language)} | {line.title} | {line.message} |"
        for line in path.lines
        if line.word is not Word.NOT_APPLICABLE
    ]
    return "\n".join(
        [
            f"![{picture.name.format(subject=subject)}](data:image/svg+xml;base64,{drawn})",
            "",
            says.more.format(link=f"[{subject}]({more})"),
            "",
            f"| {' | '.join(says.columns)} |",
            "|---|---|---|",
            *rows,
        ]
    )


def _said(word: Word, language: Language) -> str:
    """The word, bold where somebody must act."""
    said = picture_words(language).words[word]
    return f"**{said}**" if COLOUR[word] in {ORANGE, RED} else said
