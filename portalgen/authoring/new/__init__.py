"""New workspaces, clients, projects, items and updates, each valid as it is written.

Answers in, drafts out; `workspace/` and `scaffolds/` hold files as they will be.
Imports `authoring/drafts`, `authoring/edit`, and the events of the analysis for an update's beginning.
"""
