"""A visitor of built sites in Chromium, what can be wrong with a page, and the hosts that serve it."""
