// A diagram as a BPMN 2.0 file, with its layout, for other tools; and with the protocol itself, for Handrail.
import { BpmnModdle, type ModdleThing } from 'bpmn-moddle';
import type { Diagram, DiagramElement, ElementKind, Trigger } from '../../../protocol/bpmn/diagram.ts';
import { handrailDescriptor } from './descriptor.ts';

const types: Readonly<Record<ElementKind, string>> = {
  startEvent: 'StartEvent', endEvent: 'EndEvent', catchEvent: 'IntermediateCatchEvent', throwEvent: 'IntermediateThrowEvent', boundaryEvent: 'BoundaryEvent',
  task: 'Task', userTask: 'UserTask', manualTask: 'ManualTask', receiveTask: 'ReceiveTask', sendTask: 'SendTask', serviceTask: 'ServiceTask', scriptTask: 'ScriptTask', businessRuleTask: 'BusinessRuleTask',
  callActivity: 'CallActivity', subProcess: 'SubProcess', exclusiveGateway: 'ExclusiveGateway', inclusiveGateway: 'InclusiveGateway', parallelGateway: 'ParallelGateway', complexGateway: 'ComplexGateway', eventBasedGateway: 'EventBasedGateway',
};

export async function writeXml(diagram: Diagram): Promise<string> {
  const moddle = new BpmnModdle({ handrail: handrailDescriptor });
  const make = (type: string, attrs: Readonly<Record<string, unknown>> = {}): ModdleThing => moddle.create(type, attrs);
  const roots: ModdleThing[] = [];
  const named = new Map<string, ModdleThing>();
  /** Messages, signals, errors and people stand beside the process, once each. */
  const beside = (type: 'Message' | 'Signal' | 'Error' | 'Resource', name: string): ModdleThing => {
    const key = `${type} ${name}`;
    const known = named.get(key) ?? make(`bpmn:${type}`, { id: `${type}.${named.size + 1}`, name });
    if (!named.has(key)) roots.push(known);
    named.set(key, known);
    return known;
  };
  const made = new Map<string, ModdleThing>();
  const expression = (body: string): ModdleThing => make('bpmn:FormalExpression', { body });
  const definition = (trigger: Trigger, id: string): ModdleThing => {
    switch (trigger.kind) {
      case 'timer': return make('bpmn:TimerEventDefinition', { id, ...(trigger.duration === undefined ? {} : { timeDuration: expression(trigger.duration) }) });
      case 'message': return make('bpmn:MessageEventDefinition', { id, messageRef: beside('Message', trigger.name ?? '') });
      case 'signal': return make('bpmn:SignalEventDefinition', { id, signalRef: beside('Signal', trigger.name ?? '') });
      case 'error': return make('bpmn:ErrorEventDefinition', { id, errorRef: beside('Error', trigger.name ?? '') });
      case 'condition': return make('bpmn:ConditionalEventDefinition', { id, condition: expression(trigger.name ?? '') });
      default: return make('bpmn:TerminateEventDefinition', { id });
    }
  };
  for (const element of diagram.elements) {
    made.set(element.id, make(`bpmn:${types[element.kind]}`, {
      id: element.id, name: element.title || undefined, 'handrail:of': element.of,
      ...(element.documentation === undefined ? {} : { documentation: [make('bpmn:Documentation', { text: element.documentation })] }),
      ...(element.trigger === undefined ? {} : { eventDefinitions: [definition(element.trigger, `${element.id}.trigger`)] }),
      ...(element.many === undefined ? {} : { loopCharacteristics: make('bpmn:MultiInstanceLoopCharacteristics', { isSequential: element.many.inTurn, ...(element.many.times === undefined ? {} : { loopCardinality: expression(String(element.many.times)) }) }) }),
      ...(element.calls === undefined ? {} : { calledElement: element.calls }),
      ...(element.performers === undefined ? {} : { resources: element.performers.map((name, index) => make('bpmn:PotentialOwner', { id: `${element.id}.by.${index + 1}`, resourceRef: beside('Resource', name) })) }),
    }));
  }
  for (const { id, on } of diagram.elements) if (on) made.get(id)?.set('attachedToRef', made.get(on.element));
  const flows = diagram.flows.flatMap((flow) => {
    const [sourceRef, targetRef] = [made.get(flow.from), made.get(flow.to)];
    if (!sourceRef || !targetRef) return [];
    const thing = make('bpmn:SequenceFlow', { id: flow.id, name: flow.title || undefined, sourceRef, targetRef, 'handrail:port': flow.port, ...(flow.condition === undefined ? {} : { conditionExpression: expression(flow.condition) }) });
    made.set(flow.id, thing);
    return [thing];
  });
  const join = (id: string, side: 'incoming' | 'outgoing', flow: ModdleThing): void => { (made.get(id)?.get(side) as ModdleThing[] | undefined)?.push(flow); };
  diagram.flows.forEach((flow) => {
    const thing = made.get(flow.id);
    if (!thing) return;
    join(flow.from, 'outgoing', thing);
    join(flow.to, 'incoming', thing);
  });
  for (const { id, defaultFlow } of diagram.elements) if (defaultFlow !== undefined) made.get(id)?.set('default', made.get(defaultFlow));
  const process = make('bpmn:Process', {
    id: 'handrail.process', name: diagram.title || undefined, isExecutable: false,
    ...(diagram.documentation === '' ? {} : { documentation: [make('bpmn:Documentation', { text: diagram.documentation })] }),
    ...(diagram.protocol === undefined ? {} : { extensionElements: make('bpmn:ExtensionElements', { values: [make('handrail:Protocol', { json: diagram.protocol })] }) }),
    flowElements: [...diagram.elements.map((e: DiagramElement) => made.get(e.id)), ...flows],
  });
  const shapes = diagram.elements.flatMap(({ id }) => {
    const bounds = diagram.bounds[id];
    return bounds ? [make('bpmndi:BPMNShape', { id: `${id}.shape`, bpmnElement: made.get(id), bounds: make('dc:Bounds', { ...bounds }) })] : [];
  });
  const lines = diagram.flows.flatMap(({ id }) => {
    const corners = diagram.corners[id] ?? [];
    return made.has(id) && corners.length > 1 ? [make('bpmndi:BPMNEdge', { id: `${id}.line`, bpmnElement: made.get(id), waypoint: corners.map((at) => make('dc:Point', { ...at })) })] : [];
  });
  const plane = make('bpmndi:BPMNPlane', { id: 'handrail.plane', bpmnElement: process, planeElement: [...shapes, ...lines] });
  const definitions = make('bpmn:Definitions', { id: 'handrail.file', targetNamespace: handrailDescriptor.uri, exporter: 'Handrail', rootElements: [...roots, process], diagrams: [make('bpmndi:BPMNDiagram', { id: 'handrail.diagram', plane })] });
  return (await moddle.toXML(definitions, { format: true })).xml;
}
