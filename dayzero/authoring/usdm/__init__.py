"""A trial's schedule in CDISC's Unified Study Definitions Model, version 4: in and out."""
