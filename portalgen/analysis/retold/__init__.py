"""What clients were told before: the days on which they were, and what was told of each project then.

Findings with the history that their records came from in; the same findings with the tellings of each project out.
Imports `analysis/answer` and what lies below it. Decision 0033.
"""
