// A process of BPMN 2.0 as a draft, by whatever tool it was drawn. What Handrail itself had written comes back whole, with
// what another tool has renamed, moved, taken out or drawn anew. What could not cross is named, each with what to do.
import { readCondition } from '../cel/read.ts';
import { draftSchema, type Draft, type DraftNode, type Edge, type Handler, type Role } from '../draft.ts';
import { cleanId, freshId } from '../edits/ids.ts';
import { emptyDraft } from '../new-draft.ts';
import { newNode } from '../node-defaults.ts';
import { freePort } from '../edits/edges.ts';
import { absorbedIn, groupBy, type Absorbed } from './absorb.ts';
import type { Diagram, DiagramElement, DiagramFlow, NotCrossed } from './diagram.ts';
import { flattened } from './flatten.ts';
import { cornerOf, placeFor } from './layout.ts';
import { limitOf, stepOf, timerWords, triggerWords, waitFor } from './steps.ts';
import { flowPrefix } from './to-diagram.ts';

export interface Imported {
  readonly draft: Draft;
  readonly notCrossed: readonly NotCrossed[];
}

/** What is being built; the one place of this folder that changes things in place. */
interface Build {
  readonly nodes: Map<string, DraftNode>;
  readonly handlers: Handler[];
  readonly edges: Edge[];
  /** Element -> step or handler. */
  readonly ids: Map<string, string>;
  readonly said: NotCrossed[];
  /** Event -> the name its wait knows it by. */
  readonly awaited: Map<string, string>;
  /** Steps drawn here, behind the step whose ways they part. */
  readonly behind: Map<string, string>;
  readonly written: { readonly node: string; readonly branch: string; readonly text: string }[];
}

export function fromDiagram(diagram: Diagram): Imported {
  const own = ownProtocol(diagram);
  const { elements, flows, notCrossed } = flattened(diagram);
  const base: Draft = own ?? { ...emptyDraft(cleanId(diagram.title || 'imported'), diagram.title || 'Imported protocol'), nodes: [], edges: [], layout: {} };
  const absorbed = absorbedIn(elements, flows);
  const people = peopleOf(base, diagram, elements);
  const build: Build = { nodes: new Map(), handlers: [], edges: [], ids: new Map(), said: [...notCrossed], awaited: new Map(), behind: new Map(), written: [] };
  makeSteps(build, { elements, flows, absorbed, own, rolesOf: people.rolesOf });
  const byId = new Map(elements.map((e) => [e.id, e]));
  for (const event of elements) if (absorbed.onEdge.has(event.id)) standOnEdge(build, event, { activity: absorbed.onEdge.get(event.id) ?? '', own });
  for (const [from, ways] of groupBy(flows.filter((f) => !isInner(f, absorbed)), (f) => f.from)) lead(build, byId.get(from), ways, { absorbed, byId });
  beginSomewhere(build);
  if (!own) pairJoins(build);
  const draft = settled({ ...base, title: diagram.title || base.title, ...(own ? {} : { purpose: diagram.documentation.slice(0, 8000) }), roles: people.roles }, build, { own, diagram, elements });
  for (const { kind, title } of diagram.beside) build.said.push({ title, words: `is a ${kind}, which a protocol does not draw. It was left out.` });
  return { draft: withConditions(draft, build), notCrossed: build.said };
}

interface Given {
  readonly elements: readonly DiagramElement[];
  readonly flows: readonly DiagramFlow[];
  readonly absorbed: Absorbed;
  readonly own: Draft | undefined;
  readonly rolesOf: (element: string) => readonly string[];
}

function makeSteps(build: Build, { elements, flows, absorbed, own, rolesOf }: Given): void {
  const taken = new Set([...(own?.nodes ?? []), ...(own?.on ?? [])].map((n) => n.id));
  const inner = new Set([...absorbed.ways.keys(), ...absorbed.awaited.keys(), ...absorbed.onEdge.keys()]);
  for (const element of elements) {
    if (inner.has(element.id)) continue;
    const known = own?.nodes.find((n) => n.id === element.of);
    const handler = own?.on?.find((h) => h.id === element.of);
    if (known && !build.nodes.has(known.id)) build.nodes.set(known.id, { ...known, title: element.title || known.title });
    if (handler) build.handlers.push({ ...handler, title: element.title || handler.title });
    if (known || handler) {
      build.ids.set(element.id, known?.id ?? handler?.id ?? '');
      continue;
    }
    const id = freshId(taken, element.title || element.kind);
    taken.add(id);
    build.ids.set(element.id, id);
    if (element.byEvent) {
      build.handlers.push(handlerFor(element, id, []));
      continue;
    }
    const isMerging = flows.filter((f) => f.to === element.id).length > 1 && flows.filter((f) => f.from === element.id).length <= 1;
    const { node, said } = stepOf(element, id, { roles: rolesOf(element.id), isMerging });
    build.nodes.set(id, node.kind === 'task' && [...absorbed.ways.values()].includes(element.id) ? { ...node, outcomes: [] } : node);
    for (const words of said) build.said.push({ step: id, title: node.title, words });
  }
  for (const [event, gateway] of absorbed.awaited) awaits(build, elements.find((e) => e.id === event), build.ids.get(gateway));
}

