"""What becomes of promises: first, agreed and forecast dates, slips, waiting, the track record.

Milestones and records in, accounts of dates out.
Imports `analysis/ledger` and what lies below it.
"""
