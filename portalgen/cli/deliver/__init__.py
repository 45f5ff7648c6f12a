"""Commands for what leaves this machine: archive, publish, unpublish, verify."""
