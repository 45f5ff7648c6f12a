"""What stands around the content of a page: navigation, links, who publishes; and the templates with their filters.

In goes the subject of the pages and the path of one; out come frozen values under the names that templates share.
Imports the pages of a project and their parts, and knows no view model of its own.
"""
