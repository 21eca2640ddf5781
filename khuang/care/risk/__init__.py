"""Instruments, assessments, risk policies, the class with its reasons, and the human override."""
