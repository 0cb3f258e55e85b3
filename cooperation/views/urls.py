"""Pages of the foundation: people, offices, places, partners, notices, profile."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import administration, mails, notices, offices, partner_acts, partners, people, places, profile

app_name = "cooperation"


class CountryCode(StringConverter):
    regex = "[A-Z]{2}"


class RegionCode(StringConverter):
    regex = r"\d{2}(\.\d{2})?"


register_converter(CountryCode, "country")
register_converter(RegionCode, "region")

urlpatterns = [
    path("administration/", administration.Overview.as_view(), name="administration"),
    path("administration/history/", administration.History.as_view(), name="administration-history"),
    path("administration/mails/", mails.MailLog.as_view(), name="mail-log"),
    path("administration/mails/<int:pk>/again/", mails.MailAgain.as_view(), name="mail-again"),
    # People
    path("administration/people/", people.PersonList.as_view(), name="person-list"),
    path("administration/people/add/", people.PersonAdd.as_view(), name="person-add"),
    path("administration/people/<int:pk>/", people.Person.as_view(), name="person"),
    path("administration/people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person-edit"),
    path("administration/people/<int:pk>/disable/", people.PersonDisable.as_view(), name="person-disable"),
    path("administration/people/<int:pk>/enable/", people.PersonEnable.as_view(), name="person-enable"),
    path("administration/people/<int:pk>/invite/", people.PersonInvite.as_view(), name="person-invite"),
    path("administration/people/<int:pk>/assignments/add/", people.AssignmentAdd.as_view(), name="assignment-add"),
    path("administration/assignments/<int:pk>/end/", people.AssignmentEnd.as_view(), name="assignment-end"),
    # Offices
    path("administration/offices/", offices.OfficeList.as_view(), name="office-list"),
    path("administration/offices/add/", offices.OfficeAdd.as_view(), name="office-add"),
    path("administration/offices/<int:pk>/edit/", offices.OfficeEdit.as_view(), name="office-edit"),
    path("administration/offices/<int:pk>/close/", offices.OfficeClose.as_view(), name="office-close"),
    path("administration/offices/<int:pk>/reopen/", offices.OfficeReopen.as_view(), name="office-reopen"),
    # Places and days
    path("administration/holidays/", places.HolidayList.as_view(), name="holiday-list"),
    path("administration/holidays/add/", places.HolidayAdd.as_view(), name="holiday-add"),
    path("administration/holidays/<int:pk>/edit/", places.HolidayEdit.as_view(), name="holiday-edit"),
    path("administration/holidays/<int:pk>/delete/", places.HolidayDelete.as_view(), name="holiday-delete"),
    path("administration/countries/", places.CountryList.as_view(), name="country-list"),
    path("administration/countries/<country:pk>/edit/", places.CountryEdit.as_view(), name="country-edit"),
    path("administration/regions/", places.RegionList.as_view(), name="region-list"),
    path("administration/regions/<region:pk>/edit/", places.RegionEdit.as_view(), name="region-edit"),
    # Partners
    path("partners/", partners.PartnerList.as_view(), name="partner-list"),
    path("partners/propose/", partners.PartnerPropose.as_view(), name="partner-propose"),
    path("partners/<int:pk>/", partners.PartnerPage.as_view(), name="partner"),
    path("partners/<int:pk>/edit/", partners.PartnerEdit.as_view(), name="partner-edit"),
    path("partners/<int:pk>/verify/", partner_acts.PartnerVerify.as_view(), name="partner-verify"),
    path("partners/<int:pk>/suspend/", partner_acts.PartnerSuspend.as_view(), name="partner-suspend"),
    path("partners/<int:pk>/release/", partner_acts.PartnerRelease.as_view(), name="partner-release"),
    path("partners/<int:pk>/merge/", partner_acts.PartnerMerge.as_view(), name="partner-merge"),
    path("partners/<int:pk>/contacts/add/", partner_acts.ContactAdd.as_view(), name="contact-add"),
    path("partners/<int:pk>/contacts/<int:contact>/edit/", partner_acts.ContactEdit.as_view(), name="contact-edit"),
    path(
        "partners/<int:pk>/contacts/<int:contact>/remove/",
        partner_acts.ContactRemove.as_view(),
        name="contact-remove",
    ),
    # The reader's own
    path("notices/", notices.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", notices.notice_read_all, name="notice-read-all"),
    path("notices/<int:pk>/open/", notices.notice_open, name="notice-open"),
    path("notices/mails/", mails.MailList.as_view(), name="mail-list"),
    path("profile/mails/", mails.MailPreferences.as_view(), name="mail-preferences"),
    path("profile/", profile.Profile.as_view(), name="profile"),
]
