// What Handrail writes into a BPMN file for itself: the protocol, and at each element the step and port it was drawn from.
export const handrailDescriptor = {
  name: 'Handrail', prefix: 'handrail', uri: 'urn:handrail:protocol:1', xml: { tagAlias: 'lowerCase' }, associations: [],
  types: [
    { name: 'Protocol', superClass: ['Element'], properties: [{ name: 'json', isBody: true, type: 'String' }] },
    { name: 'Drawn', extends: ['bpmn:BaseElement'], properties: [{ name: 'of', isAttr: true, type: 'String' }, { name: 'port', isAttr: true, type: 'String' }] },
  ],
};
