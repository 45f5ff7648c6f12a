"""What is to be written into `projects/`: where it goes, what it would be like, and the writing itself.

Drafts in, a trial or written files out.
Imports `authoring/edit` and the floors below.
"""
