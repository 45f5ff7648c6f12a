"""Evidence: what a project promised and what became of it, as numbered points that anybody can check offline.

A client's model with its findings and its publications in, points and one HTML document out. It imports the rooms of
pages below it: `parts` for people and prose, `document` for the look of a file that opens from disk.
"""
