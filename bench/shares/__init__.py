"""Equal shares and the rules beside it: time, memory, and whether pabutools funds the same."""
