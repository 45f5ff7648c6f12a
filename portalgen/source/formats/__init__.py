"""Files that are no YAML: progress.csv, Markdown, documents, pictures, archives.

Bytes in, rows, links, published bytes and diagnostics out.
Imports `source/nouns` and what lies below it.
"""
