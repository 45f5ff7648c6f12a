"""What is made of a client that was examined, and goes out: a published site, an archive.

Orders in, what became of them out.
Imports the pipeline's steps; none of them imports it.
"""
