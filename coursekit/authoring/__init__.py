"""Texts to notebooks: what authors of chapters and of homework share; knows no grading."""
