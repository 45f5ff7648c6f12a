"""What is to be written into `projects/`: where it goes, what it would be like, and the writing itself.

Drafts in, written files and what would newly be wrong out.
Imports `authoring/edit` and the floors below.
"""
