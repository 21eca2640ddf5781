"""Changing keys: everything sealed is sealed anew, and every keyed hash made anew."""
