"""Pages of the inter-ministry meeting (P25 22)."""
