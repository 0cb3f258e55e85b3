import cooperation.working_days
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0003_append_only_events'),
        ('cooperation', '0002_append_only_events'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='year')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed with the partner on')),
                ('created_at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='begun')),
                ('agreed_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.document', verbose_name='plan signed by both parties')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annual_plans', to='agreements.dossier')),
            ],
            options={
                'verbose_name': 'yearly plan',
                'verbose_name_plural': 'yearly plans',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('innovation', 'Innovation'), ('growth', 'Growth'), ('welfare', 'Welfare')], max_length=10, verbose_name='field')),
                ('name', models.CharField(max_length=200, verbose_name='indicator')),
                ('unit', models.CharField(max_length=60, verbose_name='unit')),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='at the beginning')),
                ('target', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='target')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='agreements.dossier')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='year')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='measured')),
                ('source', models.CharField(max_length=200, verbose_name='where the figure comes from')),
                ('at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='recorded')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='reports.indicator')),
            ],
            options={
                'verbose_name': 'measured value',
                'verbose_name_plural': 'measured values',
                'ordering': ['year'],
            },
        ),
        migrations.CreateModel(
            name='PlannedActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from the regional budget (APBD)')),
                ('partner_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from the partner')),
                ('other_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from another source')),
                ('other_source', models.CharField(blank=True, max_length=200, verbose_name='name of the other source')),
                ('what', models.CharField(max_length=200, verbose_name='activity')),
                ('unit', models.CharField(max_length=200, verbose_name='carried out by')),
                ('due_on', models.DateField(verbose_name='to be carried out by')),
                ('region_role', models.CharField(max_length=300, verbose_name='what the region does')),
                ('partner_role', models.CharField(max_length=300, verbose_name='what the partner does')),
                ('expected_result', models.CharField(max_length=500, verbose_name='expected result')),
                ('place', models.CharField(max_length=200, verbose_name='place')),
                ('beneficiaries', models.CharField(max_length=200, verbose_name='who benefits')),
                ('reach', models.PositiveIntegerField(blank=True, null=True, verbose_name='people to be reached')),
                ('is_additional', models.BooleanField(default=False, editable=False, verbose_name='beyond the plan')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='reports.annualplan')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['due_on', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActivityLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from the regional budget (APBD)')),
                ('partner_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from the partner')),
                ('other_money', models.DecimalField(decimal_places=0, default=0, max_digits=16, verbose_name='from another source')),
                ('other_source', models.CharField(blank=True, max_length=200, verbose_name='name of the other source')),
                ('kind', models.CharField(choices=[('done', 'Carried out'), ('moved', 'Moved to another day'), ('dropped', 'Dropped')], max_length=8, verbose_name='what happened')),
                ('on', models.DateField(verbose_name='on')),
                ('moved_to', models.DateField(blank=True, null=True, verbose_name='moved to')),
                ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='people reached')),
                ('note', models.TextField(max_length=2000, verbose_name='what happened, in a few sentences')),
                ('at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='recorded')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='reports.activitylog')),
                ('files', models.ManyToManyField(related_name='activity_log', to='agreements.document', verbose_name='photos and files')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='reports.plannedactivity')),
            ],
            options={
                'verbose_name': 'entry in the log',
                'verbose_name_plural': 'entries in the log',
                'ordering': ['on', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.UniqueConstraint(fields=('dossier', 'year'), name='annual_plan_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='annual_plan_year_in_range'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_file', None), ('agreed_on', None)), models.Q(('agreed_file__isnull', False), ('agreed_on__isnull', False)), _connector='OR'), name='annual_plan_agreed_with_a_file'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['innovation', 'growth', 'welfare'])), name='indicator_field_known'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('dossier', 'name'), name='indicator_once'),
        ),
        migrations.AddConstraint(
            model_name='indicatorvalue',
            constraint=models.UniqueConstraint(fields=('indicator', 'year'), name='indicator_value_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='indicatorvalue',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='indicator_value_year_in_range'),
        ),
        migrations.AddConstraint(
            model_name='plannedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('other_money__gte', 0), ('partner_money__gte', 0), ('region_money__gte', 0)), name='plannedactivity_money_not_negative', violation_error_message='The amount cannot be less than zero.'),
        ),
        migrations.AddConstraint(
            model_name='plannedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('other_money', 0), models.Q(('other_source', ''), _negated=True), _connector='OR'), name='plannedactivity_other_source_named', violation_error_message='Name the other source.'),
        ),
        migrations.AddConstraint(
            model_name='activitylog',
            constraint=models.CheckConstraint(condition=models.Q(('other_money__gte', 0), ('partner_money__gte', 0), ('region_money__gte', 0)), name='activitylog_money_not_negative', violation_error_message='The amount cannot be less than zero.'),
        ),
        migrations.AddConstraint(
            model_name='activitylog',
            constraint=models.CheckConstraint(condition=models.Q(('other_money', 0), models.Q(('other_source', ''), _negated=True), _connector='OR'), name='activitylog_other_source_named', violation_error_message='Name the other source.'),
        ),
        migrations.AddConstraint(
            model_name='activitylog',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'moved'), ('moved_to__isnull', False)), models.Q(models.Q(('kind', 'moved'), _negated=True), ('moved_to', None)), _connector='OR'), name='activitylog_moved_has_day'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reports_activitylog "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER append_only ON reports_activitylog",
        ),
    ]
