"""The editor: one page where a secretary writes the whole protocol, and the dialogs that it opens."""
