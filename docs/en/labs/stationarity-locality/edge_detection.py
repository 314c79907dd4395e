# %% [markdown]
# # Edge detection, run by hand
#
# The article only gives the number of operations. Here the experiment runs cell by cell. Change a cell and run it again. There are three problems; in each, an `assert` checks what you write into `answer`.
#
# ## A kernel and a photograph { #kernel-and-photograph }
#
# The kernel that subtracts from each pixel its left neighbour has two weights. The grey levels of the photograph are whole numbers from 0 to 255.

# %%
from figures.stationarity_locality.edge_detection import (
    operators)
from figures.stationarity_locality import (
    edge_detection as figure)

kernel, image = figure.KERNEL, figure.photograph()
kernel, image.shape, int(image.min()), int(image.max())

# %% [markdown]
# ## Count as it slides { #count-as-it-slides }
#
# Apply the kernel with a number type that counts every product and every sum. The counts do not come from a formula but from the run, {{ edge_detection.operations }} operations in all.
#
# Problem 1. Make the kernel `(1, -2, 1)`. How many operations will it take? Change `answer` before you run the cell.

# %%
kernel = (-1, 1)
answer = 267_960

edges, products, sums = operators.correlate_counted(image, kernel)
assert answer == products + sums, (
    f"With {len(kernel)} taps an output takes {len(kernel)} "
    f"products and {len(kernel) - 1} sums. There are "
    f"{edges.shape[0]}×{edges.shape[1]} outputs, so it is not "
    f"{answer:,}."
)
edges.shape, products, sums

# %% [markdown]
# ## The same operation as a matrix { #as-a-matrix }
#
# If the photograph is flattened, the operation becomes a matrix product. Stored without its zeros, the matrix gives the same result as the kernel in every pixel.
#
# Problem 2. Make the photograph `(140, 160)`. How many non-zeros does the matrix have? Twice as wide and twice as high is not quite four times as many.

# %%
shape = (70, 80)
answer = 11_060

small = image[:shape[0], :shape[1]]
matrix = operators.as_sparse_matrix(shape, figure.KERNEL)
slid, *_ = operators.correlate_counted(small, figure.KERNEL)
assert ((matrix @ small.ravel()).reshape(slid.shape) == slid).all()
assert answer == matrix.nnz, (
    f"The matrix has a row for each of {slid.size:,} outputs, and "
    f"{len(figure.KERNEL)} non-zeros in every row."
)
matrix.shape, matrix.nnz

# %% [markdown]
# ## Flipped or not { #flipped-or-not }
#
# A true convolution flips the kernel before applying it. Flipping $(-1, 1)$ changes the sign of the edges, so the result is multiplied by $-1$.
#
# Problem 3. Find a kernel for which `answer` is 1, that is, a kernel that gives the same result when flipped.

# %%
from scipy import signal

kernel = (-1, 1)
answer = -1

slid = signal.correlate2d(image, [kernel], mode="valid")
flipped = signal.convolve2d(image, [kernel], mode="valid")
assert (flipped == answer * slid).all(), (
    f"Flipped, {kernel} is {kernel[::-1]}. The two results do not "
    f"differ by the factor {answer}."
)
int(abs(slid).max()), int(abs(flipped).max())

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# The article's figure is made by the same two functions. `measure` measures and `draw` draws.

# %% alt="A photograph of an astronaut and its vertical edges above; below, the operations and the stored values of three ways, on a logarithmic scale."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
