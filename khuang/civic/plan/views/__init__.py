"""Pages of the desk: planners write, the mayor decides."""
