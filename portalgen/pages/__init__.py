"""Pages: a client's model, findings and words become the pages and files of a portal. No file, clock or network.

`render` makes a site of them, `document` one document; `registry` is the only list of a project's pages.
Each page is one module of `project`: its view model, its charts, and when it has data.
"""
