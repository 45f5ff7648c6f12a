"""The preview beside an editor: watches files, builds again, shows the last good page behind what is wrong.

Saved files in, pages over HTTP out.
Imports the other rooms of the site.
"""
