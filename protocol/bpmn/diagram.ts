// What BPMN 2.0 and a protocol have in common, as plain data: the elements of one process, the flows between them and where
// they are drawn. Reading and writing XML is a host's; what an element means for a case is said in to-diagram.ts and
// from-diagram.ts, and nowhere else.
export type ElementKind =
  | 'startEvent' | 'endEvent' | 'catchEvent' | 'throwEvent' | 'boundaryEvent'
  | 'task' | 'userTask' | 'manualTask' | 'receiveTask' | 'sendTask' | 'serviceTask' | 'scriptTask' | 'businessRuleTask' | 'callActivity' | 'subProcess'
  | 'exclusiveGateway' | 'inclusiveGateway' | 'parallelGateway' | 'complexGateway' | 'eventBasedGateway';

/** What an event waits for or tells. `duration` is ISO 8601; a date or a cycle has none. */
export type Trigger =
  | { readonly kind: 'timer'; readonly duration?: string }
  | { readonly kind: 'message' | 'signal' | 'condition' | 'error' | 'escalation' | 'terminate' | 'link' | 'compensation' | 'cancel' | 'several'; readonly name?: string };

export interface DiagramElement {
  readonly id: string;
  readonly kind: ElementKind;
  readonly title: string;
  readonly documentation?: string;
  readonly trigger?: Trigger;
  /** Of a boundary event: the activity it stands on, and whether it ends it. */
  readonly on?: { readonly element: string; readonly ends: boolean };
  readonly many?: { readonly inTurn: boolean; readonly times?: number };
  readonly loops?: boolean;
  /** What a call activity calls. */
  readonly calls?: string;
  readonly defaultFlow?: string;
  /** Who does it, by name. */
  readonly performers?: readonly string[];
  /** The sub-process it stands in. */
  readonly inside?: string;
  /** A sub-process that begins by an event while the process goes on. */
  readonly byEvent?: boolean;
  /** The step of the protocol this was drawn from. */
  readonly of?: string;
}

export interface DiagramFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly condition?: string;
  /** The port of the step this was drawn from. */
  readonly port?: string;
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Diagram {
  readonly title: string;
  readonly documentation: string;
  readonly elements: readonly DiagramElement[];
  readonly flows: readonly DiagramFlow[];
  readonly lanes: readonly { readonly title: string; readonly elements: readonly string[] }[];
  readonly bounds: Readonly<Record<string, Bounds>>;
  /** The corners of each flow that is drawn. */
  readonly corners: Readonly<Record<string, readonly { readonly x: number; readonly y: number }[]>>;
  /** What stands in the file beside: data objects, message flows, further pools. */
  readonly beside: readonly { readonly kind: string; readonly title: string }[];
  /** The protocol it was drawn from, as JSON, when Handrail wrote the file. */
  readonly protocol?: string;
}

/** Something that could not cross, or not whole: of which step, and what became of it. */
export interface NotCrossed {
  readonly step?: string;
  readonly title: string;
  readonly words: string;
}
