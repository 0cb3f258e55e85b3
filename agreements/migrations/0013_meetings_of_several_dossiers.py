"""A meeting may concern several dossiers: its new columns and tables, beside the old ones."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cooperation.working_days import now


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0012_event_acting_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("meeting", "uid", models.UUIDField(null=True, editable=False)),
        migrations.AddField("meeting", "sequence", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField("meeting", "starts_at", models.DateTimeField("begins", null=True)),
        migrations.AddField("meeting", "ends_at", models.DateTimeField("ends", null=True, blank=True)),
        migrations.AddField(
            "meeting", "link", models.URLField("link of the video meeting", max_length=300, blank=True)
        ),
        migrations.AddField(
            "meeting",
            "state",
            models.CharField(
                "state",
                max_length=10,
                choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                default="planned",
            ),
        ),
        migrations.AddField("meeting", "reason", models.CharField("reason", max_length=500, blank=True)),
        migrations.AddField(
            "meeting",
            "convened_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                editable=False,
                related_name="+",
            ),
        ),
        migrations.AddField("meeting", "convened_at", models.DateTimeField(default=now, editable=False)),
        migrations.AlterField(
            "meeting",
            "recorded_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                editable=False,
                related_name="+",
            ),
        ),
        migrations.AlterField("meeting", "recorded_at", models.DateTimeField(null=True, editable=False)),
        migrations.AlterField("meeting", "place", models.CharField("place", max_length=200, blank=True)),
        migrations.AddField("attendance", "invited", models.BooleanField("invited", default=False)),
        migrations.AddField("attendance", "came", models.BooleanField("came", null=True)),
        migrations.CreateModel(
            name="MeetingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("agenda", models.TextField("agenda", max_length=5000, blank=True)),
                (
                    "outcome",
                    models.CharField(
                        "outcome",
                        max_length=10,
                        choices=[
                            ("agreed", "Agreed: the text can go to the partner"),
                            ("changes", "The text must change"),
                            ("postponed", "Postponed to another meeting"),
                        ],
                        blank=True,
                    ),
                ),
                ("summary", models.TextField("what was agreed", max_length=5000, blank=True)),
                ("draft", models.TextField("text of the minutes", max_length=20000, blank=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        "agreements.meeting", django.db.models.deletion.PROTECT, related_name="items"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        "agreements.dossier", django.db.models.deletion.PROTECT, related_name="meeting_items"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        "agreements.document",
                        django.db.models.deletion.PROTECT,
                        null=True,
                        blank=True,
                        related_name="+",
                        verbose_name="minutes signed by those present",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier of a meeting",
                "verbose_name_plural": "dossiers of meetings",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["meeting", "dossier"], name="meeting_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), ("outcome__in", ["agreed", "changes", "postponed"]), _connector="OR"),
                        name="meeting_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField("what", max_length=500)),
                ("due_on", models.DateField("until")),
                ("created_at", models.DateTimeField(default=now, editable=False)),
                ("done_note", models.CharField("what was done", max_length=1000, blank=True)),
                ("done_at", models.DateTimeField(null=True, editable=False)),
                ("confirmed_at", models.DateTimeField(null=True, editable=False)),
                *(
                    (
                        name,
                        models.ForeignKey(
                            settings.AUTH_USER_MODEL,
                            django.db.models.deletion.PROTECT,
                            editable=False,
                            related_name="+",
                            null=null,
                        ),
                    )
                    for name, null in (("created_by", False), ("done_by", True), ("confirmed_by", True))
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        "agreements.dossier", django.db.models.deletion.PROTECT, related_name="follow_ups"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        "agreements.meeting", django.db.models.deletion.PROTECT, related_name="follow_ups"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        "cooperation.office",
                        django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        verbose_name="who does it",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        "agreements.document",
                        django.db.models.deletion.PROTECT,
                        null=True,
                        blank=True,
                        related_name="+",
                        verbose_name="proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["office", "due_on"],
                        condition=models.Q(("confirmed_at", None)),
                        name="follow_up_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None),
                            models.Q(("done_by__isnull", False), ("proof__isnull", False)),
                            _connector="OR",
                        ),
                        name="follow_up_done_proved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at", None),
                            models.Q(
                                ("done_at__isnull", False),
                                models.Q(("confirmed_by", models.F("done_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_confirmed_by_another",
                    ),
                ],
            },
        ),
    ]
