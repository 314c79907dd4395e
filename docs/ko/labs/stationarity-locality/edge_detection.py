# %% [markdown]
# # 경계 검출을 손으로 돌려 보기
#
# 글에서는 커널이 몇 번 계산하는지만 보았다. 여기서는 그 실험을 한 칸씩 돌린다. 칸을 고치고 다시 돌려 보라. 세 문제는 저마다 `answer`에 적은 답을 `assert`가 검사한다.
#
# ## 커널과 사진 { #kernel-and-photograph }
#
# 픽셀마다 왼쪽 이웃을 빼는 커널은 수 두 개다. 사진은 밝기 0에서 255까지의 정수다.

# %%
from figures.stationarity_locality.edge_detection import (
    operators)
from figures.stationarity_locality import (
    edge_detection as figure)

kernel, image = figure.KERNEL, figure.photograph()
kernel, image.shape, int(image.min()), int(image.max())

# %% [markdown]
# ## 세어 가며 끌기 { #count-as-it-slides }
#
# 곱하고 더할 때마다 횟수가 기록되는 자료형으로 커널을 끈다. 식에서 끌어낸 수가 아니라 돌면서 센 수로, 곱셈과 덧셈을 합치면 {{ edge_detection.operations }}번이다.
#
# 문제 1. 커널을 `(1, -2, 1)`로 바꾸면 몇 번이 될까. 돌리기 전에 `answer`부터 고쳐라.

# %%
kernel = (-1, 1)
answer = 267_960

edges, products, sums = operators.correlate_counted(image, kernel)
assert answer == products + sums, (
    f"커널이 {len(kernel)}칸이면 출력 하나에 곱셈 {len(kernel)}번, "
    f"덧셈 {len(kernel) - 1}번이 든다. 출력은 "
    f"{edges.shape[0]}×{edges.shape[1]}개다. {answer:,}번이 아니다."
)
edges.shape, products, sums

# %% [markdown]
# ## 같은 연산을 행렬로 { #as-a-matrix }
#
# 사진을 한 줄로 펴면 같은 연산은 행렬 곱이다. 0이 아닌 원소만 저장한 행렬과 커널의 답은 한 픽셀도 다르지 않다.
#
# 문제 2. 사진의 크기를 `(140, 160)`으로 바꾸면 0이 아닌 원소는 몇 개인가. 가로와 세로가 두 배가 되었다고 꼭 네 배는 아니다.

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
# ## 뒤집느냐 마느냐 { #flipped-or-not }
#
# 진짜 합성곱은 커널을 뒤집어 끈다. 커널 $(-1, 1)$을 뒤집으면 경계의 부호가 반대가 되므로 끈 결과에 $-1$을 곱한 것과 같다.
#
# 문제 3. `answer`가 1이 되는 커널, 곧 뒤집어도 답이 같은 커널을 찾아라.

# %%
from scipy import signal

kernel = (-1, 1)
answer = -1

slid = signal.correlate2d(image, [kernel], mode="valid")
flipped = signal.convolve2d(image, [kernel], mode="valid")
assert (flipped == answer * slid).all(), (
    f"{kernel}을 뒤집으면 {kernel[::-1]}이다. 두 결과의 비는 "
    f"{answer}이 아니다."
)
int(abs(slid).max()), int(abs(flipped).max())

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 글의 그림도 같은 함수 두 개로 그린다. `measure`가 재고 `draw`가 그린다.

# %% alt="위는 우주비행사의 사진과 그 세로 경계, 아래는 세 가지 방법의 연산 수와 저장하는 수를 로그 눈금에 찍은 점."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
