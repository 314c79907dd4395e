// What is fetched when a reader asks: another page of the site, a style sheet.

/** The page at `address`, parsed, and the `url` at which it was. Who cannot have it gets an error. */
export async function otherPage(address) {
  const answer = await fetch(address);
  if (!answer.ok || new URL(answer.url).origin !== location.origin) throw new Error(`${answer.url}: ${answer.status}`);
  return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), url: answer.url };
}

const sheets = new Map(); // Address of a style sheet → a promise that it applies.

/** The style sheet at `address` applies before anything it is about is there to be seen. One that failed is asked for again. */
export function dressed(address) {
  if (!sheets.has(address)) {
    sheets.set(address, new Promise((resolve, reject) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
      link.addEventListener("load", resolve);
      link.addEventListener("error", () => {
        link.remove();
        sheets.delete(address);
        reject(new Error(`${address}: no style sheet`));
      });
      document.head.append(link);
    }));
  }
  return sheets.get(address);
}
