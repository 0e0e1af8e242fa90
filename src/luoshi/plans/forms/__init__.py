"""What people type into the plans room."""
