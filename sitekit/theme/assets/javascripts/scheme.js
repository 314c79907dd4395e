// The landing page in the theme that the reader chose on another page, else in the system's.
const chosen = __md_get("__palette");
const dark = chosen?.color ? chosen.color.scheme === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
document.body.dataset.mdColorScheme = dark ? "slate" : "default";
