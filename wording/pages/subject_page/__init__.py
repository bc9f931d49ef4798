"""What a subject's page says."""

from wording.pages.subject_page.chinese import CHINESE
from wording.pages.subject_page.english import ENGLISH
from wording.pages.subject_page.words import SubjectWords

__all__ = ["CHINESE", "ENGLISH", "SubjectWords"]
