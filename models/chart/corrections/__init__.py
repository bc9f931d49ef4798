"""What later records make of earlier ones: corrected, taken back, or another value from a day."""
