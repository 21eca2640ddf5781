"""Pages of reports, talks and issues; every one says who may open it, and a look at people is noted."""
