"""Figures of the article "Stationarity and locality: why convolution fits images"."""
