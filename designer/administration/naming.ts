// Keys from names, and the zones this browser knows. A key is what protocols refer to: letters, digits and _ only.
export function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '').toLowerCase();
  return (/^[a-z]/.test(plain) ? plain : `x_${plain}`).slice(0, 64);
}

/** The zone of this computer, which is where a new unit most likely is. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What to choose from; `present` stands there too, however this browser calls it. */
export function zones(present: string): readonly string[] {
  return [present, ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone, index, all) => all.indexOf(zone) === index);
}
