"""The site: composes the apps. Knows every app; no app imports it."""
