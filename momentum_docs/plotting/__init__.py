"""Arrays in, Axes out: one figure family for the whole site. Nothing is computed here."""
