// The bounds within which a case can be carried on for years.
import { utf8 } from '../canonical.ts';
import { maxConditionDepth, maxConditionNodes } from '../evaluate.ts';
import type { Condition } from '../condition.ts';
import { conditionsOf, partsOf } from './places.ts';
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const maxSteps = 500;
export const maxBranches = 50;
export const maxPlanBytes = 256 * 1024;

export const tooLarge: Rule = {
  id: 'too-large',
  check: ({ draft }, report) => {
    if (draft.nodes.length > maxSteps) report({}, `this protocol has ${draft.nodes.length} steps; ${maxSteps} are the most, so put part of it into a protocol of its own and call it`);
    for (const node of draft.nodes)
      if ((node.kind === 'split' || node.kind === 'decision') && node.branches.length > maxBranches) report({ node: node.id, field: 'branches' }, `${titled(node)} has ${node.branches.length} branches; ${maxBranches} are the most`);
    const { layout: _positions, ...kept } = draft;
    const bytes = utf8(JSON.stringify(kept)).length;
    if (bytes > maxPlanBytes) report({}, `this protocol takes about ${Math.ceil(bytes / 1024)} KB; ${maxPlanBytes / 1024} KB are the most, so put part of it into a protocol of its own and call it`);
    for (const { condition, at } of conditionsOf(draft))
      if (depthOf(condition) > maxConditionDepth || partsOf(condition).length > maxConditionNodes) report(at, `this condition has too many parts to be evaluated; keep it below ${maxConditionNodes} parts and ${maxConditionDepth} levels, or name part of it as a fact`);
  },
};

// helpers

function depthOf(condition: Condition): number {
  let deepest = 0;
  const queue = [{ part: condition, depth: 1 }];
  for (let i = 0; i < queue.length; i++) {
    const { part, depth } = queue[i] as { part: Condition; depth: number };
    deepest = Math.max(deepest, depth);
    if (part.kind === 'not') queue.push({ part: part.of, depth: depth + 1 });
    if (part.kind === 'all' || part.kind === 'any') queue.push(...part.of.map((p) => ({ part: p, depth: depth + 1 })));
  }
  return deepest;
}
