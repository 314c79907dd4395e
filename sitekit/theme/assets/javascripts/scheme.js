// The landing page in the colours that the reader chose on another page, else in those that mkdocs.yml gives the system's preference.
const chosen = __md_get("__palette")?.color;
const { light, dark } = document.currentScript.dataset;
const scheme = chosen?.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? dark : light);
if (scheme) document.body.dataset.mdColorScheme = scheme;
