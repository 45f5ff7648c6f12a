"""Evidence: what a project promised and what became of it, as files that either party can check offline.

What is asked for and a sound client in, the bytes of a zip out; everything in it has been through the scan of a site.
"""
