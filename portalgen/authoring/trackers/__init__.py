"""Progress from exports of trackers: ids, days and numbers, and no other word of them.

An export and a mapping in, drafts of progress.csv and of the table of items out; `maps/` has the known trackers.
Imports `authoring/drafts` and `authoring/edit`.
"""
