"""Mechanisms as data: YAML packs and their schemas."""
