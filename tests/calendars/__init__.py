"""The working calendars against the notices, the law and themselves."""
