"""What was told beside the dates and told otherwise later: a second chain of entries, of the same make as the ledger.

In go revisions; out come entries, the texts that they open, and what pages say of each. May import what the ledger is
made of, and knows nothing of forecasts or health. Decision 0032.
"""
