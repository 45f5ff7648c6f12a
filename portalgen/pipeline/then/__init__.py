"""The portal as it was: what was told on each day before, and the whole of it as it stood on one.

A dossier in, with the tellings of each project out; or a day in, and the view of what was shown by then out. Imports
what the pipeline imports; nothing of the pipeline but its sentence imports it.
"""
