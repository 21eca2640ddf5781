"""Topics in phases, statements and votes, opinion patterns, agreements."""
