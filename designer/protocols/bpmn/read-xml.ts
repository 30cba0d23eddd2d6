// A BPMN 2.0 file as the diagram the core understands. Of several processes the largest is read; what else stands in the file
// is named, so that nothing is dropped in silence.
import { BpmnModdle, type ModdleThing } from 'bpmn-moddle';
import type { Bounds, Diagram, DiagramElement, DiagramFlow, ElementKind, Trigger } from '../../../protocol/bpmn/diagram.ts';
import { handrailDescriptor } from './descriptor.ts';

export type ReadXml = { readonly ok: true; readonly diagram: Diagram } | { readonly ok: false; readonly words: string };

export async function readXml(xml: string): Promise<ReadXml> {
  let definitions: ModdleThing;
  try {
    ({ rootElement: definitions } = await new BpmnModdle({ handrail: handrailDescriptor }).fromXML(xml));
  } catch (error) {
    return { ok: false, words: `This file is no BPMN 2.0: ${firstLine(error)}` };
  }
  const roots = things(definitions, 'rootElements');
  const processes = roots.filter((root) => root.$type === 'bpmn:Process').toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [process, ...further] = processes;
  if (!process || sizeOf(process) === 0) return { ok: false, words: 'This file has no process with steps in it. Export the diagram of a process as BPMN 2.0 XML.' };
  const collaboration = roots.find((root) => root.$type === 'bpmn:Collaboration');
  const pools = collaboration ? things(collaboration, 'participants') : [];
  const inPool = pools.find((pool) => pool.get('processRef') === process);
  const inside: Inside = { elements: [], flows: [], lanes: [], beside: [] };
  readContent(process, undefined, inside);
  for (const pool of pools) if (pool !== inPool) inside.beside.push({ kind: 'pool', title: nameOf(pool) || 'without a name' });
  if (!collaboration) for (const other of further) inside.beside.push({ kind: 'process', title: nameOf(other) || other.id || 'without a name' });
  if (collaboration) for (const flow of things(collaboration, 'messageFlows')) inside.beside.push({ kind: 'message flow', title: nameOf(flow) || 'without a name' });
  if (collaboration) artifacts(collaboration, inside);
  return {
    ok: true,
    diagram: {
      title: nameOf(process) || (inPool ? nameOf(inPool) : '') || nameOf(definitions),
      documentation: documentationOf(process), elements: inside.elements, flows: inside.flows, lanes: inside.lanes, beside: inside.beside, bounds: boundsOf(definitions), corners: {},
      ...optional('protocol', protocolOf(process)),
    },
  };
}

interface Inside {
  readonly elements: DiagramElement[];
  readonly flows: DiagramFlow[];
  readonly lanes: { title: string; elements: readonly string[] }[];
  readonly beside: { kind: string; title: string }[];
}

const kinds: Readonly<Record<string, ElementKind>> = {
  'bpmn:StartEvent': 'startEvent', 'bpmn:EndEvent': 'endEvent', 'bpmn:IntermediateCatchEvent': 'catchEvent', 'bpmn:IntermediateThrowEvent': 'throwEvent', 'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:Task': 'task', 'bpmn:UserTask': 'userTask', 'bpmn:ManualTask': 'manualTask', 'bpmn:ReceiveTask': 'receiveTask', 'bpmn:SendTask': 'sendTask', 'bpmn:ServiceTask': 'serviceTask', 'bpmn:ScriptTask': 'scriptTask',
  'bpmn:BusinessRuleTask': 'businessRuleTask', 'bpmn:CallActivity': 'callActivity', 'bpmn:SubProcess': 'subProcess', 'bpmn:Transaction': 'subProcess', 'bpmn:AdHocSubProcess': 'subProcess',
  'bpmn:ExclusiveGateway': 'exclusiveGateway', 'bpmn:InclusiveGateway': 'inclusiveGateway', 'bpmn:ParallelGateway': 'parallelGateway', 'bpmn:ComplexGateway': 'complexGateway', 'bpmn:EventBasedGateway': 'eventBasedGateway',
};

function readContent(scope: ModdleThing, inside: string | undefined, into: Inside): void {
  for (const thing of things(scope, 'flowElements')) {
    const kind = kinds[thing.$type];
    if (kind !== undefined) into.elements.push(elementOf(thing, kind, inside));
    else if (thing.$type === 'bpmn:SequenceFlow') into.flows.push(...flowOf(thing));
    else if (thing.$type !== 'bpmn:DataObject') into.beside.push({ kind: plain(thing.$type), title: nameOf(thing) || 'without a name' });
    if (kind === 'subProcess') readContent(thing, thing.id, into);
  }
  artifacts(scope, into);
  for (const set of things(scope, 'laneSets')) lanes(set, into);
}

function artifacts(scope: ModdleThing, into: Inside): void {
  for (const thing of things(scope, 'artifacts')) {
    if (thing.$type === 'bpmn:TextAnnotation') into.beside.push({ kind: 'note', title: text(thing.get('text')) || 'without words' });
    else if (thing.$type === 'bpmn:Group') into.beside.push({ kind: 'group', title: nameOf(thing) || text(asThing(thing.get('categoryValueRef'))?.get('value')) || 'without a name' });
  }
}

function lanes(set: ModdleThing, into: Inside): void {
  for (const lane of things(set, 'lanes')) {
    const inner = asThing(lane.get('childLaneSet'));
    if (inner && things(inner, 'lanes').length > 0) lanes(inner, into);
    else into.lanes.push({ title: nameOf(lane), elements: things(lane, 'flowNodeRef').flatMap((node) => node.id ?? []) });
  }
}

