"""One client's folder, or what all clients have in common, as the model has it.

A folder and an id in; `Loaded` with client, delivery, secrets, diagnostics and locations out.
Imports `source/formats` and what lies below it; never the past.
"""
