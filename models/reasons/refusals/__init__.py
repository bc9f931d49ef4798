"""Why something was refused, as data: what is wrong with one value, and what would be right.

One module for each place that refuses, one catalogue of `wording` for each module, whatever room
it is in: `fields.py` is said by `refused_fields.po`, in every language. A refusal is told to
whoever wrote what is refused and to nobody else, so it discloses nothing that its reader did not
write.
"""
