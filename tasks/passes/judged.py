"""What a pass adds to the verdicts on what was done. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from models.judged.made_with import MadeWith, made_with
from models.judged.news import Entry, Standing, news_of
from models.judged.verdicts import judged_of
from models.protocol import Protocol
from models.records.store import Reading
from models.timeline.footprints.stamp import stamp_of
from models.timeline.results import Plan
from wording.language import languages
from wording.saying import say
from wording.voice import Voice


def tools_of(made: Plan, protocol: Protocol) -> MadeWith:
    """What the plan was made with, beside what is recorded of the subject."""
    site = replace(protocol.sites[made.site], zone=made.zone)
    return made_with(
        protocol=made.protocol_id,
        version_of=made.protocol_version,
        protocol_hash=made.protocol_hash,
        site_stamp=stamp_of(protocol, site),
    )


def verdicts_on_done_steps(
    made: Plan, protocol: Protocol, before: Reading, tools: MadeWith
) -> tuple[tuple[Entry, Mapping[str, str]], ...]:
    """What is new of them, each with its sentences in every language."""
    another = before.last.another_judge(tools.hash, before.seen.facts)
    standing = Standing.BESIDE if another else Standing.JUDGED
    news = news_of(judged_of(made), before.verdicts, standing)
    return tuple((entry, _said(entry, made, protocol)) for entry in news)


def _said(entry: Entry, made: Plan, protocol: Protocol) -> Mapping[str, str]:
    if entry.judged is None:
        return {}
    voices = (Voice(language=one, zone=made.zone, protocol=protocol) for one in languages())
    return {voice.language: say(entry.judged.reason, voice) for voice in voices}
