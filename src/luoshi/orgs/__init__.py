"""Regions, units with aliases, working groups and posts."""
