"""Moves of a promise, and how the client will read them.

A milestone, a day and a reason in, a draft and its sentences out.
Imports `authoring/drafts`, `authoring/edit`, and the pages' own parts, so that a move reads as it will there.
"""
