// The process in one plane, as a protocol is drawn: sub-processes opened, links followed, gateways that only bring ways
// together taken out. Each step of it says what it changed.
import type { Diagram, DiagramElement, DiagramFlow, NotCrossed } from './diagram.ts';

export interface Flat {
  readonly elements: readonly DiagramElement[];
  readonly flows: readonly DiagramFlow[];
  readonly notCrossed: readonly NotCrossed[];
}

export function flattened(diagram: Pick<Diagram, 'elements' | 'flows'>): Flat {
  let flat: Flat = { elements: diagram.elements, flows: diagram.flows, notCrossed: [] };
  // Outermost first: what stood in it stands in the process then.
  for (const sub of diagram.elements) if (sub.kind === 'subProcess') flat = sub.byEvent ? eventOpened(flat, sub) : opened(flat, sub);
  return withoutMerges(linked(flat));
}

/** The sub-process becomes a milestone with its name, followed by its own steps. */
function opened({ elements, flows, notCrossed }: Flat, sub: DiagramElement): Flat {
  const said: string[] = ['is opened here: its steps stand in the protocol itself, behind a milestone of its name.'];
  const inner = elements.filter((e) => e.inside === sub.id);
  // Nothing is drawn in it: it stands for a process of its own, which a protocol calls.
  if (inner.length === 0) return { elements: elements.map((e) => (e.id === sub.id ? { ...e, kind: 'callActivity' } : e)), flows, notCrossed };
  const onEdge = elements.filter((e) => e.on?.element === sub.id);
  if (onEdge.length > 0) said.push('had events on its edge, which would end all of its steps. They are left out; what they led to has to be connected anew.');
  if (sub.many || sub.loops) said.push('was done several times. Call a protocol of its own for each instead.');
  const starts = inner.filter((e) => e.kind === 'startEvent');
  const firsts = starts.length > 0 ? starts : inner.filter((e) => e.on === undefined && !flows.some((f) => f.to === e.id));
  const out = flows.filter((f) => f.from === sub.id);
  const ends = inner.filter((e) => e.on === undefined && e.kind !== 'startEvent' && !flows.some((f) => f.from === e.id));
  const milestone: DiagramElement = { id: sub.id, kind: 'throwEvent', title: sub.title, ...(sub.documentation === undefined ? {} : { documentation: sub.documentation }), ...(sub.inside === undefined ? {} : { inside: sub.inside }) };
  const gone = new Set([...onEdge, ...starts].map((e) => e.id));
  const dissolved = new Set(out.length > 0 ? ends.filter((e) => e.kind === 'endEvent' && e.trigger === undefined).map((e) => e.id) : []);
  const entries = firsts.flatMap((first) => (first.kind === 'startEvent' ? flows.filter((f) => f.from === first.id).map((f) => ({ ...f, from: sub.id })) : [{ id: `${sub.id}.${first.id}`, from: sub.id, to: first.id, title: '' }]));
  const kept = flows.filter((f) => f.from !== sub.id && !gone.has(f.from) && !gone.has(f.to));
  const led = kept.flatMap((f): DiagramFlow[] => (dissolved.has(f.to) ? out.map((o, index) => ({ ...f, id: index === 0 ? f.id : `${f.id}.${o.id}`, to: o.to, title: f.title || o.title })) : [f]));
  const open = ends.filter((e) => !dissolved.has(e.id) && e.kind !== 'endEvent').flatMap((e) => out.map((o): DiagramFlow => ({ id: `${o.id}.${e.id}`, from: e.id, to: o.to, title: o.title })));
  return {
    elements: elements.filter((e) => !gone.has(e.id) && !dissolved.has(e.id)).map((e) => (e.id === sub.id ? milestone : e.inside === sub.id ? moved(e, sub.inside) : e)),
    flows: [...led, ...entries, ...open],
    notCrossed: [...notCrossed, ...said.map((words) => ({ title: sub.title || sub.id, words }))],
  };
}

/** One that an event begins is what a protocol does when something happens: its start stands for it. */
function eventOpened({ elements, flows, notCrossed }: Flat, sub: DiagramElement): Flat {
  const start = elements.find((e) => e.inside === sub.id && e.kind === 'startEvent');
  const stays = elements.filter((e) => e.id !== sub.id).map((e) => (e.inside === sub.id ? moved(e.id === start?.id ? { ...e, kind: 'catchEvent', byEvent: true, title: sub.title || e.title } : e, sub.inside) : e));
  return {
    elements: stays,
    flows,
    notCrossed: [...notCrossed, { title: sub.title || sub.id, words: start ? 'stands beside the steps as what is done when its event happens. Whether open steps are cancelled then has to be set there.' : 'begins by no event that could be read; nothing leads to its steps.' }],
  };
}

function linked({ elements, flows, notCrossed }: Flat): Flat {
  const catches = elements.filter((e) => e.kind === 'catchEvent' && e.trigger?.kind === 'link');
  const nameOf = (e: DiagramElement): string => (e.trigger && 'name' in e.trigger && e.trigger.name) || e.title;
  const throws = new Map(elements.flatMap((e) => {
    const into = e.kind === 'throwEvent' && e.trigger?.kind === 'link' ? catches.find((c) => nameOf(c) === nameOf(e)) : undefined;
    return into ? [[e.id, flows.filter((f) => f.from === into.id)] as const] : [];
  }));
  if (throws.size === 0) return { elements, flows, notCrossed };
  const gone = new Set([...throws.keys(), ...catches.map((c) => c.id)]);
  return {
    elements: elements.filter((e) => !gone.has(e.id)),
    flows: flows.filter((f) => !gone.has(f.from)).flatMap((f) => throws.get(f.to)?.map((o, index) => ({ ...f, id: index === 0 ? f.id : `${f.id}.${o.id}`, to: o.to })) ?? [f]),
    notCrossed,
  };
}

/** In a protocol several ways may lead to one step, so a gateway that only brings them together says nothing. */
function withoutMerges({ elements, flows, notCrossed }: Flat): Flat {
  let left = flows;
  const gone = new Set<string>();
  for (const gateway of elements) {
    if (gateway.kind !== 'exclusiveGateway' || gateway.of !== undefined) continue;
    const out = left.filter((f) => f.from === gateway.id);
    const [only] = out;
    if (!only || out.length > 1 || only.to === gateway.id) continue;
    left = left.filter((f) => f !== only).map((f) => (f.to === gateway.id ? { ...f, to: only.to, title: f.title || only.title } : f));
    gone.add(gateway.id);
  }
  return { elements: elements.filter((e) => !gone.has(e.id)), flows: left, notCrossed };
}

function moved({ inside: _, ...element }: DiagramElement, inside: string | undefined): DiagramElement {
  return inside === undefined ? element : { ...element, inside };
}
