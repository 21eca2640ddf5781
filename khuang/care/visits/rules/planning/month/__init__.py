"""The search for a month's plan, over arrays.

arrays     what is asked and where the search stands, as arrays
encoding   a problem to arrays, and arrays to placements
moves      put a visit into a round, lift it out, undo both
insertion  where a visit goes best
ruin       which visits to lift out
search     ruin and recreate, over and over
priority   nobody worse off is left out for somebody better off
"""
