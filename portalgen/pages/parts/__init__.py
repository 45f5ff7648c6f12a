"""Pieces that several pages share: people, a PM's Markdown, the record of dates, charts with their files.

In goes the model, findings and charts; out come frozen values that templates read, and files.
Imports nothing of the other rooms.
"""