function elementOf(thing: ModdleThing, kind: ElementKind, inside: string | undefined): DiagramElement {
  const loop = asThing(thing.get('loopCharacteristics'));
  const isMany = loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics';
  const times = isMany ? Number(text(asThing(loop.get('loopCardinality'))?.get('body'))) : NaN;
  const performers = things(thing, 'resources').flatMap((role) => nameOf(asThing(role.get('resourceRef'))) || nameOf(role) || []);
  const attachedTo = asThing(thing.get('attachedToRef'))?.id;
  const trigger = triggerOf(thing);
  return {
    id: thing.id ?? '', kind, title: nameOf(thing),
    ...optional('documentation', documentationOf(thing) || undefined), ...optional('trigger', trigger), ...optional('inside', inside),
    ...(kind === 'boundaryEvent' && attachedTo !== undefined ? { on: { element: attachedTo, ends: thing.get('cancelActivity') !== false } } : {}),
    ...(isMany ? { many: { inTurn: loop.get('isSequential') === true, ...(Number.isInteger(times) && times >= 0 ? { times } : {}) } } : loop ? { loops: true } : {}),
    ...optional('calls', kind === 'callActivity' ? text(thing.get('calledElement')) || undefined : undefined),
    ...optional('defaultFlow', asThing(thing.get('default'))?.id), ...(performers.length > 0 ? { performers } : {}),
    ...(thing.get('triggeredByEvent') === true ? { byEvent: true } : {}), ...optional('of', text(thing.get('handrail:of')) || undefined),
  };
}

function flowOf(thing: ModdleThing): DiagramFlow[] {
  const [from, to] = [asThing(thing.get('sourceRef'))?.id, asThing(thing.get('targetRef'))?.id];
  if (from === undefined || to === undefined) return [];
  return [{ id: thing.id ?? `${from}_${to}`, from, to, title: nameOf(thing), ...optional('condition', text(asThing(thing.get('conditionExpression'))?.get('body')).trim() || undefined), ...optional('port', text(thing.get('handrail:port')) || undefined) }];
}

const triggers: Readonly<Record<string, Exclude<Trigger['kind'], 'timer' | 'several'>>> = {
  'bpmn:MessageEventDefinition': 'message', 'bpmn:SignalEventDefinition': 'signal', 'bpmn:ConditionalEventDefinition': 'condition', 'bpmn:ErrorEventDefinition': 'error', 'bpmn:EscalationEventDefinition': 'escalation',
  'bpmn:TerminateEventDefinition': 'terminate', 'bpmn:LinkEventDefinition': 'link', 'bpmn:CompensateEventDefinition': 'compensation', 'bpmn:CancelEventDefinition': 'cancel',
};

function triggerOf(thing: ModdleThing): Trigger | undefined {
  const definitions = [...things(thing, 'eventDefinitions'), ...things(thing, 'eventDefinitionRef')];
  const [definition] = definitions;
  if (!definition) return undefined;
  if (definitions.length > 1) return { kind: 'several' };
  if (definition.$type === 'bpmn:TimerEventDefinition') return { kind: 'timer', ...optional('duration', text(asThing(definition.get('timeDuration'))?.get('body')).trim() || undefined) };
  const kind = triggers[definition.$type];
  if (kind === undefined) return undefined;
  const about = ['messageRef', 'signalRef', 'errorRef', 'escalationRef'].map((ref) => nameOf(asThing(definition.get(ref)))).find((name) => name !== '');
  return { kind, ...optional('name', about || nameOf(definition) || text(asThing(definition.get('condition'))?.get('body')) || undefined) };
}

function boundsOf(definitions: ModdleThing): Readonly<Record<string, Bounds>> {
  const planes = things(definitions, 'diagrams').flatMap((diagram) => asThing(diagram.get('plane')) ?? []);
  return Object.fromEntries(planes.flatMap((plane) => things(plane, 'planeElement')).flatMap((shape) => {
    const [of, bounds] = [asThing(shape.get('bpmnElement'))?.id, asThing(shape.get('bounds'))];
    if (of === undefined || !bounds) return [];
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) => Number(bounds.get(side)));
    return [[of, { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }] as const];
  }));
}

function protocolOf(process: ModdleThing): string | undefined {
  const own = things(asThing(process.get('extensionElements')), 'values').find((value) => value.$type === 'handrail:Protocol');
  return own ? text(own.get('json')) || undefined : undefined;
}

function sizeOf(process: ModdleThing): number {
  return things(process, 'flowElements').filter((thing) => kinds[thing.$type] !== undefined).length;
}

const isThing = (value: unknown): value is ModdleThing => typeof value === 'object' && value !== null && '$type' in value;
const asThing = (value: unknown): ModdleThing | undefined => (isThing(value) ? value : undefined);
const things = (of: ModdleThing | undefined, name: string): readonly ModdleThing[] => {
  const value = of?.get(name);
  return Array.isArray(value) ? value.filter(isThing) : [];
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const nameOf = (thing: ModdleThing | undefined): string => text(thing?.get('name')).replace(/\s+/g, ' ').trim();
const documentationOf = (thing: ModdleThing): string => things(thing, 'documentation').map((d) => text(d.get('text')).trim()).filter((t) => t !== '').join('\n\n');
const plain = (type: string): string => type.replace('bpmn:', '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 4).map((line) => line.trim()).filter((line) => line !== '').join(', ');

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
