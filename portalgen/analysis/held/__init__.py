"""What health is held against: what was published and is not released, beside what the files say today.

A project, its promises and its records in; promises as they are judged, and readings of the project to simulate, out.
Imports `analysis/forecast` and what lies below it. Decision 0029.
"""
