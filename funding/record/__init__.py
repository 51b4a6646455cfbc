"""What is frozen, as values: the content of an application, an agreement and a decision letter.

A page, a PDF and an answer in JSON are made from the same value. Knows neither Django nor the database.
"""
