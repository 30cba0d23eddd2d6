// Two things of one name cannot be told apart in a list, a finding or a timeline.
import type { FindingPlace } from '../finding.ts';
import type { Report, Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  check: ({ draft }, report) => {
    // Ends and automatic steps often share a word; what people are given to do must not.
    const worked = draft.nodes.filter((n) => n.kind === 'task' || n.kind === 'each' || n.kind === 'approval' || n.kind === 'handoff' || n.kind === 'wait' || n.kind === 'service');
    distinct(report, worked.map((n) => ({ name: n.title, at: { node: n.id, field: 'title' } })), 'steps');
    distinct(report, draft.forms.map((f) => ({ name: f.title, at: { field: `forms.${f.id}.title` } })), 'forms');
    distinct(report, draft.roles.map((r) => ({ name: r.title, at: { field: `roles.${r.id}.title` } })), 'roles');
    distinct(report, draft.levels.map((l) => ({ name: l.title, at: { field: `levels.${l.id}.title` } })), 'levels');
    for (const form of draft.forms) distinct(report, form.fields.map((f) => ({ name: f.label, at: { field: `forms.${form.id}.fields.${f.name}.label` } })), `fields of ${titled(form)}`);
    for (const node of worked) if (node.kind === 'task') distinct(report, node.outcomes.map((o, i) => ({ name: o.label, at: { node: node.id, field: `outcomes.${i}.label` } })), `outcomes of ${titled(node)}`);
  },
};

// helpers

function distinct(report: Report, items: readonly { readonly name: string; readonly at: FindingPlace }[], what: string): void {
  const seen = new Set<string>();
  for (const { name, at } of items) {
    const plain = name.trim().toLowerCase();
    if (plain !== '' && seen.has(plain)) report(at, `two ${what} are called ${quote(name.trim())}; give one of them another name`);
    seen.add(plain);
  }
}
