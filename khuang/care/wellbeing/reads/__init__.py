"""Questions about check-ins, signs of life and silences, answered for screens."""
