"""From trees to nouns: the split of internal matter, then the model's own judgement.

Trees in, visible parts, nouns and located diagnostics out.
Imports `source/yaml` and `source/files`.
"""
