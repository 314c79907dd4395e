# %% [markdown]
# # 얼굴 부위의 위치를 뒤섞어 보기
#
# 눈, 코, 입이 있기만 하면 얼굴일까. 얼굴의 부위를 오려 다른 위치에 붙이고, 위치를 얼마나 따지느냐에 따라 점수가 어떻게 달라지는지 비교해 보자.
#
# ## 부위를 찾는 필터 { #filters-for-parts }
#
# 얼굴 {{ scrambled_face.training_faces }}장에서 두 눈, 코, 입의 필터를 학습하고, 나머지 {{ scrambled_face.test_faces }}장으로 시험한다.

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
# ## 위치의 허용 오차 { #how-much-tolerance }
#
# 점수는 부위마다 제자리에서 `tolerance`픽셀 안의 가장 높은 응답을 골라 더한 값이다. 두 얼굴이 구별되는지는 온전한 얼굴이 뒤섞은 얼굴보다 높은 점수를 받을 확률인 AUC로 판단한다.
#
# 문제 1. `tolerance`를 12로 바꾸어도 구별될까. AUC가 0.75를 넘으면 `answer`는 `True`다. 더는 구별되지 않는 허용 오차도 찾아보자.

# %%
tolerance = 0
answer = True

auc = separation(scrambled, tolerance)
assert answer == (auc > 0.75), (
    f"오차를 {tolerance}픽셀까지 허용했을 때의 AUC: {auc:.2f}. 허용 "
    "오차가 부위를 옮긴 거리만큼 커지면 무엇이 구별되는지 생각해 "
    "보자."
)
round(float(auc), 2)

# %% [markdown]
# ## 부위를 옮긴 거리 { #how-far-parts-moved }
#
# 두 부위의 상대 위치가 온전한 얼굴과 몇 픽셀 다른지 여섯 쌍에서 측정하고 그 최솟값을 구한다. 모두 함께 옮기면 상대 위치는 그대로다.
#
# 아래에서는 코만 아래로 4픽셀 옮겼고 최솟값은 0이다. 두 눈과 입의 상대 위치는 그대로이기 때문이다.
#
# 문제 2. 부위를 더 옮겨 최솟값을 4픽셀보다 크게 만들고, 몇 픽셀인지 `answer`에 적어 보자.

# %%
layout = {"left_eye": (8, 6), "right_eye": (8, 16),
          "nose": (16, 11), "mouth": (17, 11)}
answer = 0

change = parts.smallest_change(layout)
assert answer == change, (
    "여섯 쌍을 하나씩 확인해 보자. 두 부위를 같은 방향으로 같은 "
    f"거리만큼 옮기면 그 쌍의 변화는 0이다. 최솟값: {change}픽셀"
)
change

# %% [markdown]
# ## 부위가 있는지만 따지는 점수 { #bag-of-parts }
#
# 위치를 아예 따지지 않으면 부위마다 가장 높은 응답만 더하면 된다. 뒤섞은 얼굴에서 이 점수가 표준편차 {{ scrambled_face.bag_deviation }}의 절반도 떨어지지 않는다면, 배치는 점수에 반영되지 않는다고 볼 수 있다.
#
# 문제 3. `layout`을 `parts.moved_together(3, 0)`으로 바꾸어 보고, 네 부위를 모두 코의 위치에 겹치는 `dict.fromkeys(parts.PLACES, (12, 11))`로도 바꾸어 보자. 점수가 표준편차의 절반보다 많이 떨어지면 `answer`는 `True`다.

# %%
layout = scrambled
answer = False

bag = parts.bag_score(intact)
scrambled_faces = parts.rearranged(test, layout)
moved = parts.bag_score(parts.part_maps(scrambled_faces, filters))
drop = (bag.mean() - moved.mean()) / bag.std(ddof=1)
assert answer == (drop > 0.5), (
    f"점수: 온전한 얼굴 {bag.mean():.2f}, 옮긴 얼굴 {moved.mean():.2f}. "
    f"표준편차의 {drop:.2f}배만큼 떨어졌다."
)
round(float(drop), 2)

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 배치 여덟 가지에서 측정했고, 얼굴은 평균 이미지로만 실었다.

# %% alt="위에는 평균 얼굴 네 장, 아래에는 허용 오차에 따른 AUC 그래프가 있다. 뒤섞은 얼굴의 선은 높은 데서 시작해 절반 쪽으로 내려가고, 함께 옮긴 얼굴의 선은 내내 절반 부근에 있다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
