"""The words that a chart may hold, for checking that a protocol's rules speak of those.

Drugs and drug classes are not here: they are whatever the catalogue beside the protocol
names.
"""

FIELDS = frozenset({"non_cns", "cns", "mediastinal", "total_body"})
PURPOSES = frozenset(
    {
        "bridging",
        "lymphodepletion",
        "cns_prophylaxis",
        "gvhd",
        "replacement",
        "supportive",
        "other",
    }
)
TESTS = frozenset({"pregnancy", "cd19"})
RESULTS = frozenset({"negative", "positive", "pending"})
ROUTES = frozenset({"intrathecal"})
"""The only route that rules tell from the others by name; `systemic` sorts the rest."""
