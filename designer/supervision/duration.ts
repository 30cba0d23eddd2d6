// How much later a limit shall be, as an elapsed time; null when it is no whole number above zero.
export function durationOf(number: string, unit: string): string | null {
  const value = /^[1-9]\d{0,5}$/.test(number.trim()) ? Number(number) : 0;
  if (value === 0) return null;
  return unit === 'D' ? `PT${value * 24}H` : `PT${value}${unit}`;
}
