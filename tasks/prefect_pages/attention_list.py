"""Who needs attention, as a list among Prefect's artifacts.

It is in the installation's language; a run's name is English, as programs read it. The list is
when it says something new, and at least hourly. Whether it does is asked of Prefect's own
newest version: nothing is kept beside it that could disagree.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from prefect import get_client, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey
from prefect.client.schemas.objects import ArtifactCollection
from prefect.settings import PREFECT_UI_URL

from models.alerting.deadlines import is_over
from models.alerting.tellings import AlertState
from models.disclosure import PREFECT
from models.moments import Minute, to_minute
from models.protocol import every_site
from models.records.store import learn_versions
from models.timeline.values import Severity
from models.versions.known import known_protocol
from tasks.environment import language, store, subject_page
from tasks.prefect_pages.attention import Attention, read_attention
from wording.dates.deadlines import say_by
from wording.dates.forms import say_minute
from wording.language import ENGLISH, Language
from wording.messages.lines import line_of
from wording.messages.messages import said
from wording.pictures.attention import AttentionWording, attention_words
from wording.sentences import sentence

KEY = "who-needs-attention"
MOST_LINES = 50  # what somebody can look through; the line above the list counts them all
MOST_NAMES = 4  # in the name of a run, which is one line
FRESH_MINUTES = 60  # an older list is written anew, so that its moment stays honest


@dataclass(frozen=True, slots=True)
class Shown:
    """What the artifact says, but for the moment at which somebody looked.

    Attributes:
        summary: how many subjects need attention, and how urgently.
        lines: Markdown, and no table, as those cut off what is longer than a line.
    """

    summary: str
    lines: str
    language: Language = ENGLISH

    def described(self, moment: datetime) -> str:
        """The line above the list: whom it shows, and when somebody looked."""
        zone = next(iter(every_site().values())).zone
        words, today = attention_words(self.language), moment.astimezone(zone).date()
        looked = say_minute(to_minute(moment), zone, today, self.language)
        return words.described.format(summary=self.summary, moment=looked)


@task(name="who-needs-attention", task_run_name="who-needs-attention", persist_result=False)
def show_attention(now: datetime) -> str:
    """Keep the list among Prefect's artifacts, written anew where it says something new.

    Returns:
        Whom it shows, in a few words for the name of a run.
    """
    waiting = _waiting()
    shown, newest = _shown(waiting, now), _newest()
    if newest is not None and still_says(newest, shown, now):
        page = f"{PREFECT_UI_URL.value()}/artifacts/artifact/{newest.latest_id}"
        get_run_logger().info("Nothing changed; who needs attention: %s", page)
    else:
        create_markdown_artifact(shown.lines, key=KEY, description=shown.described(now))
    return say_waiting(waiting)


def is_outdated(now: datetime) -> bool:
    """Whether the list is to be written anew: an answer changes it, and so does an hour."""
    newest = _newest()
    return newest is None or not still_says(newest, _shown(_waiting(), now), now)


def _waiting() -> list[Attention]:
    learn_versions(store())
    return [one for one in read_attention(store()) if not one.alert.asks_nothing]


def _shown(waiting: Sequence[Attention], now: datetime) -> Shown:
    said_in = language()
    return Shown(say_waiting(waiting, said_in), attention_lines(waiting, now, said_in), said_in)


def _newest() -> ArtifactCollection | None:
    wanted = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(any_=[KEY]))
    with get_client(sync_client=True) as client:
        return next(iter(client.read_latest_artifacts(artifact_filter=wanted)), None)


def still_says(newest: ArtifactCollection, shown: Shown, now: datetime) -> bool:
    """Whether an artifact says the same, as looked at within the last hour."""
    lately = (now - timedelta(minutes=minutes) for minutes in range(FRESH_MINUTES))
    described = {shown.described(moment) for moment in lately}
    return bool(newest.data == shown.lines) and newest.description in described


def attention_lines(
    waiting: Sequence[Attention], now: datetime, said_in: Language = ENGLISH
) -> str:
    """A line for each alert, in the given order, under its severity; what is left is counted.

    What to do, with step names and dates; why is on the subject's page.
    """
    words = attention_words(said_in)
    if not waiting:
        return words.nobody
    lines: list[str] = []
    for severity, some in groupby(waiting[:MOST_LINES], key=lambda one: one.alert.severity):
        said_of_each = (f"- {_line(one, now, words)}" for one in some)
        lines += [f"### {words.severities[severity]}", "", *said_of_each, ""]
    left = len(waiting) - MOST_LINES
    lines += [words.left.format(count=left)] if left > 0 else []
    return "\n".join(lines)


def _line(one: Attention, now: datetime, words: AttentionWording) -> str:
    line = line_of(one.told, known_protocol(one.trial), words.language, now, ceiling=PREFECT)
    asked = said(line, words.language).asked
    page = f"[{one.subject}]({subject_page(one.subject)})"
    where = page + _by(one, now, words)
    return words.line.format(where=where, asked=sentence(asked)) + _answer(one, now, words)


def _by(one: Attention, now: datetime, words: AttentionWording) -> str:
    """The deadline, and that it has passed once it has; empty where there is none."""
    deadline = one.alert.deadline
    if deadline is None:
        return ""
    if is_over(deadline, one.zone, now):
        return words.since.format(when=_at(deadline, one, now, words))
    return words.by.format(by=say_by(deadline, one.zone, words.language, now))


def _at(minute: Minute, one: Attention, now: datetime, words: AttentionWording) -> str:
    """A minute as it is read today on the site's clock: `Fri 10 Apr 10:00`."""
    today = now.astimezone(one.zone).date()
    return say_minute(minute, one.zone, today, words.language)


def _answer(one: Attention, now: datetime, words: AttentionWording) -> str:
    """What somebody has answered; by whom is no matter of these pages."""
    match one.opened.state(now):
        case AlertState.ACKNOWLEDGED:
            return words.taken_over
        case AlertState.SNOOZED:
            until = to_minute(one.opened.tell_from)
            return words.put_off.format(when=_at(until, one, now, words))
        case _:
            return ""


def _named(subjects: Sequence[str], words: AttentionWording) -> str:
    """The first few, in their order; the others are counted."""
    each = list(dict.fromkeys(subjects))
    left, names = len(each) - MOST_NAMES, words.listed.join(each[:MOST_NAMES])
    return words.names_left.format(names=names, count=left) if left > 0 else names


def say_waiting(waiting: Sequence[Attention], said_in: Language = ENGLISH) -> str:
    """Such as `9 subjects need attention: 2 critical (CN05-001, CN10-001), 7 warning.`, in a line.

    By each one's worst alert; a list of runs so says who it is before anything is opened.
    """
    worst = {one.subject: one.alert.severity for one in reversed(waiting)}
    words = attention_words(said_in)
    if not worst:
        return words.nobody
    counted = Counter(worst.values())
    parts = [
        words.counted.format(count=counted[severity], severity=words.severities[severity])
        for severity in Severity
        if counted[severity]
    ]
    critical = [one.subject for one in waiting if one.alert.severity is Severity.CRITICAL]
    if critical:
        parts[0] = words.named.format(counted=parts[0], names=_named(critical, words))
    return words.need.of(len(worst), parts=words.listed.join(parts))
