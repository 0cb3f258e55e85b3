"""How long dossiers stay at a step, in working days, counted in the database from their history.

A stay is one visit of a step: a return ends it, and the next visit begins another one. A suspension in between
belongs to the same visit, and its days do not count. Day 1 is the first working day after arrival, as for a clock.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from agreements.enums import Status
from agreements.models import Dossier
from cooperation.working_days import today

#: `dossiers` are those asked about, as far as the reader may see them. The calendar counts working days from its
#: first day on, so that two of its rows give the working days between them.
STAYS = """
WITH happened AS (
    SELECT dossier_id, id, name, at, to_status,
           lag(to_status) OVER road IS DISTINCT FROM to_status AS moved
    FROM agreements_dossierevent
    WHERE to_status <> '' AND dossier_id IN ({dossiers})
    WINDOW road AS (PARTITION BY dossier_id ORDER BY at, id)
), segments AS (
    SELECT dossier_id, name, to_status AS status, at, lead(at) OVER road AS left_at,
           count(*) FILTER (WHERE to_status <> 'suspended' AND name <> 'resume') OVER road AS visit
    FROM happened
    WHERE moved
    WINDOW road AS (PARTITION BY dossier_id ORDER BY at, id)
), dated AS (
    SELECT segments.*, max(visit) OVER (PARTITION BY dossier_id) AS last_visit,
           -- The register knows of a longer stay than our own history.
           ((CASE WHEN left_at IS NULL THEN least(at, dossier.status_since) ELSE at END)
               AT TIME ZONE 'Asia/Jakarta')::date AS came_on,
           (left_at AT TIME ZONE 'Asia/Jakarta')::date AS left_on
    FROM segments JOIN agreements_dossier AS dossier ON dossier.id = dossier_id
), calendar AS (
    SELECT days.day::date AS day,
           count(*) FILTER (WHERE extract(isodow FROM days.day) < 6 AND holiday.day IS NULL)
               OVER (ORDER BY days.day) AS n
    FROM generate_series((SELECT min(came_on) FROM dated), %(today)s, interval '1 day') AS days (day)
    LEFT JOIN cooperation_holiday AS holiday ON holiday.day = days.day::date
), stays AS (
    SELECT dossier_id, status, visit = last_visit AS is_last, bool_or(name = 'imported') AS taken_over,
           max(left_on) AS left_on, max(left_at) AS left_at, sum(last.n - first.n)::int AS days
    FROM dated
    JOIN calendar AS first ON first.day = came_on
    JOIN calendar AS last ON last.day = coalesce(left_on, %(today)s)
    GROUP BY dossier_id, status, visit, last_visit
)
"""

NOW = """
SELECT dossier_id, days
FROM stays JOIN agreements_dossier AS dossier ON dossier.id = dossier_id
WHERE is_last AND stays.status = dossier.status
ORDER BY days DESC, dossier_id
LIMIT %(limit)s OFFSET %(offset)s
"""

#: Who reviewed when the stay ended: whoever took it up or was given it last.
PAST = """
, counted AS (
    SELECT stays.status, stays.days, dossier.province_id, dossier.region_id, handed.reviewer
    FROM stays JOIN agreements_dossier AS dossier ON dossier.id = dossier_id
    LEFT JOIN LATERAL (
        SELECT CASE name WHEN 'take_up' THEN by_id WHEN 'assign' THEN (data -> 'reviewer' ->> 'pk')::bigint END
        FROM agreements_dossierevent AS event
        WHERE event.dossier_id = stays.dossier_id AND name IN ('take_up', 'assign', 'release')
          AND event.at <= stays.left_at
        ORDER BY event.at DESC, event.id DESC LIMIT 1
    ) AS handed (reviewer) ON true
    WHERE NOT is_last AND NOT taken_over AND left_on BETWEEN %(since)s AND %(until)s
      AND stays.status = ANY(%(steps)s)
)
SELECT CASE grouping(status, province_id, region_id, reviewer)
           WHEN 7 THEN 'step' WHEN 11 THEN 'province' WHEN 13 THEN 'region' ELSE 'reviewer' END AS kind,
       coalesce(status, province_id, region_id, reviewer::text) AS key,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninety,
       count(*) AS number
FROM counted
GROUP BY GROUPING SETS ((status), (province_id), (region_id), (reviewer))
HAVING grouping(reviewer) = 1 OR reviewer IS NOT NULL
"""


@dataclass(frozen=True)
class Question:
    """What is asked of the stays: of whose dossiers, at which steps, ended from when until when, in which province."""

    user: object
    steps: tuple[Status, ...]
    since: date
    until: date
    province: str = ""

    def dossiers(self):
        """Those the reader may see, in the province asked for."""
        visible = Dossier.objects.visible_to(self.user)
        return visible.filter(province=self.province) if self.province else visible

    def ask(self, query, among, **more):
        """Rows as dictionaries, of the stays of the dossiers `among`."""
        sql, values = among.order_by().values("pk").query.sql_with_params()
        names = {f"visible_{n}": value for n, value in enumerate(values)}
        stays = STAYS.format(dossiers=sql % tuple(f"%({name})s" for name in names))
        asked = {
            "today": today(),
            "steps": [str(step) for step in self.steps],
            "since": self.since,
            "until": self.until,
        }
        with connection.cursor() as cursor:
            cursor.execute(stays + query, asked | names | more)
            columns = [column.name for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def standing(question):
    """Dossiers now at one of the steps."""
    return question.dossiers().filter(status__in=question.steps)


def oldest(question, *, limit, offset=0):
    """Dossiers now at one of the steps, with `age` in working days, the oldest first."""
    rows = question.ask(NOW, standing(question), limit=limit, offset=offset)
    found = Dossier.objects.for_lists().order_by().in_bulk([row["dossier_id"] for row in rows])
    for row in rows:
        found[row["dossier_id"]].age = row["days"]
    return [found[row["dossier_id"]] for row in rows]


def medians(question):
    """{"step" | "province" | "region" | "reviewer": {key: row}} of the stays that ended in the period."""
    found = {"step": {}, "province": {}, "region": {}, "reviewer": {}}
    for row in question.ask(PAST, question.dossiers()):
        found[row["kind"]][row["key"]] = row
    return found
