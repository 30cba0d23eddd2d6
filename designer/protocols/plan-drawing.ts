// A plan knows its edges by port and nothing of how it was drawn: this turns it into what the canvas draws.
import type { Draft } from '../../protocol/draft.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { Place } from '../../picture/geometry.ts';

export function drawnPlan(plan: Plan, layout: Readonly<Record<string, Place>>): Pick<Draft, 'key' | 'nodes' | 'edges' | 'layout' | 'roles' | 'forms' | 'levels' | 'facts' | 'on'> {
  const nodes = Object.values(plan.nodes);
  const agencyKey = (id: string | undefined): string | undefined => plan.unit.agencies.find((a) => a.id === id)?.key;
  return {
    key: plan.key,
    nodes,
    edges: [
      ...nodes.flatMap((node) => Object.entries(node.next).map(([port, to]) => ({ id: `${node.id}.${port}`, from: node.id, port, to }))),
      ...(plan.on ?? []).flatMap(({ id, next }) => (next === undefined ? [] : [{ id: `${id}.next`, from: id, port: 'next', to: next }])),
    ],
    ...(plan.on ? { on: plan.on.map(({ next: _opens, ...handler }) => handler) } : {}),
    layout: Object.fromEntries(Object.entries(layout).map(([id, at]) => [id, { ...at }])),
    levels: plan.levels.map((level) => ({ ...level })),
    facts: Object.entries(plan.facts).map(([id, fact]) => ({ id, ...fact })),
    forms: Object.values(plan.forms).map((form) => ({ ...form, fields: [...form.fields] })),
    // A role that only one agency's members may hold reads as fixed to it.
    roles: Object.values(plan.roles).map((role) => {
      const agency = role.agencies.length === 1 ? agencyKey(role.agencies[0]) : undefined;
      return { id: role.id, title: role.title, ...(agency === undefined ? {} : { agency }) };
    }),
  };
}
