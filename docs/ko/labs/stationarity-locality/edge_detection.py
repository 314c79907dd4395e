# %% [markdown]
# # 에지 검출을 직접 실행해 보기
#
# 글에서는 커널의 연산 횟수만 보았다. 여기서는 그 실험을 셀 단위로 실행한다. 셀을 고치고 다시 실행해 보자. 문제마다 `answer`에 적은 답을 `assert`로 검사한다.
#
# ## 커널과 사진 { #kernel-and-photograph }
#
# 픽셀마다 왼쪽 이웃을 빼는 커널은 숫자 두 개로 이루어진다. 사진의 밝기는 0에서 255까지의 정수다.

# %%
from figures.stationarity_locality.edge_detection import (
    operators)
from figures.stationarity_locality import (
    edge_detection as figure)

kernel, image = figure.KERNEL, figure.photograph()
kernel, image.shape, int(image.min()), int(image.max())

# %% [markdown]
# ## 횟수를 세며 적용하기 { #count-as-it-slides }
#
# 곱하고 더할 때마다 횟수가 기록되는 자료형으로 커널을 적용한다. 식으로 유도하지 않고 실행하면서 세었으며, 곱셈과 덧셈을 합치면 {{ edge_detection.operations }}번이다.
#
# 문제 1. 커널을 `(1, -2, 1)`로 바꾸면 몇 번이 될까. 실행하기 전에 `answer`부터 고쳐 보자.

# %%
kernel = (-1, 1)
answer = 267_960

edges, products, sums = operators.correlate_counted(image, kernel)
assert answer == products + sums, (
    f"커널의 값이 {len(kernel)}개면 출력 하나에 곱셈 "
    f"{len(kernel)}번, 덧셈 {len(kernel) - 1}번이 든다. 출력은 "
    f"{edges.shape[0]}×{edges.shape[1]}개다. 적은 답: {answer:,}번."
)
edges.shape, products, sums

# %% [markdown]
# ## 같은 연산을 행렬로 { #as-a-matrix }
#
# 사진을 한 줄로 펴면 같은 연산을 행렬 곱으로 나타낼 수 있다. 0이 아닌 원소만 저장한 행렬로 구해도 결과는 한 픽셀도 다르지 않다.
#
# 문제 2. 사진의 크기를 `(140, 160)`으로 바꾸면 0이 아닌 원소는 몇 개인가. 가로와 세로가 두 배가 되어도 정확히 네 배가 되지는 않는다.

# %%
shape = (70, 80)
answer = 11_060

small = image[:shape[0], :shape[1]]
matrix = operators.as_sparse_matrix(shape, figure.KERNEL)
slid, *_ = operators.correlate_counted(small, figure.KERNEL)
assert ((matrix @ small.ravel()).reshape(slid.shape) == slid).all()
assert answer == matrix.nnz, (
    f"행렬의 행은 출력마다 하나, 모두 {slid.size:,}개이고 행마다 "
    f"0이 아닌 원소가 {len(figure.KERNEL)}개다."
)
matrix.shape, matrix.nnz

# %% [markdown]
# ## 커널을 뒤집으면 { #flipped-or-not }
#
# 합성곱은 커널을 뒤집어서 적용한다. 커널 $(-1, 1)$을 뒤집으면 에지의 부호가 반대가 되므로, 그대로 적용한 결과에 $-1$을 곱한 것과 같다.
#
# 문제 3. `answer`가 1이 되는 커널(뒤집어도 결과가 같은 커널)을 찾아 보자.

# %%
from scipy import signal

kernel = (-1, 1)
answer = -1

slid = signal.correlate2d(image, [kernel], mode="valid")
flipped = signal.convolve2d(image, [kernel], mode="valid")
assert (flipped == answer * slid).all(), (
    f"커널 {kernel}, 뒤집은 커널 {kernel[::-1]}. "
    f"두 결과의 비로 적은 답 {answer}: 맞지 않는다."
)
int(abs(slid).max()), int(abs(flipped).max())

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 글의 그림도 함수 두 개로 그린다. `measure`로 측정하고 `draw`로 그린다.

# %% alt="위쪽에는 우주비행사의 사진과 그 세로 에지가 있다. 아래쪽에는 세 가지 방법의 연산 횟수와 저장할 값의 개수가 로그 눈금에 점으로 찍혀 있다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
