// Minutes of a day as a field of type time holds them.
const two = (value: number): string => String(value).padStart(2, '0');

export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Undefined for what is no time of day. */
export function minuteOf(text: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  const value = Number(hour) * 60 + Number(minute);
  return Number.isInteger(value) && value < 1440 && Number(minute) < 60 ? value : undefined;
}
