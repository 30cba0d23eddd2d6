// Ids are how everything refers to everything: within its list each is there once, and an outcome's id does not take a word
// that has a meaning of its own.
import { computedForm } from '../node-parts.ts';
import { reservedPorts } from '../ports.ts';
import type { FindingPlace } from '../finding.ts';
import type { DraftNode } from '../draft.ts';
import type { Report, Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const duplicateId: Rule = {
  id: 'duplicate-id',
  check: ({ draft }, report) => {
    unique(report, [...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].map((n) => n.id), 'steps', (id) => ({ node: id }));
    unique(report, draft.edges.map((e) => e.id), 'edges', (id) => ({ edge: id }));
    for (const list of ['forms', 'roles', 'levels', 'facts', 'retention', 'citations'] as const) unique(report, draft[list].map((x) => x.id), list, (id) => ({ field: `${list}.${id}` }));
    unique(report, (draft.grants ?? []).map((g) => g.id), 'grants', (id) => ({ field: `grants.${id}` }));
    unique(report, (draft.calendars ?? []).map((c) => c.key), 'calendars', (key) => ({ field: `calendars.${key}` }));
    for (const form of draft.forms) {
      unique(report, form.fields.map((f) => f.name), `fields of ${titled(form)}`, (name) => ({ field: `forms.${form.id}.fields.${name}` }));
      for (const field of form.fields) unique(report, (field.options ?? []).map((o) => o.id), `options of ${quote(field.label)}`, () => ({ field: `forms.${form.id}.fields.${field.name}.options` }));
    }
    for (const node of draft.nodes) {
      checkPorts(node, report);
      if (node.kind === 'table') {
        unique(report, node.inputs.map((i) => i.id), `inputs of ${titled(node)}`, () => ({ node: node.id, field: 'inputs' }));
        unique(report, node.outputs.map((o) => o.name), `outputs of ${titled(node)}`, () => ({ node: node.id, field: 'outputs' }));
        unique(report, node.rules.map((r) => r.id), `rows of ${titled(node)}`, () => ({ node: node.id, field: 'rules' }));
      }
      if (computedForm(node) && draft.forms.some((f) => f.id === node.id)) report({ node: node.id }, `${titled(node)} has the id of a form, so what it works out could not be told from what is filled in; give the form another id`);
    }
  },
};

// helpers

function checkPorts(node: DraftNode, report: Report): void {
  const { ids, field, words } = ownPorts(node);
  unique(report, ids, `${words} of ${titled(node)}`, () => ({ node: node.id, field }));
  for (const id of ids) if (reservedPorts[node.kind].includes(id)) report({ node: node.id, field }, `${quote(id)} has a meaning of its own and cannot be among the ${words} of ${titled(node)}; choose another id`);
}

function ownPorts(node: DraftNode): { ids: readonly string[]; field: string; words: string } {
  switch (node.kind) {
    case 'each':
    case 'task': return { ids: node.outcomes.map((o) => o.id), field: 'outcomes', words: 'outcomes' };
    case 'decision':
    case 'split': return { ids: node.branches.map((b) => b.id), field: 'branches', words: 'branches' };
    case 'wait': return { ids: node.events.map((e) => e.name), field: 'events', words: 'events' };
    case 'approval': return { ids: node.seats.map((s) => s.id), field: 'seats', words: 'seats' };
    default: return { ids: [], field: '', words: '' };
  }
}

function unique(report: Report, ids: readonly string[], what: string, at: (id: string) => FindingPlace): void {
  const seen = new Set<string>();
  const told = new Set<string>();
  for (const id of ids) {
    if (seen.has(id) && !told.has(id)) {
      told.add(id);
      report(at(id), `two ${what} have the id ${quote(id)}; give one of them another`);
    }
    seen.add(id);
  }
}
