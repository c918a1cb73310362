"""Readings from a queue; the faulty ones are kept."""
