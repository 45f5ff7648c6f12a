"""The model as JSON Schema, and the settings that let editors use it.

Nouns in, schemas and editor files out.
Imports the loader's lists of keys and what lies below them.
"""
