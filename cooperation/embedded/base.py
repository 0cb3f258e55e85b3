"""Django's PostgreSQL backend that starts the embedded server with the first connection.

A command that needs no database starts none.
"""

import psycopg2
from django.db.backends.postgresql import base

from cooperation.embedded import EmbeddedError, server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        try:
            server(**self.settings_dict["EMBEDDED"]).attach()
        except (EmbeddedError, OSError) as error:
            raise psycopg2.OperationalError(str(error)) from error
        return super().get_new_connection(conn_params)
