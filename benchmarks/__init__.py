"""Measurements of what grows: each module prints a table, `python -m benchmarks.<name>`."""
