"""Files of a workspace, in memory, in git and as people type them."""
