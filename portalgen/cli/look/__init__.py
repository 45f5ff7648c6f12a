"""Commands that look and change nothing: check, diff, status, plan, explain, schema."""
