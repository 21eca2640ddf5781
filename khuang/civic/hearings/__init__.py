"""Hearings in a hall: roll, speaking turns, shows of hands, minutes."""
