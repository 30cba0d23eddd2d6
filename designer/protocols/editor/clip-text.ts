// Copied steps as text on the system's clipboard, so that they go from one protocol, window or installation to another. What
// comes back is read like anything from outside: it may be a shopping list.
import { z } from 'zod';
import { draftSchema, type Draft } from '../../../protocol/draft.ts';

const marker = 'steps';
const clipSchema = z.strictObject({ handrail: z.literal(marker), version: z.literal(1), steps: draftSchema });

export type Clip = { readonly kind: 'steps'; readonly steps: Draft } | { readonly kind: 'unreadable'; readonly why: string };

export const clipText = (steps: Draft): string => JSON.stringify({ handrail: marker, version: 1, steps });

export function readClip(text: string): Clip {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('handrail' in value)) return unreadable(text.trim() === '' ? 'The clipboard is empty. Copy steps of a protocol, then paste them here.' : 'What is on the clipboard are no steps of a protocol. Copy steps in the editor, then paste them here.');
  if (!('version' in value) || value.version !== 1) return unreadable('These steps were copied in another version of Handrail. Load both pages again, then copy and paste.');
  const clip = clipSchema.safeParse(value);
  if (clip.success) return { kind: 'steps', steps: clip.data.steps };
  const [fault] = clip.error.issues;
  return unreadable(`The copied steps are damaged${fault ? ` (${fault.path.join('.')}: ${fault.message})` : ''}. Copy them again.`);
}

const unreadable = (why: string): Clip => ({ kind: 'unreadable', why });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
