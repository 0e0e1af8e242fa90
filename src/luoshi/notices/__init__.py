"""What people are told: an inbox in the page, and an outbox to mail and group robots."""
