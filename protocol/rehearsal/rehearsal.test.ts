import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, improvise, monday, staged, template } from '../../test/arbitraries/rehearsing.ts';
import type { Draft } from '../draft.ts';
import { sentenceOf } from '../sentences.ts';
import { gallery } from '../templates/gallery.ts';
import { choicesOf } from './choices.ts';
import { neverRehearsed } from './coverage.ts';
import { holds, playAgain } from './hold.ts';
import type { Move, Rehearsal } from './rehearsal.ts';
import { rehearse, savedAs } from './rehearse.ts';
import { sightsOf } from './sights.ts';
import { brokenFinding, breakWords, moveWords, tellingIn } from './words.ts';

const draft = template('report_to_closure');
const stage = staged(draft);
const toDecision: readonly Move[] = [
  { act: 'start', by: 'patrol_1' },
  { act: 'complete', step: 'start', by: 'patrol_1', data: { received_at: 'PT0S' } },
  { act: 'complete', step: 'screen', by: 'triage_analyst_1' },
  { act: 'complete', step: 'history', by: 'triage_analyst_1' },
  { act: 'decide', step: 'triage', by: 'triage_analyst_1', choice: 'open_case' },
];
const rehearsal = (moves: readonly Move[]): Rehearsal => ({ starts: monday, moves });
const open = (moves: readonly Move[]): readonly string[] => rehearse(stage, rehearsal(moves)).moves.at(-1)?.came.open ?? [];

describe('a rehearsal', () => {
  it('plays a draft with invented people, move by move', () => {
    const played = rehearse(stage, rehearsal(toDecision));
    expect(played.moves.map((move) => move.refused)).toEqual(toDecision.map(() => undefined));
    expect(played.moves.map((move) => move.came.open)).toEqual([['report_to_closure.start'], ['report_to_closure.screen'], ['report_to_closure.history'], ['report_to_closure.triage'], ['report_to_closure.approve_open']]);
    expect(played.state?.owner.personId).toBe('duty_supervisor');
  });

  it('takes a move back by leaving it out', () => {
    expect(open(toDecision.slice(0, 3))).toEqual(['report_to_closure.history']);
    expect(rehearse(stage, rehearsal(toDecision.slice(0, 3)))).toEqual(rehearse(stage, rehearsal(toDecision.slice(0, 3))));
  });

  it('jumps to the next deadline, at its instant and not before', () => {
    const played = rehearse(stage, rehearsal([...toDecision.slice(0, 2), { act: 'nextDeadline' }, { act: 'nextDeadline' }]));
    const [warned, passed] = played.moves.slice(2);
    expect(warned?.transitions.flatMap((t) => t.entries.map((e) => e.kind))).toContain('deadlineWarned');
    expect((passed?.at ?? 0) - monday).toBe(3_600_001); // over only after its instant
    expect(passed?.transitions.flatMap((t) => t.entries.map((e) => e.kind))).toEqual(expect.arrayContaining(['deadlinePassed', 'escalated']));
  });

  it('says when nothing is due, and that time does not go back', () => {
    const played = rehearse(stage, rehearsal([{ act: 'nextDeadline' }, { act: 'pass', for: '-PT1H' }]));
    expect(played.moves.map((move) => move.refused?.code)).toEqual(['nothing_due', 'bad_value']);
    expect(played.clock).toBe(monday);
  });

  it('keeps an act that is refused as one that must be refused', () => {
    const { verdict } = holds(stage, savedAs(rehearsal([...toDecision, { act: 'approve', step: 'approve_open', by: 'patrol_1' }]), rehearse(stage, rehearsal([...toDecision, { act: 'approve', step: 'approve_open', by: 'patrol_1' }]))));
    expect(verdict).toEqual({ kind: 'holds' });
  });

  it('offers only what a step can take, with the people who may', () => {
    const [approval] = choicesOf(stage, rehearse(stage, rehearsal(toDecision)));
    expect(approval?.choices.map((choice) => choice.label)).toEqual(['Approve', 'Deny']);
    expect(approval?.choices[0]?.people).toEqual(expect.arrayContaining(['supervisor_1', 'supervisor_2']));
    expect(approval?.choices[0]?.people).not.toContain('patrol_1');
    const [triage] = choicesOf(stage, rehearse(stage, rehearsal(toDecision.slice(0, 4))));
    expect(triage?.choices.map((choice) => choice.label)).toHaveLength(draft.nodes.flatMap((node) => (node.id === 'triage' && node.kind === 'task' ? node.outcomes : [])).length);
    expect(triage?.choices[0]?.form?.fields.length).toBeGreaterThan(0);
  });

  it('never lets a refused move change anything, whatever is played', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: gallery.length - 1 }), fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }), (which, numbers) => {
      const on = staged((gallery[which] ?? gallery[0])?.draft ?? draft);
      let i = 0;
      const played = improvise(on, 20, (below) => (below === 0 ? 0 : (numbers[i++ % numbers.length] ?? 0) % below));
      const rehearsed = rehearse(on, played);
      for (const [n, move] of rehearsed.moves.entries()) if (move.refused) expect({ ...move.came, refused: undefined }).toEqual({ ...rehearsed.moves[n - 1]?.came, refused: undefined });
      expect(holds(on, savedAs(JSON.parse(JSON.stringify(played)) as Rehearsal, rehearsed)).verdict).toEqual({ kind: 'holds' });
      const tell = tellingIn(on, rehearsed);
      for (const { entries } of rehearsed.journal) for (const entry of entries) expect(sentenceOf(entry, tell)).not.toMatch(/undefined|_\d/);
    }), { numRuns: 12 });
  });
});

