"""The plan grammar: Document to PlanDraft."""
