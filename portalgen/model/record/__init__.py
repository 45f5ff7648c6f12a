"""What stands for the past: revisions of a client's dates, what ledger.yml declares, the published seal.

Plain frozen values; reading them is `source/past`, computing with them `analysis/ledger`.
Imports `model/fields` alone.
"""
