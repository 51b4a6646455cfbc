"""The editor: one page where a secretary writes the whole protocol, and what happens when something is pressed.

Every view takes an Editing (editing.py), which access.py makes for those who may, and gives back what was Done
(response.py): the page then gets the parts of itself that may have changed.

A dialog is a line of dialogs/table.py, with its form beside it by subject: dialogs/votes.py is the vote. What one
press does at once is in presses/. What is typed is saved by saving.py. What the page shows is made in shown/.
"""