describe('who sees what', () => {
  it('lists the open steps of each person, those who see something first', () => {
    const sights = sightsOf(stage, rehearse(stage, rehearsal(toDecision.slice(0, 2))));
    expect(sights[0]).toMatchObject({ actor: { name: 'Duty supervisor' }, isOwner: true });
    expect(sights.filter((sight) => sight.steps.length > 0).map((sight) => sight.actor.role)).toEqual(expect.arrayContaining(['triage_analyst', 'supervisor']));
    expect(sights.find((sight) => sight.actor.role === 'school_team')?.steps).toEqual([]);
  });

  it('says what keeps a person from an approval though the role fits', () => {
    const own: Draft = { ...draft, nodes: draft.nodes.map((node) => (node.id === 'triage' && node.kind === 'task' ? { ...node, roles: ['supervisor'] } : node)) };
    const on = staged(own);
    const moves = toDecision.map((move) => (move.act === 'decide' ? { ...move, by: 'supervisor_1' } : move));
    const seen = sightsOf(on, rehearse(on, rehearsal(moves))).find((sight) => sight.actor.id === 'supervisor_1');
    expect(seen?.steps.map((step) => step.barred?.code)).toEqual(['separation_of_duties']);
  });

  it('shows the notices each has had, the newest first', () => {
    const played = rehearse(stage, rehearsal([...toDecision.slice(0, 2), { act: 'nextDeadline' }, { act: 'nextDeadline' }]));
    const told = sightsOf(stage, played).find((sight) => sight.actor.id === 'supervisor_1')?.notices ?? [];
    expect(told.map((notice) => notice.sentence)).toEqual(['The limit of “Screen for imminent danger” has passed, and it was escalated to you.', '“Screen for imminent danger” is due soon.']);
  });
});

