"""Folders and texts: what is on the disk, in memory or under a draft, by one small interface.

Paths in, entries, bytes and lines with places out.
Imports diagnostics and the model's scalars alone.
"""
