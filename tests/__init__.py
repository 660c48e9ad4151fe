"""The tests mirror the rooms; ``journeys`` are whole days at the counter."""
