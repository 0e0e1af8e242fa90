"""Every write of the plans room: one transaction, one audit record."""
