"""A glossary and a bibliography that several rooms are tested on."""

TERMS = """# Terms.
[[term]]
id = "stationarity"
ko = ["정상성", "통계적 정상성"]
en = ["stationarity"]
define.ko = "법칙이 바뀌지 않는 성질."
define.en = "A law that does not change & stays."

[[term]]
id = "feature-map"
ko = ["특징 맵"]
en = ["feature map"]
define.ko = "응답을 늘어놓은 것."
define.en = "Responses, laid out."

[[term]]
id = "cnn"
ko = ["합성곱 신경망", "CNN"]
en = ["convolutional neural network", "CNN"]
define.ko = "합성곱층을 쌓은 신경망."
define.en = "A network that slides filters."

[[term]]
id = "convolution"
ko = ["합성곱"]
en = ["convolution"]
define.ko = "커널을 끄는 연산."
define.en = "Sliding a kernel."
"""

ENTRIES = """% Works on lines.
@article{euclid300,
  author  = {Euclid},
  title   = {On Lines in {P}lanes},
  journal = {Elements},
  year    = {300},
  doi     = {10.1234/el(1)ements},
}

@inproceedings{noether1918,
  author     = {Noether, Emmy and van der Waerden, Bartel L.},
  title      = {Invariant lines},
  booktitle  = {Proceedings},
  year       = {1918},
  eprint     = {1234.56789},
  eprinttype = {arXiv},
}

@misc{cartan1930b,
  author = {Cartan, {\\'E}lie and Dokmani{\\'c}, Ivan and Hopf, Heinz},
  title  = {Lines & more <all of them>},
  year   = {1930},
  url    = {https://www.example.org/a/long/address},
}
"""
