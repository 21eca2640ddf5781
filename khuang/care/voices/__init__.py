"""What people say at the counter, by telephone, by letter and in talks at home."""
