"""One POST, one record."""

from django.db import models

from .people import User


class SubmissionKey(models.Model):
    """A form sent with this key has led to `result_url`; sending it again leads there too."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    result_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return str(self.key)