describe('a saved rehearsal', () => {
  const saved = savedAs(rehearsal(toDecision), rehearse(stage, rehearsal(toDecision)));
  const without = (id: string, change: Partial<Draft>): Draft => ({ ...draft, ...change, layout: Object.fromEntries(Object.entries(draft.layout).filter(([key]) => key !== id)) });

  it('holds while what it plays is drawn as before, wherever the steps are moved to', () => {
    const moved: Draft = { ...draft, layout: { ...draft.layout, screen: { x: 4000, y: 4000 } }, title: 'Renamed' };
    expect(playAgain(moved, context, saved)).toEqual({ kind: 'holds' });
  });

  it('breaks at the move that cannot be made any more, and says why', () => {
    const triage = draft.nodes.find((node) => node.id === 'triage');
    if (triage?.kind !== 'task') throw new Error('triage is a task');
    const renamed: Draft = { ...draft, nodes: draft.nodes.map((node) => (node === triage ? { ...triage, outcomes: triage.outcomes.map((o) => (o.id === 'open_case' ? { ...o, id: 'open_now' } : o)) } : node)), edges: draft.edges.map((edge) => (edge.from === 'triage' && edge.port === 'open_case' ? { ...edge, port: 'open_now' } : edge)) };
    const verdict = playAgain(renamed, context, saved);
    expect(verdict).toMatchObject({ kind: 'broke', move: 4, breaks: [{ kind: 'refused', code: 'bad_outcome' }] });
    expect(brokenFinding({ ...renamed, actors: stage.actors }, { name: 'To the decision', moves: saved.moves }, verdict)).toMatchObject({ rule: 'rehearsal-broken', severity: 'warning', at: { node: 'triage' }, message: expect.stringContaining('broke at move 5, Intake and triage analyst finishes “Recommend: open or not”') });
  });

  it('breaks where another step opens than before', () => {
    const elsewhere = without('history', { edges: draft.edges.map((edge) => (edge.from === 'start' ? { ...edge, to: 'history' } : edge)), nodes: draft.nodes.filter((node) => !['screen', 'screen_next', 'alarm'].includes(node.id)) });
    const short: Draft = { ...elsewhere, rules: [], edges: elsewhere.edges.filter((edge) => !['screen', 'screen_next', 'alarm'].includes(edge.from)) };
    const verdict = playAgain(short, context, saved);
    expect(verdict).toMatchObject({ kind: 'broke', move: 1, breaks: [{ kind: 'notOpen', step: 'report_to_closure.screen' }, { kind: 'opened', step: 'report_to_closure.history' }] });
    expect(verdict.kind === 'broke' && verdict.breaks.map((one) => breakWords(one, draft))).toEqual(['“Screen for imminent danger” was open, and is not now', '“Check identity and history” is open now, and was not']);
  });

  it('breaks where a deadline comes at another time', () => {
    const timed = rehearsal([...toDecision.slice(0, 2), { act: 'nextDeadline' }, { act: 'nextDeadline' }]);
    const slower: Draft = { ...draft, rules: [], nodes: draft.nodes.map((node) => (node.id === 'screen' && node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: node.limit.rules.map((rule) => ({ ...rule, due: 'PT2H' })) } } : node)) };
    const verdict = playAgain(slower, context, savedAs(timed, rehearse(stage, timed)));
    expect(verdict).toMatchObject({ kind: 'broke', move: 2, breaks: [{ kind: 'clock' }] });
    expect(verdict.kind === 'broke' && verdict.breaks.map((one) => breakWords(one, draft))).toEqual(['it came 45 min after the start before, and comes 1 h 45 min after it now']);
  });

  it('is not played on a draft with errors, which are what must be mended first', () => {
    expect(playAgain({ ...draft, edges: draft.edges.filter((edge) => edge.from !== 'triage') }, context, saved)).toMatchObject({ kind: 'notPlayed', findings: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) });
  });
});

describe('the ways never rehearsed', () => {
  it('are all before the first rehearsal, and fewer after each', () => {
    const played = rehearse(stage, rehearsal(toDecision));
    expect(neverRehearsed(draft, []).edges).toHaveLength(draft.edges.length);
    const left = neverRehearsed(draft, played.ways);
    expect(left.steps).not.toContain('triage');
    expect(left.steps).toContain('approve_close');
    const gone = draft.edges.filter((edge) => !left.edges.includes(edge.id)).map((edge) => `${edge.from} ${edge.port}`);
    expect(gone).toEqual(['start next', 'screen done', 'screen_next default', 'history done', 'triage open_case']);
  });
});

it('is told in words, by roles and titles', () => {
  expect(toDecision.map((move) => moveWords(move, { ...draft, actors: stage.actors }))).toEqual(['Patrol officer opens the case', 'Patrol officer finishes “Take the report”', 'Intake and triage analyst finishes “Screen for imminent danger”', 'Intake and triage analyst finishes “Check identity and history”', 'Intake and triage analyst finishes “Recommend: open or not”: Open a case']);
});
