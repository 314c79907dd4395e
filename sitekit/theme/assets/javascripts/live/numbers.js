// Numbers as a language writes them. The page's formats are made once: to make one takes as long as to write ninety numbers with it,
// and the first of all has the browser read what it knows of the language.

const formats = new Map();

/** `value` in `language`. `digits` after the point, or `significant` ones; `percent` of 0..1. */
export function written(language, value, { digits, significant, percent = false } = {}) {
  const name = `${language} ${digits} ${significant} ${percent}`;
  let format = formats.get(name);
  if (!format) {
    const style = percent ? { style: "percent" } : {};
    const precision = significant ? { maximumSignificantDigits: significant, minimumSignificantDigits: significant }
      : { maximumFractionDigits: digits ?? 0, minimumFractionDigits: digits ?? 0 };
    format = new Intl.NumberFormat(language, { ...style, ...precision });
    formats.set(name, format);
  }
  return format.format(value).replace("-", "−");
}
