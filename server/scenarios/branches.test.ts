// The ways through the shipped protocols that the acceptance scenarios do not go; together they leave no step unvisited.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Transition } from '../../protocol/entry.ts';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { gallery, templateOf } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../config.ts';
import { readScenarios } from './read.ts';
import { runScenario, type Ran } from './run.ts';

const drafts = gallery.map((template) => template.draft);
const scenariosIn = (file: string): readonly Scenario[] => {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', file), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenarios;
};
const walked = gallery.map((template) => template.key);
const branches = scenariosIn('branches.yaml');
const playing = new Map<string, Promise<Ran>>();
/** Each is played once, whichever test asks first. */
function played(scenario: Scenario): Promise<Ran> {
  const ran = playing.get(scenario.id) ?? runScenario(scenario, drafts);
  playing.set(scenario.id, ran);
  return ran;
}

describe('the other ways through the shipped protocols', () => {
  it.each(branches.map((scenario) => ({ name: `${scenario.id}: ${scenario.title}`, scenario })))('$name', async ({ scenario }) => {
    const ran = await played(scenario);
    expect(ran.kind === 'played' ? ran.differences : ran.message).toEqual([]);
  });

  it('are complete: every step is done, every answer given, every end reached by somebody', async () => {
    const seen = new Set<string>();
    for (const scenario of [...branches, ...scenariosIn('acceptance.yaml'), ...scenariosIn('partners.yaml')]) for (const way of waysOf(await played(scenario))) seen.add(way);
    const drawn = walked.flatMap((key) => waysDrawn(key));
    expect(drawn.length).toBeGreaterThan(200);
    expect(drawn.filter((way) => !seen.has(way))).toEqual([]);
  });
});

/** What a person, a date or an event can bring about. An offer taken back is nobody's act in a scenario. */
function waysDrawn(key: string): readonly string[] {
  const draft = templateOf(key)?.draft;
  if (draft === undefined) throw new Error(`${key} is in the gallery`);
  return draft.nodes.flatMap((node) => {
    const at = `${key}.${node.id}`;
    switch (node.kind) {
      case 'task': case 'approval': case 'wait': return draft.edges.filter((e) => e.from === node.id).map((e) => `${at} ${e.port}`);
      case 'handoff': return node.each ? [`${at} settled`] : [`${at} accepted`, `${at} declined`];
      case 'notify': return [at];
      case 'end': return node.outcome === null ? [] : [`${key} ends ${node.outcome}`];
      default: return [];
    }
  });
}

function waysOf(one: Ran): readonly string[] {
  if (one.kind !== 'played') throw new Error(`line ${one.line}: ${one.message}`);
  return one.journal.flatMap((transition: Transition) =>
    transition.entries.flatMap((entry) => {
      switch (entry.kind) {
        case 'stepCompleted': return [`${entry.protocol}.${entry.node} ${entry.outcome}`];
        case 'approvalGranted': return [`${entry.protocol}.${entry.node} approved`];
        case 'approvalDenied': return [`${entry.protocol}.${entry.node} denied`];
        case 'handoffAccepted': return [`${entry.protocol}.${entry.node} accepted`];
        case 'handoffAnswered': return [`${entry.protocol}.${entry.node} accepted`];
        case 'handoffSettled': return [`${entry.protocol}.${entry.node} settled`];
        case 'handoffDeclined': return [`${entry.protocol}.${entry.node} declined`];
        case 'waitEnded': return [`${entry.protocol}.${entry.node} ${entry.event ?? 'elapsed'}`];
        case 'notified': return [`${entry.protocol}.${entry.node}`];
        case 'runEnded': return [`${entry.protocol} ends ${entry.outcome ?? ''}`];
        default: return [];
      }
    }),
  );
}
