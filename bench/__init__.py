"""What Khuang is measured by; `make bench` runs all of it and writes README.md here."""
