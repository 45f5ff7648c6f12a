"""Rules and advice on a client's data: what a careful colleague would ask before the client reads it.

A client and its findings in, diagnostics with pointers out.
Imports findings and what lies below them.
"""