function awaits(build: Build, event: DiagramElement | undefined, gateway: string | undefined): void {
  const node = build.nodes.get(gateway ?? '');
  if (!event || event.of !== undefined || node?.kind !== 'wait') return;
  const wait = waitFor({ ...node, events: [] }, event.trigger ?? { kind: 'message', name: event.title });
  const [awaited] = wait.events;
  const name = awaited && freshId([...node.events.map((e) => e.name), 'elapsed', 'spent'], awaited.name);
  if (name !== undefined) build.awaited.set(event.id, name);
  // A wait for time and for events has both ways out.
  build.nodes.set(node.id, { ...node, rules: awaited ? node.rules : wait.rules, events: [...node.events, ...(awaited && name !== undefined ? [{ ...awaited, name }] : [])] });
  for (const words of timerWords(event.trigger)) build.said.push({ step: node.id, title: node.title, words });
}

function standOnEdge(build: Build, event: DiagramElement, { activity, own }: { readonly activity: string; readonly own: Draft | undefined }): void {
  const node = build.nodes.get(build.ids.get(activity) ?? '');
  if (!node || (event.of !== undefined && own?.nodes.some((n) => n.id === event.of))) return;
  const { trigger } = event;
  const ends = event.on?.ends ?? true;
  const say = (words: string): void => { build.said.push({ step: node.id, title: node.title, words }); };
  if (trigger?.kind === 'timer') {
    for (const words of timerWords(trigger)) say(words);
    if (!ends) say('had a time at which something else began while it stayed open. Set an escalation at its limit; the way is left out.');
    if (node.kind === 'wait') build.nodes.set(node.id, { ...waitFor({ ...node }, trigger), events: node.events });
    else if ('limit' in node) build.nodes.set(node.id, { ...node, limit: { ...limitOf(trigger), ...(ends ? {} : { onOverdue: 'stay' }) } } as DraftNode);
    else say('had a time on its edge, which such a step has not. Put the limit on the steps within; the way is left out.');
    return;
  }
  if (trigger?.kind === 'error') {
    if (node.kind === 'task') build.nodes.set(node.id, { ...node, outcomes: [...node.outcomes, outcomeFor(node, event.title || trigger.name || 'Failed')] });
    return;
  }
  if (trigger && ['message', 'signal', 'condition', 'escalation'].includes(trigger.kind)) {
    const id = freshId([...build.nodes.keys(), ...build.handlers.map((h) => h.id)], event.title || `on_${node.id}`);
    build.handlers.push(handlerFor(event, id, ends ? [node.id] : []));
    build.ids.set(event.id, id);
    return;
  }
  say(`had an event on its edge (${trigger ? triggerWords(trigger) : 'of no kind'}) that a protocol does not know. It is left out with its way.`);
}

function handlerFor(event: DiagramElement, id: string, cancels: string[]): Handler {
  const name = event.title || (event.trigger && 'name' in event.trigger ? event.trigger.name : undefined) || 'Event';
  return { id, title: name.slice(0, 200), when: { kind: 'event', name: cleanId(name), label: name.slice(0, 200), roles: [] }, cancels };
}

/** A flow within one step: from a task to its gateway, from a gateway to an event it waits for. */
function isInner(flow: DiagramFlow, absorbed: Absorbed): boolean {
  return absorbed.ways.get(flow.to) === flow.from || absorbed.awaited.get(flow.to) === flow.from;
}

/** Draws the ways out of one element. */
function lead(build: Build, element: DiagramElement | undefined, ways: readonly DiagramFlow[], { absorbed, byId }: { readonly absorbed: Absorbed; readonly byId: ReadonlyMap<string, DiagramElement> }): void {
  if (!element) return;
  const owner = absorbed.ways.get(element.id) ?? absorbed.awaited.get(element.id) ?? (build.ids.has(element.id) ? element.id : absorbed.onEdge.get(element.id)) ?? element.id;
  const from = build.ids.get(owner) ?? '';
  if (build.handlers.some((h) => h.id === from)) return connectHandler(build, from, ways);
  const node = build.nodes.get(from);
  if (!node) return;
  const parts = absorbed.ways.has(element.id) || element.kind.endsWith('Gateway') || element.of !== undefined;
  if (ways.length > 1 && !parts) return leadBySplit(build, node, ways, { element, absorbed, byId });
  for (const way of ways) {
    const to = build.ids.get(way.to);
    if (to === undefined || !build.nodes.has(to)) continue;
    const port = way.port ?? portFor(build, from, way, { element, isDefault: element.defaultFlow === way.id });
    if (port === undefined || build.edges.some((e) => e.from === from && e.port === port)) build.said.push({ step: from, title: node.title, words: `has a way out${way.title === '' ? '' : ` (“${way.title}”)`} that such a step does not have. It is left out.` });
    else build.edges.push({ id: edgeId(build, way), from, port, to });
  }
}

