"""The pages of the organisation.

Rights are asked through Django's permission question, since the room of roles lies above this one.
"""
