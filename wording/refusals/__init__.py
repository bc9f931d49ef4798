"""Refusals in words: errors and reasons, in any language.

A refusal needs a language and no protocol, no site and no chart: it must be told where none of
them could be read. Which message says a reason follows from the reason itself, so that a new
kind is a message in each language and no line here.
"""

from wording.refusals.saying import say_fault, say_note, say_refusal

__all__ = ["say_fault", "say_note", "say_refusal"]
