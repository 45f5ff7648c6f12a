"""What commands share: options, questions on a terminal, reports, exit codes.

Arguments in, values and printed lines out.
Imported by the commands; imports none of them.
"""
