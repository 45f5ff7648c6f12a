"""Clients, projects and their past as values, made without a file."""
