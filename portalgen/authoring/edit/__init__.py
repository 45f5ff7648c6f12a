"""Changes of one text: splicing values at the parser's marks, so that every other byte stays.

A text and a change in, a text out that was read back; no file is touched.
Imports the source floor alone.
"""
