// The zone of a scenario as the plans of its time would have it: from ten years before its start to ten years after.
import type { ZoneOffset } from '../../protocol/plan.ts';
import { buildOffsets } from '../zone-offsets.ts';

export function offsetsAround(zone: string, at: number): readonly ZoneOffset[] {
  const year = new Date(at).getUTCFullYear();
  return buildOffsets(zone, year - 10, year + 10);
}
