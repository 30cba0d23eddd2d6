// The templates say what their source says: every step, who does it, its form, its limit with reminder and escalations, every
// way out of it, every approval and handoff, and what each limit rests on. Only wording and places are their own.
import { describe, expect, it } from 'vitest';
import { effectText, fieldsOf, shapesOf } from '../../test/templates/shape.ts';
import { basesOf, source, sourceFields, sourceShapes } from '../../test/templates/source.ts';
import { templateOf } from './gallery.ts';

describe.each(Object.keys(source.protocols))('%s', (key) => {
  const from = source.protocols[key];
  const draft = templateOf(key)?.draft;
  if (from === undefined || draft === undefined) throw new Error(`${key} is in the gallery`);

  it('has the title and the steps of its source, no more and no fewer', () => {
    expect(draft.title).toBe(from.title);
    expect(draft.purpose.replaceAll('’', "'")).toBe(from.purpose);
    expect(draft.nodes.map((n) => n.id).sort()).toEqual(Object.keys(sourceShapes(key)).sort());
    expect(draft.startsAt).toBe(from.starts_at === undefined ? (key === 'imminent_response' ? 'danger' : undefined) : 'retentionReviewDue');
  });
  it.each(Object.entries(sourceShapes(key)))('does at %s what its source says', (id, shape) => {
    expect(shapesOf(draft)[id]).toEqual(shape);
  });
  it.each(Object.entries(from.nodes))('cites at %s what its limit rests on, and which decision or handoff it is', (id, node) => {
    const citations = draft.nodes.find((n) => n.id === id)?.citations ?? [];
    expect(citations).toEqual(expect.arrayContaining([...basesOf(node), ...(node.approval ?? node.handoff ?? '' ? [node.approval ?? node.handoff] : [])]));
  });
  it('asks in each of its forms what the source asks', () => {
    for (const form of draft.forms) expect([form.id, fieldsOf(form)]).toEqual([form.id, sourceFields(form.id)]);
  });
  it('lets a person set the level where the source does', () => {
    const setting = draft.nodes.flatMap((n) => (n.kind === 'task' ? n.outcomes.map((o) => ({ from: n.id, port: o.id, effects: o.effects.map(effectText), form: n.form })) : n.kind === 'approval' ? [{ from: n.id, port: 'approved', effects: n.onApproved.map(effectText), form: undefined }] : []));
    for (const [id, node] of Object.entries(from.nodes)) {
      if (node.set_level === undefined) continue;
      const into = draft.edges.filter((e) => e.to === id);
      expect(into.length).toBeGreaterThan(0);
      for (const edge of into) expect(setting.find((s) => s.from === edge.from && s.port === edge.port)?.effects).toEqual([`level ${node.set_level}`]);
    }
    for (const { form, effects } of setting) {
      const level = Object.entries(source.forms[form ?? '']?.fields ?? {}).find(([, field]) => field.sets === 'case.level');
      if (level) expect(effects).toEqual([`level ${form ?? ''}.${level[0]}`]);
    }
  });
  it('reacts to the events its source names', () => {
    const handled = Object.fromEntries((draft.on ?? []).map((h) => [h.when.kind === 'event' ? h.when.name : h.id, h.protocol === undefined ? { detach_to: draft.edges.find((e) => e.from === h.id)?.to } : { spawn: h.protocol }]));
    expect(handled).toEqual(from.on_event ?? {});
  });
});
