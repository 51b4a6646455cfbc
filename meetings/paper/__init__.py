"""PDF, fonts, seal, stored files and the check of authenticity. Knows no meeting; funding uses it too."""
