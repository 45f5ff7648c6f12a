"""Red, amber, green: what the data gives beside what is declared.

Forecasts, dates and cadence in, a state with the rule that fired out.
Imports `analysis/forecast` and what lies below it.
"""
