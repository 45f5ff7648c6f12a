"""When work will be done: throughput, backlog, simulation, earned schedule, and how earlier forecasts held.

Progress rows in, dates and probabilities out; NumPy is imported in `simulation` only.
Imports `analysis/dates` and what lies below it.
"""
