"""Why, as data: every verdict, window, conflict, question and alert as typed facts.

No sentence of any language is made here or anywhere in `models`; `wording` says a reason, in
the reader's language. A reason is frozen, compares by its facts, and is kept as versioned JSON
(`models/reasons/kept.py`).
"""
