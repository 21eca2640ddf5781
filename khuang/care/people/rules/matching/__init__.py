"""How likely two records speak of one person: comparison, weights, evidence, blocking.

Names follow the record-linkage field: comparison level, m and u probability (Fellegi
and Sunter 1969), term frequency, blocking. Plain Python; `pairs` alone needs numpy.
"""
