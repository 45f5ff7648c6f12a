"""What keeps a finished site from being published: leaks, traces, scripts, dead links.

A folder and the secrets in, flaws out.
Imports `site/files` and `site/csp`.
"""
