"""What offices took on, wherever that was agreed: acting on it, reminders of its day."""
