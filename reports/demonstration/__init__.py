"""The demonstration after the signature: plans, reports, evaluations, monitoring, changes. All of it is made up."""
