// The library types its elements, but not the reader itself.
declare module 'bpmn-moddle' {
  export interface ModdleThing {
    readonly $type: string;
    readonly id?: string;
    readonly $children?: readonly ModdleThing[];
    readonly $body?: string;
    readonly $attrs: Readonly<Record<string, string>>;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    $instanceOf(type: string): boolean;
  }
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    create(type: string, attrs?: Readonly<Record<string, unknown>>): ModdleThing;
    fromXML(xml: string): Promise<{ readonly rootElement: ModdleThing; readonly warnings: readonly { readonly message: string }[] }>;
    toXML(element: ModdleThing, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
  }
}
