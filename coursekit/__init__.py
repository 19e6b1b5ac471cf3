"""coursekit: the small library behind the course "人工智能导论 · 模型训练与优化".

Importing the package imports nothing heavy: neither torch nor pandas is loaded until a function that needs it runs.
"""

__version__ = "0.1.0"
