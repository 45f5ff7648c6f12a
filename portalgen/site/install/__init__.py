"""A finished site takes its place at once, under a lock, and the last good one survives.

A prepared folder in, an installed site out.
Imports no other room of the site.
"""
