"""What a person may type about reports, talks and issues."""
