"""Every write of the delivery desk: typed, in one transaction, with one audit record."""
