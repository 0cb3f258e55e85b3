from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0020_recommendation_void_causes_in_use'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('prerequisite', 'Proof of a prerequisite'), ('contact', 'Record of a contact'), ('request_letter', "Letter asking for the minister's response"), ('response_letter', "Minister's response"), ('signed_intent', 'Signed Letter of Intent'), ('council_letter', 'Letter to the regional council'), ('council_receipt', 'Receipt of the council secretariat'), ('council_decision', 'Decision of the regional council'), ('plan_letter', 'Letter sending the cooperation plan'), ('proceed_letter', 'Letter asking to proceed without a council decision'), ('governor_receipt', "Receipt of the governor's office"), ('governor_letter', "Governor's letter"), ('ministry_letter', "Minister's letter"), ('invitation', 'Invitation to the inter-ministry meeting'), ('draft_letter', 'Letter sending the draft agreement'), ('minutes', 'Minutes of a meeting'), ('follow_up', 'Proof of a follow-up'), ('confirmation', "Kemlu's confirmation letter (Surat Konfirmasi)"), ('approval_letter', "Minister's approval"), ('signed_agreement', 'Signed agreement, Indonesian'), ('signed_agreement_foreign', 'Signed agreement, other language'), ('issued_copy', 'Copy issued by the ministry'), ('opinion', 'Opinion'), ('talks', 'Record of talks with the partner'), ('annual_plan', 'Yearly plan signed by both parties'), ('activity', 'Photo or file of an activity'), ('other', 'Other paper')], default='other', max_length=30, verbose_name='kind'),
        ),
    ]
