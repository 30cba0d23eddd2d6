// What a benchmark says of its times: medians and ratios of one run, never a single time. Times are milliseconds.
import { availableParallelism } from 'node:os';

export function median(times: readonly number[]): number {
  return percentile(times, 50);
}

/** By the nearest rank. */
export function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('no times were measured');
  return found;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}

export const inMs = (ms: number): string => `${ms.toFixed(1)} ms`;

export function say(title: string, lines: Readonly<Record<string, string>>): void {
  const width = Math.max(...Object.keys(lines).map((name) => name.length));
  const text = Object.entries({ ...lines, machine: `${availableParallelism()} cores, Node ${process.versions.node}` }).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  console.log([title, ...text].join('\n'));
}

/** How often a benchmark measures; HANDRAIL_BENCH_ROUNDS makes it longer or shorter. */
export function rounds(usual: number): number {
  const asked = Number(process.env['HANDRAIL_BENCH_ROUNDS'] ?? usual);
  if (!Number.isInteger(asked) || asked < 1 || asked > 1000) throw new Error('HANDRAIL_BENCH_ROUNDS is a whole number from 1 to 1000');
  return asked;
}
