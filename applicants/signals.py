"""What the floors above may object to."""

from django.dispatch import Signal

# Sent with `applicant`, inside the transaction, before who somebody is changes;
# a receiver that objects raises RuleBroken.
identity_changing = Signal()
