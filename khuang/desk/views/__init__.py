"""Pages of the desk, a file for each kind; every one says who may open it, and a look at people is noted."""
