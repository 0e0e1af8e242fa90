"""Every read of the delivery desk: scoped to the person, filtered and paged in SQL."""
