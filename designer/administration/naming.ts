// Keys from names, and the zones this browser knows. A key is what protocols refer to: letters, digits and _ only.
export function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '').toLowerCase();
  return (/^[a-z]/.test(plain) ? plain : `x_${plain}`).slice(0, 64);
}

export function zones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone, index, all) => all.indexOf(zone) === index);
}
