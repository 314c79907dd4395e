# %% [markdown]
# # Scramble the parts of a face
#
# Cut out the parts of faces, paste them at other positions, and see how the score depends on how strictly position is required.
#
# ## Filters for parts { #filters-for-parts }
#
# Filters for two eyes, nose and mouth are trained on {{ scrambled_face.training_faces }} faces and tested on the other {{ scrambled_face.test_faces }}.

# %%
import numpy as np

from figures.stationarity_locality._shared import (
    face_parts as parts)
from figures.stationarity_locality import (
    scrambled_face as figure)

training, test = figure.halves()
filters = parts.learn_filters(training, parts.photographs())
intact = parts.part_maps(test, filters)


def separation(layout, tolerance):
    moved = parts.part_maps(parts.rearranged(test, layout), filters)
    higher, lower = (parts.arrangement_scores(maps, (tolerance,))[0]
                     for maps in (intact, moved))
    return parts.wins(higher, lower).mean()


scrambled, *_ = figure.layouts()
scrambled

# %% [markdown]
# ## How much tolerance? { #how-much-tolerance }
#
# The score adds up each part's highest response within `tolerance` pixels of its position. AUC is the probability that an intact face scores higher than a scrambled one.
#
# Problem 1. Set `tolerance` to 12. Can the score still distinguish them? `answer` is `True` if the AUC is above 0.75. Also find the tolerance at which it begins to fail.

# %%
tolerance = 0
answer = True

auc = separation(scrambled, tolerance)
assert answer == (auc > 0.75), (
    f"With {tolerance} pixels of tolerance the AUC is {auc:.2f}. "
    "What is left once the tolerance is as large as the parts' "
    "moves?"
)
round(float(auc), 2)

# %% [markdown]
# ## How far the parts moved { #how-far-parts-moved }
#
# Take the offset between two parts, see by how many pixels it differs from the intact face's, and take the smallest of the six pairs. If all parts move together, the offsets do not change.
#
# Below, only the nose has moved, 4 pixels down, and the smallest change is 0, because the offsets between eyes and mouth are unchanged.
#
# Problem 2. Move more parts, until the smallest change is above 4 pixels, and say what it is.

# %%
layout = {"left_eye": (8, 6), "right_eye": (8, 16),
          "nose": (16, 11), "mouth": (17, 11)}
answer = 0

change = parts.smallest_change(layout)
assert answer == change, (
    "Go through the six pairs. Two parts that move the same way "
    "by the same amount have not changed their offset. Here it is "
    f"{change} px."
)
change

# %% [markdown]
# ## A score that only asks for parts { #bag-of-parts }
#
# If position does not matter at all, the score is the sum of each part's highest response. If scrambling lowers this score by less than half a standard deviation (which is {{ scrambled_face.bag_deviation }}), it does not depend on the arrangement.
#
# Problem 3. Make `layout` `parts.moved_together(3, 0)`, then `dict.fromkeys(parts.PLACES, (12, 11))`, which puts all four parts on top of one another. `answer` is `True` if the score falls by more than half a standard deviation.

# %%
layout = scrambled
answer = False

bag = parts.bag_score(intact)
scrambled_faces = parts.rearranged(test, layout)
moved = parts.bag_score(parts.part_maps(scrambled_faces, filters))
drop = (bag.mean() - moved.mean()) / bag.std(ddof=1)
assert answer == (drop > 0.5), (
    f"The score fell from {bag.mean():.2f} to {moved.mean():.2f}, "
    f"by {drop:.2f} standard deviations."
)
round(float(drop), 2)

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# Measured over eight layouts; faces are shown as means only.

# %% alt="Four mean faces above, and below a graph of AUC against tolerance. The line of scrambled faces starts high and falls towards one half; that of parts moved together stays near one half."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
