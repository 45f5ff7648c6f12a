"""Files of an older format become files of the newest.

A file in, the same file in the next format out, read back before it replaces the old one.
Imports `authoring/drafts` and `authoring/edit`.
"""
