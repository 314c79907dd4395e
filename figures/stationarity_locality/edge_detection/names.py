"""What readers call the numbers of the figure."""

from __future__ import annotations

FIELDS = {
    "multiplications": {"ko": "커널의 곱셈 횟수", "en": "multiplications of the kernel"},
    "additions": {"ko": "커널의 덧셈 횟수", "en": "additions of the kernel"},
    "nonzeros": {"ko": "희소 행렬에서 0이 아닌 원소의 수", "en": "non-zeros of the sparse matrix"},
    "dense_entries": {"ko": "밀집 행렬의 원소 수", "en": "entries of the dense matrix"},
    "dense_operations": {"ko": "밀집 행렬을 곱하는 연산 횟수", "en": "operations of the dense matrix"},
}
MEMORY = {"dense_memory": {"ko": "밀집 행렬을 저장하는 데 필요한 메모리", "en": "memory for the dense matrix"}}
NAMES = {
    "operations": {"ko": "커널을 적용하는 연산 횟수", "en": "operations of the kernel"},
    "computation_ratio": {
        "ko": "밀집 행렬과 커널의 연산 횟수 비",
        "en": "ratio of the dense matrix's operations to the kernel's",
    },
    "entries_ratio": {
        "ko": "밀집 행렬의 원소 수와 커널의 연산 횟수 비",
        "en": "ratio of the dense matrix's entries to the kernel's operations",
    },
    "input_height": {"ko": "입력의 높이", "en": "height of the input"},
    "input_width": {"ko": "입력의 너비", "en": "width of the input"},
    "output_width": {"ko": "출력의 너비", "en": "width of the output"},
    "true_convolution_plus_edges": {
        "ko": "합성곱과 교차상관의 합(최대 크기)",
        "en": "sum of convolution and cross-correlation, largest size",
    },
}
