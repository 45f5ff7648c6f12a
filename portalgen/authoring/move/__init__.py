"""Moves of a promise, and how the client will read them.

A milestone, a day and a reason in, a draft and its sentences out.
Imports `authoring/drafts` and `authoring/edit`.
"""
