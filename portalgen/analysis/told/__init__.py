"""What pages tell first: the verdict, the asks, the events of a period.

Findings of the rooms below in, messages out; never sentences.
Imports `analysis/dates` and what lies below it.
"""
