"""The only room that asks git of the past: commits, trees, blobs, authors.

Revisions in, plain values out; git speaks to no network and reads no configuration of the checkout.
Imports `source/files` alone.
"""
