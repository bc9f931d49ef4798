"""How much of a drug was given: units as wards write them, read exactly."""
