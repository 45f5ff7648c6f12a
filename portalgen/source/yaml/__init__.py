"""YAML as portalgen reads and writes it: the core of YAML 1.2, every value with its place.

Texts in, trees and diagnostics out; `plain` reads past revisions without places.
Imports `source/files` alone; PyYAML is imported in this room only.
"""
