# %% [markdown]
# # 부분의 자리를 뒤섞어 보기
#
# 눈과 코와 입이 있기만 하면 얼굴인가. 얼굴의 부분을 오려 다른 자리에 붙이고, 자리를 얼마나 따지느냐에 따라 점수가 어떻게 달라지는지 본다.
#
# ## 부분을 찾는 필터 { #filters-for-parts }
#
# 얼굴 {{ scrambled_face.training_faces }}장에서 눈 둘과 코와 입의 필터를 배우고, 나머지 {{ scrambled_face.test_faces }}장으로 시험한다.

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
# ## 자리를 얼마나 봐주는가 { #how-much-tolerance }
#
# 점수는 부분마다 제자리에서 `tolerance`픽셀 안의 가장 높은 응답을 더한 것이다. 온전한 얼굴이 흩어진 얼굴보다 높은 점수를 받을 확률, AUC로 둘이 구별되는지 본다.
#
# 문제 1. `tolerance`를 12로 바꾸어도 구별되는가. AUC가 0.75를 넘으면 `answer`는 `True`다. 구별되지 않기 시작하는 거리도 찾아보라.

# %%
tolerance = 0
answer = True

auc = separation(scrambled, tolerance)
assert answer == (auc > 0.75), (
    f"{tolerance}픽셀까지 봐주면 AUC가 {auc:.2f}이다. 봐주는 "
    "거리가 부분이 옮겨 간 거리만 해지면 무엇이 남는지 생각해 "
    "보라."
)
round(float(auc), 2)

# %% [markdown]
# ## 부분이 옮겨 간 거리 { #how-far-parts-moved }
#
# 두 부분 사이의 간격이 온전한 얼굴과 몇 픽셀 다른지 재고, 여섯 쌍 가운데 가장 작은 것을 낸다. 모두 함께 옮기면 간격은 그대로다.
#
# 아래에서는 코만 아래로 4픽셀 옮겼는데 가장 작은 변화는 0이다. 두 눈과 입끼리의 간격은 그대로이기 때문이다.
#
# 문제 2. 부분을 더 옮겨 가장 작은 변화를 4픽셀 넘게 만들고, 몇 픽셀인지 적어라.

# %%
layout = {"left_eye": (8, 6), "right_eye": (8, 16),
          "nose": (16, 11), "mouth": (17, 11)}
answer = 0

change = parts.smallest_change(layout)
assert answer == change, (
    "여섯 쌍을 하나씩 따져 보라. 두 부분을 같은 쪽으로 같은 만큼 "
    f"옮기면 그 쌍의 변화는 0이다. 여기서는 {change}픽셀이다."
)
change

# %% [markdown]
# ## 부분만 세는 점수 { #bag-of-parts }
#
# 자리를 아예 따지지 않으면 부분마다 가장 높은 응답만 더한다. 흩어 놓아도 이 점수가 표준편차 {{ scrambled_face.bag_deviation }}의 절반도 떨어지지 않는다면, 이 점수는 배치를 모르는 것이다.
#
# 문제 3. `layout`을 `parts.moved_together(3, 0)`으로, 또 네 부분을 모두 코 자리에 겹치는 `dict.fromkeys(parts.PLACES, (12, 11))`로 바꾸어 보라. 점수가 표준편차의 절반보다 많이 떨어지면 `answer`는 `True`다.

# %%
layout = scrambled
answer = False

bag = parts.bag_score(intact)
scrambled_faces = parts.rearranged(test, layout)
moved = parts.bag_score(parts.part_maps(scrambled_faces, filters))
drop = (bag.mean() - moved.mean()) / bag.std(ddof=1)
assert answer == (drop > 0.5), (
    f"점수는 {bag.mean():.2f}에서 {moved.mean():.2f}, 표준편차의 "
    f"{drop:.2f}배만큼 떨어졌다."
)
round(float(drop), 2)

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 배치 여덟 가지에서 재고, 얼굴은 평균으로만 보인다.

# %% alt="평균 얼굴 넷과, 봐주는 거리에 따른 AUC. 흩어 놓은 얼굴의 선은 높은 데서 절반 쪽으로 내려가고, 함께 옮긴 얼굴의 선은 내내 낮다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
