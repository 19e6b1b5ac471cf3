"""Data sets of the course: the house-price files and a synthetic stand-in for them, and the chapters' small sets.

Tables come as DataFrames, points and sequences as arrays; what is drawn is drawn by `seed`.
Nothing is downloaded unless `house_prices` is asked to.
"""

from .house_files import DataError
from .house_prices import HousePrices, Source, house_prices, write_house_prices
from .karate import karate_club
from .points import logic_gate, noisy_parabola, rare_positives, seven_points, spirals, ten_points
from .scoring import Fault, Score, score_house_prices
from .series import digit_strings, emotions, sensor, temperatures, word_counts
from .synthetic import Synthetic
from .synthetic import generate as generate_house_prices
from .tables import customers, passengers, purchases, ten_houses

__all__ = [
    "DataError",
    "Fault",
    "HousePrices",
    "Score",
    "Source",
    "Synthetic",
    "customers",
    "digit_strings",
    "emotions",
    "generate_house_prices",
    "house_prices",
    "karate_club",
    "logic_gate",
    "noisy_parabola",
    "passengers",
    "purchases",
    "rare_positives",
    "score_house_prices",
    "sensor",
    "seven_points",
    "spirals",
    "temperatures",
    "ten_houses",
    "ten_points",
    "word_counts",
    "write_house_prices",
]
