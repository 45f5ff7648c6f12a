"""New workspaces, clients, projects, items and updates, each valid as it is written.

Answers in, drafts out; `workspace/` and `scaffolds/` hold files as they will be.
Imports `authoring/drafts` and `authoring/edit`.
"""
