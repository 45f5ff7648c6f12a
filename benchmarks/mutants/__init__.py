"""A seeded mutation run: small changes to the package, one at a time, and whether a test notices each.

`changes` finds what can be changed in a module, `trial` tries a change in a copy of the project, `__main__` draws a
sample and prints what came out.
"""
