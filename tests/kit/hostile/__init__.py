"""Texts and files that try to do harm, and builds that are watched, killed or starved."""
