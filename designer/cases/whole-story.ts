// The server tells a long story in parts, the oldest first. A page that showed one part would leave out what happened last.
interface Part<Item> {
  readonly items: readonly Item[];
  /** The number of the newest there is, in whichever part it comes. */
  readonly last: number;
}

export async function wholeStory<Item extends { readonly number: number }>(partAfter: (number: number) => Promise<Part<Item>>): Promise<Part<Item>> {
  const items: Item[] = [];
  for (;;) {
    const part = await partAfter(items.at(-1)?.number ?? 0);
    items.push(...part.items);
    if (part.items.length === 0 || (items.at(-1)?.number ?? 0) >= part.last) return { items, last: part.last };
  }
}
