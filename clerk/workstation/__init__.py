"""The workstation: what a clerk sees and presses. No SQL, no rules, no date arithmetic.

A screen is a file in ``screens``; it asks the :class:`~clerk.desk.office.Office` for what it shows and
gives it the acts to do. Keys come from the one table in ``keys``; lists are ``widgets.rows``; fields
are ``widgets.field``. Handlers await slow calls with ``asyncio.to_thread``; the gate in ``typeahead``
holds back what is typed meanwhile. Nothing in an aligned place is of ambiguous width.
"""
