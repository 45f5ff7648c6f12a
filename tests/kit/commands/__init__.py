"""Workspaces on disk, the command line, and what stands around it: publishing, pipelines, documented runs."""
