"""The pages of the rounds room."""
