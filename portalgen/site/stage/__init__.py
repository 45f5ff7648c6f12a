"""A whole site as files for an engine, before one runs: templates, settings, pages.

Rendered pages in, `Staged` with its digest out.
Imports `site/files` and `site/csp`.
"""
