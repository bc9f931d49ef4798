"""Several things as one: `a, b and c`, `a、b和c`, by the language's own rules in CLDR."""

from collections.abc import Iterable

from wording.language import Language, lists_of


def say_list(things: Iterable[str], language: Language) -> str:
    """Things that stand side by side in a sentence."""
    from babel.lists import format_list  # noqa: PLC0415  a twentieth of a second; few sentences list

    return format_list(tuple(things), locale=lists_of(language))


def say_choice(things: Iterable[str], language: Language) -> str:
    """Things of which any will do: `a, b or c`, `a、b或c`."""
    from babel.lists import format_list  # noqa: PLC0415  as above

    return format_list(tuple(things), style="or", locale=lists_of(language))
