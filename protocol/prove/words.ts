// Rules and what became of them, in words: the same sentences in the editor, in a finding and on the command line.
import { conditionWords, durationWords, namesOf, type Names } from '../condition-words.ts';
import type { AgencyRule, Draft, Place } from '../draft.ts';
import { kindWords } from '../node-defaults.ts';
import { portsOf } from '../ports.ts';
import { own, reachedFrom, type World } from './outline.ts';
import type { PathStep } from './trail.ts';

export const meaningWords: Readonly<Record<Extract<Place, { kind: 'records' }>['means'], string>> = {
  level: 'the level of concern', imminent: 'whether danger is imminent', weaponsAccess: 'weapons access', priorReports: 'earlier reports', contactMade: 'whether contact was made',
  hasTarget: 'whether there is a target', legalBasis: 'the legal basis', reportReceived: 'when the report was received',
};
export const statusWords: Readonly<Record<Extract<Place, { kind: 'status' }>['status'], string>> = {
  report: 'report', open: 'open', monitoring: 'monitoring', transferred: 'transferred', closed: 'closed', no_case: 'no case', purged: 'purged',
};

/** "the opening of “Screen”", "an approval by at least 2 persons". */
export function placeWords(place: Place, draft: Draft): string {
  switch (place.kind) {
    case 'start': return 'the start';
    case 'reportReceived': return 'the receipt of the report';
    case 'step': return place.moment === 'opened' ? `the opening of ${stepWords(place.step, draft)}` : `${stepWords(place.step, draft)} done${place.port === undefined ? '' : ` by “${portWords(place.step, place.port, draft)}”`}`;
    case 'status': return `the status “${statusWords[place.status]}”`;
    case 'approval': return place.persons === 1 ? 'an approval' : `an approval by at least ${place.persons} persons`;
    case 'records': return `a record of ${meaningWords[place.means]}`;
    case 'disclosure': return 'a disclosure';
  }
}

export function agencyRuleWords(rule: AgencyRule, draft: Draft): string {
  const names = namesOf(draft);
  switch (rule.kind) {
    case 'passes': return `Every path from ${placeWords(rule.from, draft)} to ${placeWords(rule.to, draft)} passes ${placeWords(rule.through, draft)}${asLongAs(rule.when, names)}.`;
    case 'within': return `From ${placeWords(rule.from, draft)}, ${placeWords(rule.to, draft)} is reached within ${durationWords(rule.within)} if all limits are kept${asLongAs(rule.when, names)}.`;
    case 'separate': return `Nobody who did ${stepWords(rule.act, draft)} may approve ${stepWords(rule.approve, draft)}.`;
    case 'cited': return `Every mandatory citation is given by a step${rule.kinds.length === 0 ? '' : `, and every step of these kinds gives one: ${rule.kinds.map(kindWord).join(', ')}`}.`;
  }
}

const asLongAs = (when: Extract<AgencyRule, { kind: 'passes' }>['when'], names: Names): string => (when ? `, as long as ${conditionWords(when, names)}` : '');
const kindWord = (kind: string): string => ((own(kindWords, kind) as string | undefined) ?? kind).toLowerCase();

export function stepWords(ref: string, draft: Draft): string {
  const node = draft.nodes.find((n) => n.id === ref || `${draft.key}.${n.id}` === ref);
  return `“${node?.title || ref}”`;
}
function portWords(ref: string, port: string, draft: Draft): string {
  const node = draft.nodes.find((n) => n.id === ref);
  return (node && portsOf(node).find((p) => p.id === port)?.label) ?? port;
}

const namedAtMost = 14;

/** "Report, Screen, ... Close": the steps of a path, each once. */
export function pathWords(path: readonly PathStep[], world: World): string {
  const outlines = reachedFrom(world);
  const titles = new Set(path.map(({ protocol, node }) => {
    const outline = protocol === world.root.key ? world.root : outlines.find((o) => o.key === protocol);
    const title = own(outline?.nodes, node)?.title || outline?.on?.find((h) => h.id === node)?.title || node;
    return outline === world.root || !outline ? title : `${title} (${outline.title})`;
  }));
  const all = [...titles];
  const shown = all.length <= namedAtMost ? all : [...all.slice(0, namedAtMost / 2), '...', ...all.slice(all.length - namedAtMost / 2)];
  return shown.join(', ');
}

export function timeWords(ms: number): string {
  const total = Math.round(ms / 1000);
  const [days, hours, minutes, seconds] = [Math.floor(total / 86_400), Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60];
  return [days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : '', hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', seconds > 0 ? `${seconds} s` : ''].filter((p) => p !== '').join(' ') || 'no time';
}
