"""What `manage.py bench` measures: each figure beside what was asked of it."""
