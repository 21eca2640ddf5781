"""By which ways each person is reached, what they wrote, what they are answered, and invitations to many."""
