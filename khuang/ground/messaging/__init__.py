"""Channels in and out (LINE, phone, SMS, e-mail, visit): who can be reached how, what came, what goes."""
