// What somebody may have meant by a name that nothing has: the nearest name there is, or what there is to choose from.

/** "did you mean case.level?", or "there are case.level, case.status, ..." where nothing is near. */
export function meant(written: string, names: readonly string[], shown: (name: string) => string = (name) => name): string {
  let nearest: { readonly name: string; readonly far: number } | undefined;
  for (const name of names) {
    const most = Math.min(Math.max(2, Math.floor(name.length / 3)), (nearest?.far ?? Infinity) - 1);
    // As many letters must be added at least.
    if (Math.abs(written.length - name.length) > most) continue;
    const far = distance(written.toLowerCase(), name.toLowerCase(), most);
    if (far <= most) nearest = { name, far };
  }
  if (nearest) return `did you mean ${shown(nearest.name)}?`;
  if (names.length === 0) return 'there is none yet';
  const [some, more] = [names.slice(0, 8).map(shown), names.length - 8];
  return `there ${names.length === 1 ? 'is' : 'are'} ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How many letters to add, drop, change or swap, or more than `most`; only the first 64 letters are looked at. */
function distance(from: string, to: string, most: number): number {
  const [a, b] = [from.slice(0, 64), to.slice(0, 64)];
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      const far = Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(far);
      least = Math.min(least, far);
    }
    // It only grows from here, but for a swap with the row before.
    if (least > most + 1) return Infinity;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
