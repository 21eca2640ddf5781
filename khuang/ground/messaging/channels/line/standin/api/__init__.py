"""The endpoints of the Messaging API that the product uses."""
