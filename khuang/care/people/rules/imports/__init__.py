"""What a file of people means: its tables, its headers, its columns, and each of its rows."""
