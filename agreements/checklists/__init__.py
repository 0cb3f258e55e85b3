"""What the ministry checks in each step, line by line."""
