"""What people decide of incidents: each act stands in the audit trail, and each can be taken back."""