/** Where one activity leads to several steps at once, a protocol draws the split. */
function leadBySplit(build: Build, node: DraftNode, ways: readonly DiagramFlow[], { element, absorbed, byId }: { readonly element: DiagramElement; readonly absorbed: Absorbed; readonly byId: ReadonlyMap<string, DiagramElement> }): void {
  const id = freshId([...build.nodes.keys(), ...build.handlers.map((h) => h.id)], `${node.id}_split`);
  build.nodes.set(id, { ...newNode('split', id), title: 'At the same time', branches: [] });
  const split: DiagramElement = { id: `${element.id}.split`, kind: 'parallelGateway', title: '' };
  build.ids.set(split.id, id);
  build.behind.set(id, node.id);
  lead(build, element, [{ id: `${element.id}.to.split`, from: element.id, to: split.id, title: '' }], { absorbed, byId });
  lead(build, split, ways, { absorbed, byId: new Map([...byId, [split.id, split]]) });
}

function connectHandler(build: Build, from: string, ways: readonly DiagramFlow[]): void {
  ways.forEach((way, index) => {
    const to = build.ids.get(way.to);
    if (to === undefined || !build.nodes.has(to)) return;
    if (index === 0) build.edges.push({ id: edgeId(build, way), from, port: 'next', to });
    else build.said.push({ step: from, title: build.handlers.find((h) => h.id === from)?.title ?? from, words: 'opens one step. A second way out of it is left out.' });
  });
}

interface Leaving {
  readonly element: DiagramElement;
  readonly isDefault: boolean;
}

/** The port of the step by which a flow leaves; what a person chooses or a condition decides is added to the step. */
function portFor(build: Build, from: string, way: DiagramFlow, { element, isDefault }: Leaving): string | undefined {
  const node = build.nodes.get(from);
  if (!node) return undefined;
  const isTaken = (port: string): boolean => build.edges.some((e) => e.from === from && e.port === port);
  if (element.on) {
    if (element.trigger?.kind === 'timer') return element.on.ends && ('limit' in node || node.kind === 'wait') ? (node.kind === 'wait' ? 'elapsed' : 'overdue') : undefined;
    if (element.trigger?.kind === 'error') return node.kind === 'task' ? node.outcomes.at(-1)?.id : node.kind === 'service' ? 'failed' : node.kind === 'call' ? cleanId(element.title || 'failed') : undefined;
    return undefined;
  }
  switch (node.kind) {
    case 'decision':
    case 'split': {
      if (isDefault && node.kind === 'decision') return 'default';
      const id = freshId([...node.branches.map((b) => b.id), 'default', 'unknown'], way.title || `way_${node.branches.length + 1}`);
      build.nodes.set(from, { ...node, branches: [...node.branches, { id, ...(way.title === '' ? {} : { label: way.title.slice(0, 200) }), ...(node.kind === 'split' ? { detached: false } : {}) }] } as DraftNode);
      if (way.condition !== undefined) build.written.push({ node: from, branch: id, text: way.condition });
      return id;
    }
    case 'task': {
      if (element.kind !== 'exclusiveGateway') return node.outcomes.find((o) => !isTaken(o.id))?.id;
      const added = outcomeFor(node, way.title || `Way ${node.outcomes.length + 1}`);
      build.nodes.set(from, { ...node, outcomes: [...node.outcomes, added] });
      return added.id;
    }
    case 'wait': return element.trigger?.kind === 'timer' ? 'elapsed' : (build.awaited.get(element.id) ?? node.events[0]?.name ?? 'elapsed');
    case 'call': return node.mode === 'wait' ? 'default' : 'next';
    default: return freePort({ edges: build.edges } as Draft, node);
  }
}

function outcomeFor(task: Extract<DraftNode, { kind: 'task' }>, label: string): Extract<DraftNode, { kind: 'task' }>['outcomes'][number] {
  return { id: freshId([...task.outcomes.map((o) => o.id), 'overdue', 'cancelled'], label), label: label.slice(0, 200), effects: [], needsReason: false };
}

function edgeId(build: Build, way: DiagramFlow): string {
  const own = way.port !== undefined && way.id.startsWith(flowPrefix) ? way.id.slice(flowPrefix.length) : undefined;
  const taken = new Set(build.edges.map((e) => e.id));
  return own !== undefined && !taken.has(own) ? own : freshId(taken, `e_${build.edges.length + 1}`);
}

