"""What the fields of a noun may be made of.

Typed scalars in, checked values out, with their spelling in JSON Schema; `marks` say what a field is, and
`walk` finds the marked values of a noun.
Imports nothing of the model but itself.
"""
