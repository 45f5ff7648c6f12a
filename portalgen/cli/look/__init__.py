"""Commands that look and change nothing: check, diff, status, plan, explain, schema.

Names of clients and a day in, printed lines and an exit code out.
Imports the pipeline and `cli/terminal`.
"""
