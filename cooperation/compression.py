"""Pages go out compressed; downloads do not, so that a slow link can show how much is still to come."""

from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)
