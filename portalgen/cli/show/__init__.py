"""Commands that make a portal on this machine: build, serve, preview."""
