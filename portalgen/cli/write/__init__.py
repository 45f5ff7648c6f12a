"""Commands that write into `projects/`: init, new, move, import, migrate.

Answers and flags in, written files out, and what the client will read.
Imports the pipeline and `cli/terminal`.
"""
