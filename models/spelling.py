"""How a name may be written, and what of it never tells two names apart.

Capitals, spaces, hyphens, dots and the script of Chinese characters do not; each catalogue of
names is looked up without them.
"""

import unicodedata

from models.chinese_script import simplified

IGNORED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Pd", "Pc", "Cc", "Cf"})
IGNORED = frozenset(".·•‧∙・'’‘`´−®™©")  # − is a minus sign, no dash to Unicode


def exact_key(name: str) -> str:
    """A name without spaces, hyphens and dots; its capitals are kept."""
    spelled = unicodedata.normalize("NFKC", "".join(c for c in name if c not in IGNORED))
    return "".join(c for c in spelled if not _ignored(c))


def key_of(name: str) -> str:
    """What a name is looked up by: two names with one key are one name."""
    folded = unicodedata.normalize("NFKC", exact_key(name).casefold())
    return simplified(folded)


def _ignored(character: str) -> bool:
    return character in IGNORED or unicodedata.category(character) in IGNORED_CATEGORIES
