"""Every read of the plans room: paged and filtered in SQL."""
