// Which ways a decision and a split can take. Conditions are taken as free, because what is recorded may be corrected
// between two of them; only what a rule assumes throughout ("as long as life is at risk") settles some.
import { canonicalJson } from '../canonical.ts';
import type { Condition, Facts, Scalar, Truth } from '../condition.ts';
import { evaluate, not } from '../evaluate.ts';
import type { DraftNode } from '../draft.ts';

export type Assume = (condition: Condition | undefined) => Truth;
export const nothing: Assume = (condition) => (condition === undefined ? 'true' : 'unknown');

/** What follows for other conditions from this one holding: the same condition, its parts, and fields it fixes to a value. */
export function assuming(condition: Condition | undefined, levels: readonly { readonly id: string }[]): Assume {
  if (!condition) return nothing;
  const parts = conjuncts(condition);
  const known = new Map<string, Truth>(parts.flatMap((p) => (p.kind === 'not' ? [[canonicalJson(p.of), 'false'], [canonicalJson(p), 'true']] : [[canonicalJson(p), 'true']]) as [string, Truth][]));
  const fixed = new Map<string, Scalar>(parts.flatMap(fixedBy));
  const facts: Facts = {
    at: 0, field: (ref) => fixed.get(`field ${ref}`), caseFact: (name) => fixed.get(`case ${name}`), outcome: (step) => { const outcome = fixed.get(`outcome ${step}`); return typeof outcome === 'string' ? outcome : undefined; }, fact: () => undefined,
    rank: (level) => { const rank = levels.findIndex((l) => l.id === level); return rank < 0 ? undefined : rank; },
  };
  const ask = (asked: Condition): Truth => {
    const said = known.get(canonicalJson(asked));
    if (said !== undefined) return said;
    if (asked.kind === 'not') return not(ask(asked.of));
    if (asked.kind === 'all' || asked.kind === 'any') return combined(asked.of.map(ask), asked.kind);
    // Nothing is known of the presence of a field that is not fixed.
    return asked.kind === 'exists' ? (fixed.has(`field ${asked.ref}`) ? 'true' : 'unknown') : evaluate(asked, facts);
  };
  return (asked) => (asked === undefined ? 'true' : ask(asked));
}

function combined(parts: readonly Truth[], kind: 'all' | 'any'): Truth {
  const decisive: Truth = kind === 'all' ? 'false' : 'true';
  if (parts.includes(decisive)) return decisive;
  return parts.includes('unknown') ? 'unknown' : not(decisive);
}

function conjuncts(condition: Condition): readonly Condition[] {
  const parts: Condition[] = [condition];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Condition;
    if (part.kind === 'all') parts.push(...part.of);
  }
  return parts;
}

function fixedBy(part: Condition): readonly [string, Scalar][] {
  if (part.kind !== 'compare' || part.op !== 'eq' || part.right.kind !== 'value' || part.left.kind === 'value') return [];
  const { left, right } = part;
  return [[left.kind === 'field' ? `field ${left.ref}` : left.kind === 'case' ? `case ${left.name}` : `outcome ${left.step}`, right.value]];
}

/** Ports a node can be left by, of those drawn. */
export function portsOpen(node: DraftNode & { readonly next: Readonly<Record<string, string>> }, assume: Assume): readonly string[] {
  const drawn = Object.keys(node.next);
  if (node.kind !== 'decision') return drawn;
  const open = new Set<string>();
  for (const branch of node.branches) {
    const truth = assume(branch.when);
    if (truth === 'false') continue;
    open.add(branch.id);
    if (truth === 'true') return drawn.filter((p) => open.has(p));
    open.add('unknown');
  }
  open.add('default');
  return drawn.filter((p) => open.has(p));
}
