"""Moving signed envelopes between replicas. Generic: knows no casework and never imports ``clerk``.

So far: the envelope, one line of bytes in a device's hash chain. Transports and the hub come later.
"""
