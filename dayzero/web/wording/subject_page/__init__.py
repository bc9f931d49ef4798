"""What a subject's page says."""

from dayzero.web.wording.subject_page.chinese import CHINESE
from dayzero.web.wording.subject_page.english import ENGLISH
from dayzero.web.wording.subject_page.words import SubjectWords

__all__ = ["CHINESE", "ENGLISH", "SubjectWords"]
