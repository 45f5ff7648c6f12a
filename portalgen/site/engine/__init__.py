"""What turns a staged site into a finished one, and the cache of what it made.

A staged folder in, a site out; MkDocs is imported in `mkdocs_engine` only.
Imports no other room of the site.
"""
