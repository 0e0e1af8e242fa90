"""What is wrong in a plan, or between two plans."""
