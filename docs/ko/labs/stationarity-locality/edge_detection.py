# %% [markdown]
# # 경계 검출을 손으로 돌려 보기
#
# 글에서는 커널이 몇 번 계산하는지만 보았다. 여기서는 그 실험을 한 칸씩 돌린다. 모든 칸은 사이트를 빌드할 때 실제로 실행된다.
#
# ## 커널과 사진 { #kernel-and-photograph }
#
# 픽셀마다 왼쪽 이웃을 빼는 커널은 수 두 개다. 사진은 밝기 0에서 255까지의 정수다.

# %%
from figures.stationarity_locality import edge_detection as figure

kernel, image = figure.KERNEL, figure.photograph()
kernel, image.shape, int(image.min()), int(image.max())

# %% [markdown]
# ## 세어 가며 끌기 { #count-as-it-slides }
#
# 곱하고 더할 때마다 횟수가 기록되는 자료형으로 커널을 끈다. 식에서 끌어낸 수가 아니라 돌면서 센 수다.

# %%
edges, products, sums = figure.correlate_counted(image, kernel)
edges.shape, products, sums, products + sums

# %% [markdown]
# ## 같은 연산을 행렬로 { #as-a-matrix }
#
# 사진을 한 줄로 펴면 같은 연산은 행렬 곱이다. 0이 아닌 원소만 저장한 행렬과 커널의 답은 한 픽셀도 다르지 않다.

# %%
matrix = figure.as_sparse_matrix(image.shape, kernel)
same = (matrix @ image.ravel()).reshape(edges.shape)
matrix.shape, matrix.nnz, bool((same == edges).all())

# %% [markdown]
# ## 커널을 바꾸면 { #another-kernel }
#
# 커널을 세 칸으로 늘리거나 사진을 줄이면 수도 따라 바뀐다. 칸을 고쳐서 다시 돌려 보라.

# %%
smaller = figure.compare(image[:70, :80], (1, -2, 1))
smaller.multiplications, smaller.additions, smaller.dense_entries

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 글의 그림도 같은 함수 두 개로 그린다. `measure`가 재고 `draw`가 그린다.

# %%
from sitekit.show import show

show(figure.draw, figure.measure(), figure.LABELS, "ko",
     alt="위는 우주비행사의 사진과 그 세로 경계, 아래는 세 가지 방법의 연산 수와 저장하는 수를 로그 눈금에 찍은 점.")
