"""Urging 提醒 → 催办 → 督办 → 约谈 → 通报: a ladder as data, taken step by step, stopped when the task moves."""
