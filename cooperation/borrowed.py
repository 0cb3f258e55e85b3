"""Sentences of Django and allauth that stand on our pages and that our catalogue words anew.

Their own Indonesian calls a file "berkas", which is a dossier here, and writes "anda" with a small letter.
Nothing imports this module: naming a sentence puts it into the catalogue, and the catalogue of the program wins.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy as _n

SENTENCES = (
    # Fields
    _("This field is required."),
    _("This field cannot be blank."),
    _("Enter a number."),
    _("Enter a whole number."),
    _("Enter a valid date."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("%(model_name)s with this %(field_label)s already exists."),
    _("%(model_name)s with this %(field_labels)s already exists."),
    # Files
    _("No file was submitted."),
    _("The submitted file is empty."),
    # Signing in
    _("The email address and/or password you specified are not correct."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("Password successfully set."),
    _("This password is too common."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
)

PLURAL_SENTENCES = (
    _n(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    _n(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
        "max",
    ),
)
