"""The inter-ministry meeting (P25 22): who may come, convening, holding, minutes, follow-ups.

What concerns one dossier stands in its item: a region that sits with others reads of its own dossiers only.
"""
