"""A client's reply by mail: what it answers, who wrote it, and what of it is written down.

Mails and the view of a workspace in, drafts or a reason for refusing out; where keys are asked for is handed in.
Imports drafts, edit, and what a client's data gives.
"""
