"""Needs, and a case from intake to closure. Vocabulary of Primero."""
