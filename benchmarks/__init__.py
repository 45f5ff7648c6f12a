"""Measurements of what grows and of how the house is built; each module prints a table: `python -m benchmarks.NAME`."""
