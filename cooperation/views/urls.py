"""Pages of the foundation: people, offices, places, partners, notices, profile."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from . import administration, mails, notices, offices, partner_acts, partners, people, places, profile

app_name = "cooperation"


class CountryCode(StringConverter):
    regex = "[A-Z]{2}"


class RegionCode(StringConverter):
    regex = r"\d{2}(\.\d{2})?"


register_converter(CountryCode, "country")
register_converter(RegionCode, "region")

of_people = [
    path("", people.PersonList.as_view(), name="person-list"),
    path("add/", people.PersonAdd.as_view(), name="person-add"),
    path("<int:pk>/", people.Person.as_view(), name="person"),
    path("<int:pk>/edit/", people.PersonEdit.as_view(), name="person-edit"),
    path("<int:pk>/disable/", people.PersonDisable.as_view(), name="person-disable"),
    path("<int:pk>/enable/", people.PersonEnable.as_view(), name="person-enable"),
    path("<int:pk>/invite/", people.PersonInvite.as_view(), name="person-invite"),
    path("<int:pk>/assignments/add/", people.AssignmentAdd.as_view(), name="assignment-add"),
]

of_offices = [
    path("", offices.OfficeList.as_view(), name="office-list"),
    path("add/", offices.OfficeAdd.as_view(), name="office-add"),
    path("<int:pk>/edit/", offices.OfficeEdit.as_view(), name="office-edit"),
    path("<int:pk>/close/", offices.OfficeClose.as_view(), name="office-close"),
    path("<int:pk>/reopen/", offices.OfficeReopen.as_view(), name="office-reopen"),
]

of_administration = [
    path("", administration.Overview.as_view(), name="administration"),
    path("history/", administration.History.as_view(), name="administration-history"),
    path("mails/", mails.MailLog.as_view(), name="mail-log"),
    path("mails/<int:pk>/again/", mails.MailAgain.as_view(), name="mail-again"),
    path("people/", include(of_people)),
    path("assignments/<int:pk>/end/", people.AssignmentEnd.as_view(), name="assignment-end"),
    path("offices/", include(of_offices)),
    path("holidays/", places.HolidayList.as_view(), name="holiday-list"),
    path("holidays/add/", places.HolidayAdd.as_view(), name="holiday-add"),
    path("holidays/<int:pk>/edit/", places.HolidayEdit.as_view(), name="holiday-edit"),
    path("holidays/<int:pk>/delete/", places.HolidayDelete.as_view(), name="holiday-delete"),
    path("countries/", places.CountryList.as_view(), name="country-list"),
    path("countries/<country:pk>/edit/", places.CountryEdit.as_view(), name="country-edit"),
    path("regions/", places.RegionList.as_view(), name="region-list"),
    path("regions/<region:pk>/edit/", places.RegionEdit.as_view(), name="region-edit"),
]

of_partners = [
    path("", partners.PartnerList.as_view(), name="partner-list"),
    path("propose/", partners.PartnerPropose.as_view(), name="partner-propose"),
    path("<int:pk>/", partners.PartnerPage.as_view(), name="partner"),
    path("<int:pk>/edit/", partners.PartnerEdit.as_view(), name="partner-edit"),
    path("<int:pk>/verify/", partner_acts.PartnerVerify.as_view(), name="partner-verify"),
    path("<int:pk>/suspend/", partner_acts.PartnerSuspend.as_view(), name="partner-suspend"),
    path("<int:pk>/release/", partner_acts.PartnerRelease.as_view(), name="partner-release"),
    path("<int:pk>/merge/", partner_acts.PartnerMerge.as_view(), name="partner-merge"),
    path("<int:pk>/contacts/add/", partner_acts.ContactAdd.as_view(), name="contact-add"),
    path("<int:pk>/contacts/<int:contact>/edit/", partner_acts.ContactEdit.as_view(), name="contact-edit"),
    path("<int:pk>/contacts/<int:contact>/remove/", partner_acts.ContactRemove.as_view(), name="contact-remove"),
]

of_the_reader = [
    path("notices/", notices.NoticeList.as_view(), name="notice-list"),
    path("notices/read/", notices.notice_read_all, name="notice-read-all"),
    path("notices/<int:pk>/open/", notices.notice_open, name="notice-open"),
    path("notices/mails/", mails.MailList.as_view(), name="mail-list"),
    path("profile/mails/", mails.MailPreferences.as_view(), name="mail-preferences"),
    path("profile/", profile.Profile.as_view(), name="profile"),
]

urlpatterns = [
    path("administration/", include(of_administration)),
    path("partners/", include(of_partners)),
    *of_the_reader,
]
