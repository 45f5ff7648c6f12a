"""Commands for what leaves this machine: archive, publish, unpublish, verify.

One client in, an archive, a published site or what is wrong with one out.
Imports the pipeline and `cli/terminal`.
"""
