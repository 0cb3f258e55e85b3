"""The columns of meetings that knew one dossier go, what every meeting has is required."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0014_meetings_carried_over")]

    operations = [
        migrations.AlterModelOptions(
            "meeting",
            {
                "ordering": ["-starts_at", "-pk"],
                "verbose_name": "inter-ministry meeting",
                "verbose_name_plural": "inter-ministry meetings",
            },
        ),
        *(migrations.RemoveField("meeting", name) for name in ("dossier", "held_on", "agenda", "outcome", "minutes")),
        migrations.AlterField(
            "meeting", "uid", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
        ),
        migrations.AlterField(
            "meeting",
            "convened_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, editable=False, related_name="+"
            ),
        ),
        migrations.AlterField("meeting", "starts_at", models.DateTimeField("begins")),
        migrations.AddField(
            "meeting",
            "dossiers",
            models.ManyToManyField("agreements.dossier", through="agreements.MeetingItem", related_name="meetings"),
        ),
        migrations.AlterField(
            "attendance",
            "meeting",
            models.ForeignKey("agreements.meeting", django.db.models.deletion.PROTECT, related_name="attendances"),
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('prerequisite', 'Proof of a prerequisite'), ('contact', 'Record of a contact'), ('request_letter', "Letter asking for the minister's response"), ('response_letter', "Minister's response"), ('signed_intent', 'Signed Letter of Intent'), ('council_letter', 'Letter to the regional council'), ('council_receipt', 'Receipt of the council secretariat'), ('council_decision', 'Decision of the regional council'), ('plan_letter', 'Letter sending the cooperation plan'), ('proceed_letter', 'Letter asking to proceed without a council decision'), ('governor_receipt', "Receipt of the governor's office"), ('governor_letter', "Governor's letter"), ('ministry_letter', "Minister's letter"), ('invitation', 'Invitation to the inter-ministry meeting'), ('draft_letter', 'Letter sending the draft agreement'), ('minutes', 'Minutes of a meeting'), ('follow_up', 'Proof of a follow-up'), ('confirmation', "Kemlu's confirmation letter (Surat Konfirmasi)"), ('approval_letter', "Minister's approval"), ('signed_agreement', 'Signed agreement, Indonesian'), ('signed_agreement_foreign', 'Signed agreement, other language'), ('issued_copy', 'Copy issued by the ministry'), ('opinion', 'Opinion'), ('talks', 'Record of talks with the partner'), ('other', 'Other paper')], default='other', max_length=30, verbose_name='kind'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['state', 'starts_at'], name='meeting_of_state'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'cancelled'])), name='meeting_state_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='meeting_times_in_order', violation_error_message='The meeting cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='meeting_somewhere', violation_error_message='Name the place, or the link of the video meeting.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('recorded_at__isnull', False), _connector='OR'), name='meeting_held_is_recorded'),
        ),
    ]
