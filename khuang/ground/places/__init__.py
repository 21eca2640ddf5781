"""Villages and communities, roads for the map, and points with their accuracy and source."""
