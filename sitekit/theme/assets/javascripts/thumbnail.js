// A figure's thumbnail in the colours of the page. Without a network there may be the light one alone.

/** Has `image` show the thumbnail at the address `light`, or its dark twin. */
export function pictured(image, { href: light }) {
  const isDark = document.body.dataset.mdColorScheme === "slate";
  if (isDark) image.addEventListener("error", () => { image.src = light; }, { once: true });
  image.src = isDark ? light.replace(/png$/, "dark.png") : light;
  return image;
}
