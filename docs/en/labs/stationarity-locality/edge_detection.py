# %% [markdown]
# # Edge detection, run by hand
#
# The article only tells how often the kernel computes. Here the experiment runs cell by cell, and every cell is executed when the site is built.
#
# ## A kernel and a photograph { #kernel-and-photograph }
#
# The kernel that subtracts from each pixel its left neighbour is two numbers. The photograph holds whole grey levels from 0 to 255.

# %%
from figures.stationarity_locality import edge_detection as figure

kernel, image = figure.KERNEL, figure.photograph()
kernel, image.shape, int(image.min()), int(image.max())

# %% [markdown]
# ## Count as it slides { #count-as-it-slides }
#
# Slide the kernel with numbers that keep a tally of every product and every sum. The counts are not derived from a formula; they are what ran.

# %%
edges, products, sums = figure.correlate_counted(image, kernel)
edges.shape, products, sums, products + sums

# %% [markdown]
# ## The same operation as a matrix { #as-a-matrix }
#
# Flatten the photograph and the operation becomes a matrix product. Stored without its zeros, the matrix gives the kernel's answer in every single pixel.

# %%
matrix = figure.as_sparse_matrix(image.shape, kernel)
same = (matrix @ image.ravel()).reshape(edges.shape)
matrix.shape, matrix.nnz, bool((same == edges).all())

# %% [markdown]
# ## Another kernel { #another-kernel }
#
# Give the kernel a third tap or shrink the photograph, and the counts follow. Change the cell and run it again.

# %%
smaller = figure.compare(image[:70, :80], (1, -2, 1))
smaller.multiplications, smaller.additions, smaller.dense_entries

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# The article's figure is made by the same two functions. `measure` measures and `draw` draws.

# %%
from sitekit.show import show

show(figure.draw, figure.measure(), figure.LABELS, "en",
     alt="A photograph of an astronaut and its vertical edges above; "
         "below, the operations and the stored numbers of three ways, on a logarithmic scale.")
