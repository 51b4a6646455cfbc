"""A demo of funds: a call, a case in each state, measures, and three years of budget."""
