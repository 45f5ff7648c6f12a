"""Commands that make a portal on this machine: build, serve, preview.

Names of clients in, sites and files on this machine out.
Imports the pipeline and `cli/terminal`.
"""
