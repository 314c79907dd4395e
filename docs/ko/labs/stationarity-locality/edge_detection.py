# %% [markdown]
# # Lab

# %%
from figures.stationarity_locality.edge_detection import LABELS, draw, measure
from sitekit.show import show

result = measure()
result.multiplications + result.additions

# %%
show(draw, result, LABELS, "ko")
