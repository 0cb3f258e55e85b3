"""Monitoring at least twice a year: by the ministry, by the governor for its kabupaten and kota (P25 39; PP28 44)."""
