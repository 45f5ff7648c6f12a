"""Exports of trackers, and their import."""
