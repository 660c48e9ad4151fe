"""Use cases (办事), one module a counter. The one way to act is :class:`clerk.desk.office.Office`."""
