"""What the live version of ``scrambled_face`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.stationarity_locality._shared.face_parts import (
    PLACES,
    SHAPES,
    SIDE,
    Layout,
    arrangement_scores,
    bag_score,
    part_maps,
    rearranged,
    wins,
)

CASES, SEED = 24, 0
LARGEST_TOLERANCE = 12


def random_layout(rng: np.random.Generator) -> Layout:
    """Every part anywhere inside the picture, also on top of others."""
    return {
        part: (int(rng.integers(h // 2, SIDE - h // 2)), int(rng.integers(w // 2, SIDE - w // 2)))
        for part, (h, w) in SHAPES.items()
    }


def golden(result: Any) -> dict[str, list]:
    """Pictures, filters' answers and scores of random layouts by ``face_parts``, and AUCs of random scores, some equal."""
    rng = np.random.default_rng(SEED)
    mean = result.mean_intact.astype(np.float32)[None]
    pictures, maps, scores, aucs = [], [], [], []
    for case in range(CASES):
        layout = random_layout(rng)
        image, tolerance = rearranged(mean, layout), int(rng.integers(LARGEST_TOLERANCE + 1))
        places = {"layout": [layout[part] for part in PLACES]}
        pictures.append((places, image.ravel()))
        found, part = part_maps(image, result.filters), list(PLACES)[case % len(PLACES)]
        maps.append(({"image": image.ravel(), "part": part}, found[part].ravel()))
        scores.append(
            (
                {**places, "tolerance": tolerance},
                {"bag": bag_score(found)[0], "arrangement": arrangement_scores(found, (tolerance,))[0, 0]},
            )
        )
        higher, lower = rng.integers(0, 30, 12) + 4, rng.integers(0, 30, 17)
        aucs.append(({"higher": higher, "lower": lower}, wins(higher, lower).mean()))
    return {"rearranged": pictures, "partMap": maps, "scores": scores, "auc": aucs}
