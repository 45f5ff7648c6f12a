"""All that was ever promised, as a chain of entries: computed from a history, read back, held against its seal.

A `History` in, `Records` out.
Imports the model and diagnostics alone.
"""
