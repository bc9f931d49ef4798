"""What the pages say, in each language.

Wording is Python, as in `wording.calendars`: one frozen class for each part of the pages and
one value of it for each language. A text that one language lacks does not type-check, and
nothing has to be compiled. Words of a path come from `wording.pictures.timeline`, what an alert
asks from the templates of `models.alerting`, titles of steps and rules from the protocol.
Sentences of a plan come from the plan, in each language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.calendars import Language
from wording.pages import common, list_page, recording, subject_page
from wording.pictures.timeline import PICTURE, PictureWording


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language.

    Attributes:
        tag: as BCP 47 names it, for the `lang` attribute.
    """

    language: Language
    tag: str
    common: common.CommonWords
    listed: list_page.ListWords
    subject: subject_page.SubjectWords
    record: recording.RecordingWords
    path: PictureWording


WORDS: Mapping[Language, Words] = {
    "en": Words(
        language="en",
        tag="en",
        common=common.ENGLISH,
        listed=list_page.ENGLISH,
        subject=subject_page.ENGLISH,
        record=recording.ENGLISH,
        path=PICTURE["en"],
    ),
    "zh": Words(
        language="zh",
        tag="zh-CN",
        common=common.CHINESE,
        listed=list_page.CHINESE,
        subject=subject_page.CHINESE,
        record=recording.CHINESE,
        path=PICTURE["zh"],
    ),
}
