"""Data sets of the course: the house-price files and a synthetic stand-in for them."""

from .house_files import DataError
from .house_prices import HousePrices, Source, house_prices, write_house_prices
from .synthetic import Synthetic
from .synthetic import generate as generate_house_prices

__all__ = [
    "DataError",
    "HousePrices",
    "Source",
    "Synthetic",
    "generate_house_prices",
    "house_prices",
    "write_house_prices",
]