/** A process may begin without an event; a protocol has a start. */
function beginSomewhere(build: Build): void {
  if ([...build.nodes.values()].some((n) => n.kind === 'start')) return;
  const first = [...build.nodes.values()].find((n) => !build.edges.some((e) => e.to === n.id));
  const id = freshId(build.nodes.keys(), 'start');
  build.nodes.set(id, newNode('start', id));
  if (first) build.edges.push({ id: freshId(build.edges.map((e) => e.id), 'e_start'), from: id, port: 'next', to: first.id });
}

/** In a protocol a split names its join: the nearest that all of its branches reach. */
function pairJoins({ nodes, edges }: Build): void {
  const next = groupBy(edges, (e) => e.from);
  const reached = (from: string): ReadonlyMap<string, number> => {
    const far = new Map([[from, 0]]);
    for (const [at, steps] of far) for (const edge of next.get(at) ?? []) if (!far.has(edge.to)) far.set(edge.to, steps + 1);
    return far;
  };
  for (const node of nodes.values()) {
    if (node.kind !== 'split' || node.join !== undefined) continue;
    const branches = (next.get(node.id) ?? []).map((edge) => reached(edge.to));
    const [first, ...others] = branches;
    const [join] = [...(first ?? [])].filter(([id]) => nodes.get(id)?.kind === 'join' && others.every((b) => b.has(id))).toSorted((a, b) => a[1] - b[1]);
    if (join) nodes.set(node.id, { ...node, join: join[0] });
  }
}

function settled(base: Draft, build: Build, { own, diagram, elements }: { readonly own: Draft | undefined; readonly diagram: Diagram; readonly elements: readonly DiagramElement[] }): Draft {
  const place = new Map((own?.nodes ?? []).map((n, index) => [n.id, index]));
  const line = new Map((own?.edges ?? []).map((e, index) => [e.id, index]));
  const { on: _, ...rest } = base;
  const corner = cornerOf(diagram.bounds);
  const layout: Record<string, { x: number; y: number }> = {};
  for (const element of elements) {
    const [id, bounds] = [build.ids.get(element.id), diagram.bounds[element.id]];
    if (id === undefined || !bounds || layout[id]) continue;
    layout[id] = own ? { x: bounds.x, y: bounds.y } : placeFor(bounds, corner);
  }
  for (const [id, before] of build.behind) {
    const at = layout[before];
    if (at) layout[id] = { x: at.x + 260, y: at.y };
  }
  return {
    ...rest,
    nodes: [...build.nodes.values()].toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0),
    edges: build.edges.toSorted((a, b) => (line.get(a.id) ?? Infinity) - (line.get(b.id) ?? Infinity) || 0),
    ...(build.handlers.length > 0 ? { on: build.handlers } : {}),
    layout,
  };
}

function withConditions(draft: Draft, build: Build): Draft {
  let nodes = draft.nodes;
  for (const { node: id, branch, text } of build.written) {
    const reading = readCondition(text, draft);
    if (reading.ok) nodes = nodes.map((n) => (n.id === id && (n.kind === 'decision' || n.kind === 'split') ? ({ ...n, branches: n.branches.map((b) => (b.id === branch ? { ...b, when: reading.condition } : b)) } as DraftNode) : n));
    else build.said.push({ step: id, title: draft.nodes.find((n) => n.id === id)?.title ?? id, words: `has a condition that could not be read: “${text.slice(0, 120)}”. Set it in rows or as text.` });
  }
  return { ...draft, nodes };
}

function peopleOf(base: Draft, diagram: Diagram, elements: readonly DiagramElement[]): { readonly roles: Role[]; readonly rolesOf: (element: string) => readonly string[] } {
  const roles = [...base.roles];
  const idOf = (title: string): string => {
    const known = roles.find((r) => r.title === title);
    if (known) return known.id;
    const role = { id: freshId(roles.map((r) => r.id), title), title: title.slice(0, 200) };
    roles.push(role);
    return role.id;
  };
  const of = new Map<string, string[]>();
  const add = (element: string, title: string): void => { if (title !== '') of.set(element, [...new Set([...(of.get(element) ?? []), idOf(title)])]); };
  for (const element of elements) for (const title of element.of === undefined ? (element.performers ?? []) : []) add(element.id, title);
  for (const lane of diagram.lanes) for (const element of lane.elements) if (!elements.some((e) => e.id === element && (e.performers ?? []).length > 0)) add(element, lane.title);
  return { roles: roles.slice(0, 60), rolesOf: (element) => of.get(element) ?? [] };
}

function ownProtocol({ protocol }: Diagram): Draft | undefined {
  if (protocol === undefined) return undefined;
  try {
    const read = draftSchema.safeParse(JSON.parse(protocol));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
