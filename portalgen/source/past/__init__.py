"""The dates of clients as each revision of the repository had them.

A repository in, `History` out; what it once read is kept in a cache.
Imports `source/git`, `source/yaml` and `source/files`; never the loader, whose rules may change.
"""
