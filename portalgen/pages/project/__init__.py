"""The pages of a project, one module each: a view model, what makes it of a subject, when it has data.

In goes a `Subject`; out comes a frozen, typed value that the template of the same name reads as `page`.
Imports the parts; the pages do not know each other.
"""
