"""What the fields of a noun may be made of.

Typed scalars in, checked values out, with their spelling in JSON Schema; `schema` walks nouns by their fields.
Imports nothing of the model but itself.
"""
