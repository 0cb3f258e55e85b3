import cooperation.models.documents
import cooperation.models.mail
import cooperation.working_days
import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from cooperation.migrations._together import CreateModels, append_only

#: Upper applications' tables of events use it too.
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history in % is append-only: % is refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""


class Migration(migrations.Migration):

    replaces = [('cooperation', '0001_initial'), ('cooperation', '0002_append_only_events'), ('cooperation', '0003_mail'), ('cooperation', '0004_reminders'), ('cooperation', '0005_mail_preferences'), ('cooperation', '0006_access_mails')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='AttemptCount',
                fields=[
                    ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('span', models.PositiveBigIntegerField(db_index=True)),
                    ('count', models.PositiveIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='NumberSequence',
                fields=[
                    ('series', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ('last', models.PositiveIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                    ('short_name', models.CharField(max_length=60, verbose_name='short name')),
                    ('kind', models.CharField(choices=[('region', 'Regional government'), ('home_affairs', 'Ministry of Home Affairs'), ('foreign_affairs', 'Ministry of Foreign Affairs (Kemlu)'), ('technical_ministry', 'Technical ministry')], max_length=20, verbose_name='kind')),
                    ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                    ('region', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='office', to='cooperation.region', verbose_name='region')),
                ],
                options={
                    'verbose_name': 'office',
                    'verbose_name_plural': 'offices',
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'region'), ('region__isnull', False)), models.Q(models.Q(('kind', 'region'), _negated=True), ('region', None)), _connector='OR'), name='office_has_region_iff_regional', violation_error_message='A regional government names its region; other offices name none.')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('language', models.CharField(choices=[('id', 'Bahasa Indonesia'), ('en', 'English')], default='id', max_length=2, verbose_name='language')),
                    ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], default='Asia/Jakarta', max_length=20, verbose_name='time zone')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration person')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='registered')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'people',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique_any_case')],
                },
            ),
            migrations.CreateModel(
                name='ChosenColumns',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(max_length=20)),
                    ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'choice of columns',
                    'verbose_name_plural': 'choices of columns',
                    'constraints': [models.UniqueConstraint(fields=('user', 'page'), name='columns_chosen_once')],
                },
            ),
            migrations.CreateModel(
                name='Country',
                fields=[
                    ('alpha2', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='code')),
                    ('alpha3', models.CharField(max_length=3, unique=True, verbose_name='three-letter code')),
                    ('name_en', models.CharField(max_length=100, verbose_name='English name')),
                    ('name_id', models.CharField(max_length=100, verbose_name='Indonesian name')),
                    ('diplomatic_relations', models.CharField(choices=[('yes', 'Diplomatic relations exist'), ('no', 'No diplomatic relations'), ('unknown', 'To be asked of Kemlu')], default='unknown', max_length=10, verbose_name='diplomatic relations')),
                    ('relations_note', models.CharField(blank=True, max_length=300, verbose_name='reference')),
                    ('relations_checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ],
                options={
                    'verbose_name': 'country',
                    'verbose_name_plural': 'countries',
                    'ordering': ['name_id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('diplomatic_relations__in', ['yes', 'no', 'unknown'])), name='country_relations_known')],
                },
            ),
            migrations.CreateModel(
                name='CountryAlias',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('alias', models.CharField(max_length=100, unique=True, verbose_name='other name')),
                    ('country', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='cooperation.country')),
                ],
                options={
                    'verbose_name': 'other name of a country',
                    'verbose_name_plural': 'other names of countries',
                    'ordering': ['alias'],
                },
            ),
            migrations.CreateModel(
                name='Holiday',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(error_messages={'unique': 'This day is in the list already.'}, unique=True, verbose_name='day')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('kind', models.CharField(choices=[('national', 'National holiday'), ('collective', 'Collective leave')], max_length=10, verbose_name='kind')),
                ],
                options={
                    'verbose_name': 'holiday',
                    'verbose_name_plural': 'holidays',
                    'ordering': ['day'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['national', 'collective'])), name='holiday_kind_known')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=100)),
                    ('text_id', models.CharField(max_length=500)),
                    ('text_en', models.CharField(max_length=500)),
                    ('url', models.CharField(blank=True, max_length=200)),
                    ('created_at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='received')),
                    ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                    ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ('delivery', models.CharField(choices=[('now', 'A mail at once'), ('digest', 'In the daily digest'), ('none', 'No mail')], default='none', max_length=6)),
                    ('due_on', models.DateField(null=True, verbose_name='to be done by')),
                    ('kind', models.CharField(choices=[('act', 'Something waits for me'), ('reminder', 'A date comes near or has passed'), ('news', 'News of dossiers and partners that concern me')], default='news', max_length=8, verbose_name='kind')),
                    ('task_en', models.CharField(blank=True, max_length=300)),
                    ('task_id', models.CharField(blank=True, max_length=300)),
                    ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='cooperation.mail')),
                ],
                options={
                    'verbose_name': 'notice',
                    'verbose_name_plural': 'notices',
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['reader'], name='notice_unread'), models.Index(fields=['reader', '-created_at'], name='notice_of_reader'), models.Index(condition=models.Q(('mail', None), ('read_at', None), models.Q(('delivery', 'none'), _negated=True)), fields=['delivery', 'created_at'], name='notice_unmailed')],
                    'constraints': [models.UniqueConstraint(fields=('reader', 'key'), name='notice_once_per_reader')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('officer', 'Officer'), ('head', 'Head'), ('reviewer', 'Reviewer'), ('approver', 'Approver'), ('evaluator', 'Evaluator'), ('consulted', 'Consulted office'), ('auditor', 'Auditor'), ('admin', 'Administrator')], max_length=10, verbose_name='role')),
                    ('acting', models.CharField(blank=True, choices=[('plh', 'Plh.'), ('plt', 'Plt.')], max_length=3, verbose_name='acting as')),
                    ('starts_on', models.DateField(default=cooperation.working_days.today, verbose_name='from')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('acting_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='in place of')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='cooperation.office', verbose_name='office')),
                ],
                options={
                    'verbose_name': 'assignment',
                    'verbose_name_plural': 'assignments',
                    'ordering': ['user', '-starts_on'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['officer', 'head', 'reviewer', 'approver', 'evaluator', 'consulted', 'auditor', 'admin'])), name='membership_role_known'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The last day cannot come before the first.'), models.CheckConstraint(condition=models.Q(('acting', ''), ('ends_on__isnull', False), _connector='OR'), name='membership_acting_ends', violation_error_message='An acting assignment needs a last day.'), models.CheckConstraint(condition=models.Q(('acting_for', None), models.Q(models.Q(('acting', ''), _negated=True), models.Q(('acting_for', models.F('user')), _negated=True)), _connector='OR'), name='membership_acting_for_another', violation_error_message='Only an acting person stands in for somebody, and for somebody else.'), models.UniqueConstraint(fields=('user', 'office', 'role', 'starts_on'), name='membership_once', violation_error_message='This assignment has been recorded already.')],
                },
            ),
            migrations.CreateModel(
                name='AdministrationEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='what')),
                    ('at', models.DateTimeField(default=cooperation.working_days.now, verbose_name='when')),
                    ('note', models.TextField(blank=True, verbose_name='note')),
                    ('data', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='details')),
                    ('subject', models.CharField(max_length=200, verbose_name='about')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='administration_events', to=settings.AUTH_USER_MODEL)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.office', verbose_name='office')),
                ],
                options={
                    'verbose_name': 'event of administration',
                    'verbose_name_plural': 'events of administration',
                    'ordering': ['-at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='In Latin letters, as the partner writes it in English.', max_length=200, verbose_name='name')),
                    ('name_local', models.CharField(blank=True, max_length=200, verbose_name='name in its own language')),
                    ('name_id', models.CharField(blank=True, max_length=200, verbose_name='Indonesian name')),
                    ('kind', models.CharField(choices=[('regional_government', 'Foreign regional government'), ('university', 'University or school'), ('agency', 'Agency of a foreign government'), ('international', 'International organisation'), ('nonprofit', 'Non-profit organisation'), ('other', 'Other institution')], max_length=20, verbose_name='kind')),
                    ('tier', models.CharField(blank=True, choices=[('province', 'Province, state or prefecture'), ('city', 'City, county or district')], help_text="For a regional government: compared with the region's own level (Permendagri 25/2020 art. 6).", max_length=10, verbose_name='level')),
                    ('address', models.TextField(blank=True, max_length=500, verbose_name='address')),
                    ('website', models.URLField(blank=True, verbose_name='website')),
                    ('notes', models.TextField(blank=True, max_length=2000, verbose_name='notes')),
                    ('status', models.CharField(choices=[('proposed', 'Proposed'), ('verified', 'Verified'), ('suspended', 'Suspended')], default='proposed', editable=False, max_length=10, verbose_name='status')),
                    ('search_key', models.CharField(blank=True, db_index=True, editable=False, max_length=620)),
                    ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='cooperation.country', verbose_name='country')),
                    ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cooperation.partner')),
                    ('proposed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_partners', to='cooperation.office', verbose_name='proposed by')),
                ],
                options={
                    'verbose_name': 'partner',
                    'verbose_name_plural': 'partners',
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['regional_government', 'university', 'agency', 'international', 'nonprofit', 'other'])), name='partner_kind_known'), models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'verified', 'suspended'])), name='partner_status_known'), models.CheckConstraint(condition=models.Q(('country__isnull', False), ('kind', 'international'), _connector='OR'), name='partner_has_country', violation_error_message='Name the country; only an international organisation has none.'), models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('country', 'name'), name='partner_name_once_per_country', violation_error_message='This partner is in the list already.')],
                },
            ),
            migrations.CreateModel(
                name='PartnerContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('position', models.CharField(blank=True, max_length=150, verbose_name='position')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='cooperation.partner')),
                ],
                options={
                    'verbose_name': 'contact of a partner',
                    'verbose_name_plural': 'contacts of partners',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='PartnerEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='what')),
                    ('at', models.DateTimeField(default=cooperation.working_days.now, verbose_name='when')),
                    ('note', models.TextField(blank=True, verbose_name='note')),
                    ('data', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='details')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.office', verbose_name='office')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cooperation.partner')),
                ],
                options={
                    'verbose_name': 'event of a partner',
                    'verbose_name_plural': 'events of partners',
                    'ordering': ['-at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('code', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='code')),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('kind', models.CharField(choices=[('province', 'Province'), ('kabupaten', 'Regency'), ('kota', 'City')], max_length=10, verbose_name='kind')),
                    ('latitude', models.DecimalField(decimal_places=5, max_digits=8, verbose_name='latitude')),
                    ('longitude', models.DecimalField(decimal_places=5, max_digits=8, verbose_name='longitude')),
                    ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], default='Asia/Jakarta', max_length=20, verbose_name='time zone')),
                    ('is_autonomous', models.BooleanField(default=True, verbose_name='signs in its own name')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cooperation.region', verbose_name='province')),
                ],
                options={
                    'verbose_name': 'region',
                    'verbose_name_plural': 'regions',
                    'ordering': ['code'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['province', 'kabupaten', 'kota'])), name='region_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'province'), ('parent', None)), models.Q(models.Q(('kind', 'province'), _negated=True), ('parent__isnull', False)), _connector='OR'), name='region_parent_is_province')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                    ('raised_at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='since')),
                    ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='lifted')),
                    ('lift_reason', models.TextField(blank=True, max_length=2000, verbose_name='reason for lifting')),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='cooperation.region', verbose_name='region')),
                ],
                options={
                    'verbose_name': 'hold',
                    'verbose_name_plural': 'holds',
                    'ordering': ['-raised_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('region',), name='hold_one_active_per_region')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(max_length=20)),
                    ('name', models.CharField(max_length=60, verbose_name='name')),
                    ('query', models.CharField(blank=True, max_length=1000)),
                    ('is_first', models.BooleanField(default=False, verbose_name='open it first')),
                    ('created_at', models.DateTimeField(default=cooperation.working_days.now, editable=False)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperation.office')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'saved view',
                    'verbose_name_plural': 'saved views',
                    'ordering': [django.db.models.functions.text.Lower('name'), 'pk'],
                    'constraints': [models.UniqueConstraint(models.F('owner'), models.F('page'), django.db.models.functions.text.Lower('name'), name='saved_view_name_once', violation_error_message='You have a view of this name already. Choose another name.'), models.UniqueConstraint(condition=models.Q(('is_first', True)), fields=('owner', 'page'), name='saved_view_one_first')],
                },
            ),
            migrations.CreateModel(
                name='StagedUpload',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('file', models.FileField(upload_to=cooperation.models.documents.storage_path, verbose_name='file')),
                    ('name', models.CharField(max_length=200, verbose_name='file name')),
                    ('size', models.PositiveIntegerField(verbose_name='size')),
                    ('content_type', models.CharField(max_length=100, verbose_name='type')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                    ('uploaded_at', models.DateTimeField(default=cooperation.working_days.now, editable=False, verbose_name='uploaded')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ],
                options={
                    'verbose_name': 'staged file',
                    'verbose_name_plural': 'staged files',
                },
            ),
            migrations.CreateModel(
                name='SubmissionKey',
                fields=[
                    ('key', models.UUIDField(primary_key=True, serialize=False)),
                    ('path', models.CharField(max_length=300)),
                    ('result_url', models.CharField(blank=True, max_length=500)),
                    ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='DailyRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True, verbose_name='day')),
                    ('started_at', models.DateTimeField(verbose_name='began')),
                    ('finished_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='finished')),
                    ('said', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name': 'daily run',
                    'verbose_name_plural': 'daily runs',
                    'ordering': ['-day'],
                },
            ),
            migrations.CreateModel(
                name='Mail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('kind', models.CharField(choices=[('notice', 'Notice'), ('digest', 'Daily digest'), ('access', 'Link to choose a password, and the like')], max_length=6, verbose_name='kind')),
                    ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('failed', 'refused'), ('dropped', 'not sent')], default='waiting', max_length=7, verbose_name='state')),
                    ('message_id', models.CharField(default=cooperation.models.mail.new_message_id, editable=False, max_length=200)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next try')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                    ('error', models.CharField(blank=True, max_length=300, verbose_name='answer of the mail server')),
                    ('address', models.EmailField(blank=True, max_length=254, verbose_name='address')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='subject')),
                    ('text', models.TextField(blank=True, verbose_name='text')),
                    ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                    ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'mail',
                    'verbose_name_plural': 'mails',
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at', 'id'], name='mail_waiting'), models.Index(condition=models.Q(('state', 'sent')), fields=['reader', '-sent_at'], name='mail_of_reader'), models.Index(fields=['state', '-created_at', '-id'], name='mail_log')],
                    'constraints': [models.UniqueConstraint(fields=('reader', 'key'), name='mail_once_per_reader'), models.UniqueConstraint(fields=('message_id',), name='mail_message_id_unique'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='mail_sent_iff_accepted')],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('record', models.CharField(max_length=40, verbose_name='record')),
                    ('due_on', models.DateField(verbose_name='due')),
                    ('offset', models.SmallIntegerField(verbose_name='days')),
                    ('told', models.BooleanField(verbose_name='told')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'reminder',
                    'verbose_name_plural': 'reminders',
                    'constraints': [models.UniqueConstraint(fields=('record', 'due_on', 'offset', 'reader'), name='reminder_exactly_once')],
                },
            ),
            migrations.CreateModel(
                name='MailPreference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('act', 'Something waits for me'), ('reminder', 'A date comes near or has passed'), ('news', 'News of dossiers and partners that concern me')], max_length=8, verbose_name='kind')),
                    ('delivery', models.CharField(choices=[('now', 'A mail at once'), ('digest', 'In the daily digest'), ('none', 'No mail')], max_length=6)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_preferences', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'mail preference',
                    'verbose_name_plural': 'mail preferences',
                    'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='mail_preference_once'), models.CheckConstraint(condition=models.Q(('delivery', 'none'), ('kind__in', ('act', 'reminder')), _negated=True), name='mail_preference_obliging_stays', violation_error_message='What obliges you cannot be switched off.')],
                },
            ),
        ]),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()"),
        append_only("cooperation_partnerevent"),
        append_only("cooperation_administrationevent"),
    ]
