"""What the pages say: one frozen class for each part of them, filled from the catalogue `pages`.

Words of a path come from `wording.pictures.timeline`, what an alert asks from the messages,
titles of steps and rules from the protocol. Reasons of a plan are said by `wording.say`.
"""

from dataclasses import dataclass

from wording.filled import filled, part
from wording.language import Language, tag_of
from wording.pages.api import TokenWords
from wording.pages.audit import AuditWords
from wording.pages.board import BoardWords
from wording.pages.common import CommonWords
from wording.pages.copies import CopyWords
from wording.pages.deliveries import DeliveryWords
from wording.pages.deviations import DeviationWords
from wording.pages.enrolling import EnrolWords
from wording.pages.handover import HandoverWords
from wording.pages.help import HelpWords
from wording.pages.import_page import ImportPageWords
from wording.pages.list_page import ListWords
from wording.pages.people import PeopleWords
from wording.pages.recording import RecordingWords
from wording.pages.rules import RuleWords
from wording.pages.signatures import SignatureWords
from wording.pages.signing_in import SignInWords
from wording.pages.site_calendar import SiteCalendarWords
from wording.pages.subject_page import SubjectWords
from wording.pages.today import TodayWords
from wording.pages.today_file import TodayFileWords
from wording.pages.verdicts import VerdictWords
from wording.pages.week import WeekWords
from wording.pages.what_if import WhatIfWords
from wording.pictures.timeline import PictureWording


@part("pages", "pages")
@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language."""

    language: Language
    common: CommonWords
    signing: SignInWords
    today: TodayWords
    today_file: TodayFileWords
    copies: CopyWords
    week: WeekWords
    site_calendar: SiteCalendarWords
    board: BoardWords
    listed: ListWords
    enrolling: EnrolWords
    subject: SubjectWords
    record: RecordingWords
    rules: RuleWords
    audit: AuditWords
    what_if: WhatIfWords
    handover: HandoverWords
    deviations: DeviationWords
    deliveries: DeliveryWords
    signatures: SignatureWords
    verdicts: VerdictWords
    help: HelpWords
    tokens: TokenWords
    imports: ImportPageWords
    people: PeopleWords
    path: PictureWording

    @property
    def tag(self) -> str:
        """The language as BCP 47 names it, for the `lang` attribute."""
        return tag_of(self.language)


def page_words(language: Language) -> Words:
    """The pages' words in one language."""
    return filled(Words, language)
