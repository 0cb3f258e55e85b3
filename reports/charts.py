"""Rows of a table with a bar beside each: drawn by the server, in the units of the longest one."""

#: Width of the drawing area of a bar.
WIDTH = 200


def with_bars(rows):
    """`rows` are {label, median, ninety, number, target or None, …}; each gets `bar`, the ends of what is drawn."""
    longest = max((max(row["ninety"], row["target"] or 0) for row in rows), default=0) or 1
    scale = WIDTH / longest
    return [
        row
        | {
            "bar": {
                "median": round(row["median"] * scale),
                "ninety": round(row["ninety"] * scale),
                "target": None if row["target"] is None else min(WIDTH - 2, round(row["target"] * scale)),
            }
        }
        for row in rows
    ]
