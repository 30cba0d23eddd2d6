import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toDiagram } from '../../../protocol/bpmn/to-diagram.ts';
import { draft as line } from '../../../protocol/draft-text.ts';
import type { Draft } from '../../../protocol/draft.ts';
import { gallery } from '../../../protocol/templates/gallery.ts';
import { readProtocolFile, type ReadFile } from '../read-file.ts';
import { writeXml } from './write-xml.ts';

const folder = join(import.meta.dirname, '../../../test/bpmn');
const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const read = (text: string): Promise<ReadFile> => readProtocolFile({ size: text.length, text: () => Promise.resolve(text) });
const taken = async (text: string): Promise<{ readonly draft: Draft; readonly notCrossed: readonly string[] }> => {
  const result = await read(text);
  if ('fault' in result) throw new Error(result.fault);
  return { draft: result.draft, notCrossed: (result.notCrossed ?? []).map((n) => `${n.title} ${n.words}`) };
};
const fileOf = (name: string): Promise<Awaited<ReturnType<typeof taken>>> => taken(readFileSync(join(folder, name), 'utf8'));
const ways = ({ edges, nodes, on }: Draft): readonly string[] => {
  const title = (id: string): string => [...nodes, ...(on ?? [])].find((n) => n.id === id)?.title ?? id;
  return edges.map((e) => `${title(e.from)} -${e.port}-> ${title(e.to)}`).toSorted();
};
const written = (draft: Draft): Promise<string> => writeXml(toDiagram(draft).diagram);
const bpmn = (process: string, beside = ''): string => `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">${beside}<process id="p" name="Leave">${process}</process></definitions>`;
const flow = (from: string, to: string, more = ''): string => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${more}/>`;

describe('a protocol written as BPMN 2.0', () => {
  it.each(gallery.map((t) => [t.title, t.draft] as const))('comes back whole: %s', async (_, draft) => {
    expect((await taken(await written(draft))).draft).toEqual(draft);
  });
  it('draws every step and every way for other tools', () => {
    for (const { draft } of gallery) {
      const { diagram } = toDiagram(draft);
      const drawn = new Set(diagram.elements.map((e) => e.of));
      expect([...draft.nodes, ...(draft.on ?? [])].filter((n) => !drawn.has(n.id)), draft.key).toEqual([]);
      expect(diagram.flows.filter((f) => f.port !== undefined), draft.key).toHaveLength(draft.edges.length);
      expect(new Set([...diagram.elements, ...diagram.flows].map((e) => e.id)).size, draft.key).toBe(diagram.elements.length + diagram.flows.length);
      expect(diagram.flows.filter((f) => (diagram.corners[f.id] ?? []).length < 2).map((f) => f.id), draft.key).toEqual([]);
    }
  });
  it('names what other tools cannot see of it', () => {
    const [response] = gallery.filter((t) => t.key === 'intake_triage');
    const said = toDiagram(response?.draft ?? line('a -> b')).notCrossed.map((n) => n.words);
    expect(said.some((w) => w.includes('has a form'))).toBe(true);
    expect(said.some((w) => w.includes('is escalated'))).toBe(true);
  });
  it('keeps a step that another tool renamed, moved, and gave a neighbour', async () => {
    const draft = line('report -> look(2h) -> closed');
    const xml = (await written(draft)).replace('name="look"', 'name="Look closely"').replace(/(<dc:Bounds x=")300(" y=")0/, '$1410$240')
      .replace('</bpmn:process>', '<bpmn:userTask id="extra" name="Call the school" /><bpmn:sequenceFlow id="f9" sourceRef="look" targetRef="extra" /></bpmn:process>');
    const back = await taken(xml);
    expect(back.draft.nodes.find((n) => n.id === 'look')).toMatchObject({ title: 'Look closely', roles: ['analyst'], limit: { rules: [{ due: 'PT2H' }] } });
    expect(back.draft.layout['look']).toEqual({ x: 410, y: 40 });
    expect(back.draft.nodes.map((n) => n.title)).toContain('Call the school');
    expect(back.notCrossed).toEqual(['look has a way out that such a step does not have. It is left out.'.replace('look', 'Look closely')]);
  });
  it('lets go of a step that another tool has deleted', async () => {
    const xml = (await written(line('report -> look(2h) -> closed'))).replace(/<bpmn:userTask id="look"[\s\S]*?<\/bpmn:userTask>/, '');
    expect((await taken(xml)).draft.nodes.map((n) => n.id)).toEqual(['report', 'closed']);
  });
});

describe('a diagram of another tool', () => {
  it.each(files)('is a protocol that can be saved and written again: %s', async (name) => {
    const { draft } = await fileOf(name);
    expect(draft.nodes.filter((n) => n.kind === 'start')).toHaveLength(1);
    expect(Object.keys(draft.layout).toSorted()).toEqual([...draft.nodes, ...(draft.on ?? [])].map((n) => n.id).toSorted());
    expect((await taken(await written(draft))).draft).toEqual(draft);
  });
  it('makes outcomes of the ways behind a task, and a role of its lane', async () => {
    const { draft, notCrossed } = await fileOf('bonita-gateways.bpmn');
    expect(ways(draft)).toEqual(['Start event -next-> Task 1', 'Task 1 -way_1-> Task 2', 'Task 1 -way_2-> Task 3', 'Task 1 -way_3-> Task 4', 'Task 2 -done-> End event', 'Task 3 -done-> End event', 'Task 4 -done-> End event']);
    expect(draft.roles).toEqual([{ id: 'employee_lane', title: 'Employee lane' }]);
    expect(notCrossed).toEqual(['Employee actor is a pool, which a protocol does not draw. It was left out.']);
  });
  it('opens sub-processes, splits where a task leads to two, and names the other pool and its messages', async () => {
    const { draft, notCrossed } = await fileOf('camunda-modeler-collaboration.bpmn');
    expect(ways(draft)).toContain('Expanded Sub-Process 1 -next-> Task 4');
    expect(ways(draft)).toContain('Task 4 -done-> Task 5');
    expect(draft.nodes.find((n) => n.kind === 'split')?.title).toBe('At the same time');
    expect(notCrossed.filter((w) => w.includes('message flow') || w.includes('is a pool'))).toHaveLength(3);
  });
  it('waits for whichever comes first', async () => {
    const { draft } = await fileOf('signavio-invoice.bpmn');
    expect(ways(draft).filter((w) => w.startsWith('Wait'))).toEqual(['Wait -elapsed-> End', 'Wait -wait-> Assign approver', 'Wait -wait-> Review and document result']);
  });
  it('ends a task by its time, watches for a message on its edge, and fails a service', async () => {
    const { draft, notCrossed } = await taken(bpmn([
      '<startEvent id="s"/><userTask id="t" name="Ask"/><serviceTask id="v" name="Look up"/><endEvent id="e" name="Done"/><endEvent id="l" name="Late"/><endEvent id="c" name="Called off"/><endEvent id="x" name="Failed"/>',
      '<boundaryEvent id="b1" attachedToRef="t"><timerEventDefinition><timeDuration>PT4H</timeDuration></timerEventDefinition></boundaryEvent>',
      '<boundaryEvent id="b2" name="Withdrawn" attachedToRef="t"><messageEventDefinition/></boundaryEvent>', '<boundaryEvent id="b3" attachedToRef="v"><errorEventDefinition/></boundaryEvent>',
      flow('s', 't'), flow('t', 'v'), flow('v', 'e'), flow('b1', 'l'), flow('b2', 'c'), flow('b3', 'x'),
    ].join('')));
    expect(draft.nodes.find((n) => n.id === 'ask')).toMatchObject({ kind: 'task', limit: { kind: 'due', onOverdue: 'leave', rules: [{ due: 'PT4H' }] } });
    expect(draft.on).toMatchObject([{ title: 'Withdrawn', cancels: ['ask'], when: { kind: 'event' } }]);
    expect(ways(draft)).toEqual(['Ask -done-> Look up', 'Ask -overdue-> Late', 'Look up -failed-> Failed', 'Look up -next-> Done', 'Start -next-> Ask', 'Withdrawn -next-> Called off']);
    expect(notCrossed).toEqual(['Look up asked a system. Choose the connector it asks here.']);
  });
  it('pairs a split with the join that all of its branches reach, and follows links', async () => {
    const { draft } = await taken(bpmn([
      '<startEvent id="s"/><parallelGateway id="g"/><task id="a" name="A"/><task id="b" name="B"/><parallelGateway id="j"/><endEvent id="e" name="End"/>',
      '<intermediateThrowEvent id="to"><linkEventDefinition id="ld" name="L"/></intermediateThrowEvent><intermediateCatchEvent id="from"><linkEventDefinition id="lc" name="L"/></intermediateCatchEvent>',
      flow('s', 'g'), flow('g', 'a'), flow('g', 'b'), flow('a', 'j'), flow('b', 'to'), flow('from', 'j'), flow('j', 'e'),
    ].join('')));
    const split = draft.nodes.find((n) => n.kind === 'split');
    expect(split).toMatchObject({ join: draft.nodes.find((n) => n.kind === 'join')?.id });
    expect(ways(draft).filter((w) => w.includes('-> Join'))).toHaveLength(2);
  });
  it('says which condition it could not read, and keeps its way', async () => {
    const { draft, notCrossed } = await taken(bpmn([
      '<startEvent id="s"/><exclusiveGateway id="g" name="How much?" default="g_b"/><endEvent id="a" name="A"/><endEvent id="b" name="B"/>', flow('s', 'g'), flow('g', 'b'),
      '<sequenceFlow id="g_a" name="much" sourceRef="g" targetRef="a"><conditionExpression xsi:type="tFormalExpression">${amount &gt; 1000}</conditionExpression></sequenceFlow>',
    ].join('')));
    expect(ways(draft)).toEqual(['How much? -default-> B', 'How much? -much-> A', 'Start -next-> How much?']);
    expect(notCrossed).toEqual(['How much? has a condition that could not be read: “${amount > 1000}”. Set it in rows or as text.']);
  });
});

describe('a file that is no diagram', () => {
  it.each([
    ['<html><body>hello</body></html>', 'This file is no BPMN 2.0'],
    ['<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"/>', 'no process with steps in it'],
    [bpmn(''), 'no process with steps in it'],
    ['<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process', 'This file is no BPMN 2.0'],
    ['hello', 'neither JSON nor XML'],
    ['{"schemaVersion": 2}', 'This file is no protocol: schemaVersion'],
    ['', 'neither JSON nor XML'],
  ])('is told why: %s', async (text, words) => {
    const result = await read(text);
    expect('fault' in result ? result.fault : 'it was read').toContain(words);
  });
  it('keeps to what can be read of a diagram whose references lead nowhere', async () => {
    const { draft } = await taken(bpmn(`<startEvent id="s"/><task id="t" name="T"/>${flow('s', 't')}${flow('t', 'nowhere')}<boundaryEvent id="b" attachedToRef="gone"/>`));
    expect(ways(draft)).toEqual(['Start -next-> T']);
  });
});
