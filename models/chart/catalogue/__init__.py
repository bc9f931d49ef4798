"""The catalogue of drugs: what a name means, its classes, the forms in which it is given."""
