"""The dialogs of the editor: table.py lists them all, the other files hold their forms by subject."""
