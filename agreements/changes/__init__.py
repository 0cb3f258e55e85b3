"""Extensions and amendments of agreements in force (P25 32-33): working copies of the text, each with its road."""
