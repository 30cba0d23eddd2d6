import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, ProjectConflict, ProjectGap, rebuild, verifyCase } from '../../activities/project.ts';
import type { Transition } from '../../protocol/entry.ts';
import { CasePlay, hours, minutes, reason } from '../arbitraries/case-play.ts';
import { bundle, due, plan, school, sheriff } from '../arbitraries/plan.ts';
import { actFor, journey, journeyBundle, scripts } from '../workflow/journey.ts';
import { startWorld } from './project-world.ts';
import type { World } from './project-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.publish(journey);
});
afterAll(() => world.stop());

/** Looked at, approved by two, offered to the school and accepted; a limit passed on the way. */
function played(): CasePlay {
  const play = new CasePlay().open(journeyBundle).time(hours(2));
  play.act(hours(2), 'ana', { kind: 'claim', step: play.step('look').id });
  play.act(hours(3), 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
  play.act(hours(4), 'sam', { kind: 'vote', step: play.step('decide').id, grants: true, content: {}, reason });
  play.act(hours(5), 'lea', { kind: 'vote', step: play.step('decide').id, grants: true, content: {} });
  play.act(hours(6), 'lio', { kind: 'accept', step: play.step('give').id });
  expect(play.refusals).toEqual([]);
  return play;
}

function newCase(play = played()): { readonly caseId: string; readonly transitions: readonly Transition[] } {
  const caseId = randomUUID();
  return { caseId, transitions: world.transitionsOf(caseId, play.transitions) };
}

const tables = ['run', 'step', 'deadline', 'vote', 'handoff', 'case_access', 'inbox', 'notice', 'disclosure', 'journal', 'audit_event'] as const;

/** Everything of a case as text, read past row-level security. */
async function everything(caseId: string): Promise<Record<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: world.server.superuserUrl });
  await client.connect();
  try {
    const rows: Record<string, readonly string[]> = {};
    for (const table of tables) {
      const found = await client.query<{ row: string }>(`select t::text as row from ${table} t where case_id = $1 order by 1`, [caseId]);
      rows[table] = found.rows.map(({ row }) => row);
    }
    rows['case'] = (await client.query<{ row: string }>(`select t::text as row from "case" t where id = $1`, [caseId])).rows.map(({ row }) => row);
    return rows;
  } finally {
    await client.end();
  }
}

describe('projecting a case', () => {
  it('shows the case, its steps, votes, handoffs and deadlines as the engine has them', async () => {
    const { caseId, transitions } = newCase();
    await project(world.db, { caseId, transitions });
    const seen = await world.db.withActor(world.actor('ana'), async (tx) => ({
      case: await tx.case.findUniqueOrThrow({ where: { id: caseId } }),
      steps: await tx.step.findMany({ where: { caseId }, orderBy: { openedAt: 'asc' } }),
      votes: await tx.vote.findMany({ where: { caseId } }),
      handoffs: await tx.handoff.findMany({ where: { caseId } }),
      notices: await tx.notice.count({ where: { caseId } }),
      journal: await tx.journal.findMany({ where: { caseId }, orderBy: { number: 'asc' } }),
    }));
    expect(seen.case).toMatchObject({ unitId: world.unitId, agencyId: sheriff, ownerPersonId: world.ids.lio, ownerAgencyId: school, breaches: 1, transition: transitions.length });
    expect(seen.steps.filter((step) => step.state === 'open').map((step) => step.node).sort()).toEqual(['hold', 'side']);
    expect(seen.steps.find((step) => step.node === 'look')).toMatchObject({ state: 'done', outcome: 'done', closedByPersonId: world.ids.ana, claimedByPersonId: world.ids.ana });
    expect(seen.votes.map((vote) => vote.personId).sort()).toEqual([world.ids.sam, world.ids.lea].sort());
    expect(seen.handoffs).toMatchObject([{ handoff: 'transfer', state: 'accepted', settledByPersonId: world.ids.lio }]);
    expect(seen.notices).toBeGreaterThan(0);
    expect(seen.journal.map(({ number, at, input, entries }) => ({ number, at: at.getTime(), input, entries }))).toEqual(
      transitions.map(({ number, at, input, entries }) => ({ number, at, input, entries })),
    );
  });

  it('lists an open step once for each agency that may see it, and no closed one', async () => {
    const play = new CasePlay().open(journeyBundle);
    const { caseId, transitions } = newCase(play);
    await project(world.db, { caseId, transitions, meta: { reference: 'HC-2026-0001', title: 'Threat at the harbor' } });
    const listed = () => world.db.withActor(world.actor('lio'), (tx) => tx.inbox.findMany({ where: { caseId } }));
    expect(await listed()).toMatchObject([{ step: play.step('look').id, node: 'look', agencyId: school, unitId: world.unitId, caseReference: 'HC-2026-0001', caseTitle: 'Threat at the harbor', roles: ['analyst'] }]);
    const before = play.transitions.length;
    play.act(minutes(5), 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    await project(world.db, { caseId, transitions: world.transitionsOf(caseId, play.transitions).slice(before) });
    expect((await listed()).map((row) => row.node)).toEqual(['decide']);
  });

  it('registers an offer and a notice that are drawn as disclosures, with those they went to', async () => {
    const told = plan('told', [
      { id: 'start', kind: 'start', next: { next: 'tell' } },
      { id: 'tell', kind: 'notify', to: ['liaison'], message: 'Look out.', disclosure: true, legalBasis: { kind: 'drawn', text: 'Agreement 7' }, next: { next: 'give' } },
      { id: 'give', kind: 'handoff', handoff: 'request', to: ['liaison'], disclosure: true, legalBasis: { kind: 'drawn', text: 'FERPA 99.36' }, limit: due('PT4H'), next: { accepted: 'end', declined: 'end', withdrawn: 'end' } },
      { id: 'end', kind: 'end', outcome: 'done' },
    ]);
    await world.publish(told);
    const { caseId, transitions } = newCase(new CasePlay().open(bundle(told)));
    await project(world.db, { caseId, transitions });
    const rows = await world.db.withActor(world.actor('ana'), (tx) => tx.disclosure.findMany({ where: { caseId }, orderBy: { n: 'asc' } }));
    expect(rows).toMatchObject([{ handoff: 'notify', agencies: [school], roles: ['liaison'], legalBasis: 'Agreement 7', byPersonId: world.ids.sam }, { handoff: 'request', agencies: [school], roles: ['liaison'], legalBasis: 'FERPA 99.36', byPersonId: world.ids.sam }]);
  });

  it('fills the row the server wrote before opening, and keeps its name', async () => {
    const { caseId, transitions } = newCase();
    const first = { id: caseId, reference: 'HC-2026-0002', title: 'Named by hand', unitId: world.unitId, agencyId: sheriff, createdBy: world.ids.ana, createdAt: new Date() };
    await world.db.withActor(world.actor('ana'), (tx) => tx.case.createMany({ data: [first] }));
    await project(world.db, { caseId, transitions });
    const row = await world.db.withActor(world.actor('sam'), (tx) => tx.case.findUniqueOrThrow({ where: { id: caseId } }));
    expect(row).toMatchObject({ reference: 'HC-2026-0002', title: 'Named by hand', transition: transitions.length });
  });
});

describe('projecting twice, late, or something else', () => {
  it('has one effect when server and worker write the same transitions at once', async () => {
    const { caseId, transitions } = newCase();
    const pieces = transitions.map((_, i) => transitions.slice(Math.max(0, i - 2), i + 1));
    for (const piece of pieces) await Promise.all([1, 2, 3, 4].map(() => project(world.db, { caseId, transitions: piece })));
    const other = newCase();
    await project(world.db, { caseId: other.caseId, transitions: other.transitions });
    const rows = await everything(caseId);
    expect(rows['journal']).toHaveLength(transitions.length);
    expect(rows['audit_event']).toHaveLength(transitions.length);
    const counts = (all: Record<string, readonly string[]>) => Object.fromEntries(Object.entries(all).map(([table, found]) => [table, found.length]));
    expect(counts(rows)).toEqual(counts(await everything(other.caseId)));
    expect(await verifyCase(world.db, caseId)).toEqual({ ok: true, checked: 2 * transitions.length });
  });

  it('makes one case of many first transitions at once', async () => {
    const { caseId, transitions } = newCase();
    await Promise.all(Array.from({ length: 8 }, () => project(world.db, { caseId, transitions })));
    expect((await everything(caseId))['journal']).toHaveLength(transitions.length);
  });

  it('says which transition is missing and writes nothing', async () => {
    const { caseId, transitions } = newCase();
    await expect(project(world.db, { caseId, transitions: transitions.slice(1) })).rejects.toMatchObject({ name: 'ProjectGap', missing: 1 });
    await project(world.db, { caseId, transitions: transitions.slice(0, 2) });
    await expect(project(world.db, { caseId, transitions: transitions.slice(3) })).rejects.toBeInstanceOf(ProjectGap);
    expect((await everything(caseId))['journal']).toHaveLength(2);
  });

  it('refuses another content under a recorded number, whole', async () => {
    const { caseId, transitions } = newCase();
    await project(world.db, { caseId, transitions: transitions.slice(0, 3) });
    const before = await everything(caseId);
    const forged = transitions.map((transition, i) => (i === 2 ? { ...transition, at: transition.at + 1 } : transition));
    await expect(project(world.db, { caseId, transitions: forged })).rejects.toBeInstanceOf(ProjectConflict);
    expect(await everything(caseId)).toEqual(before);
  });

  it('writes nothing of a batch when one row of it cannot be written', async () => {
    const { caseId, transitions } = newCase();
    const broken = transitions.map((transition, i) => (i === 3 ? { ...transition, input: { ...transition.input, id: transitions[0]?.input.id ?? '' } } : transition));
    await expect(project(world.db, { caseId, transitions: broken })).rejects.toThrow();
    expect(Object.values(await everything(caseId)).flat()).toEqual([]);
  });
});

describe('rebuilding from the journal', () => {
  it('ends row for row where the projection was, however the case went and was cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), async (script, sizes) => {
        const play = new CasePlay().open(journeyBundle);
        let after = 0;
        for (const choice of script) {
          after += choice.gapMs;
          play.time(after);
          if (play.state === null) break;
          const { by, fields } = actFor(play.state, choice);
          play.act(after, by, fields);
        }
        const { caseId, transitions } = newCase(play);
        for (let from = 0; from < transitions.length; ) {
          const size = sizes.next().value ?? 1;
          await project(world.db, { caseId, transitions: transitions.slice(from, from + size) });
          from += size;
        }
        const before = await everything(caseId);
        await rebuild(world.db, caseId);
        expect(await everything(caseId)).toEqual(before);
        expect((await verifyCase(world.db, caseId)).ok).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps how many of those asked have answered a handoff to several', async () => {
    const asked = plan('asked', [
      { id: 'start', kind: 'start', next: { next: 'ask' } },
      { id: 'ask', kind: 'handoff', handoff: 'request', from: ['lead'], to: ['analyst'], each: { kind: 'times', times: 2 }, limit: due('PT4H'), next: { settled: 'end', withdrawn: 'end' } },
      { id: 'end', kind: 'end', outcome: 'done' },
    ]);
    await world.publish(asked);
    const play = new CasePlay().open(bundle(asked));
    play.act(minutes(1), 'ana', { kind: 'accept', step: play.step('ask').id });
    const { caseId, transitions } = newCase(play);
    await project(world.db, { caseId, transitions });
    const rows = await world.db.withActor(world.actor('ana'), async (tx) => ({ handoff: await tx.handoff.findFirst({ where: { caseId } }), inbox: await tx.inbox.findFirst({ where: { caseId } }) }));
    expect(rows).toMatchObject({ handoff: { places: 2, answered: [world.ids.ana], state: 'offered' }, inbox: { answered: [world.ids.ana] } });
    const before = await everything(caseId);
    await rebuild(world.db, caseId);
    expect(await everything(caseId)).toEqual(before);
  });

  it('mends what somebody changed past the projector', async () => {
    const { caseId, transitions } = newCase();
    await project(world.db, { caseId, transitions });
    const before = await everything(caseId);
    const client = new pg.Client({ connectionString: world.server.superuserUrl });
    await client.connect();
    await client.query(`update step set state = 'done' where case_id = $1`, [caseId]);
    await client.query(`update "case" set level = 'none', owner_person_id = gen_random_uuid() where id = $1`, [caseId]);
    await client.query('delete from vote where case_id = $1', [caseId]);
    await client.end();
    await rebuild(world.db, caseId);
    expect(await everything(caseId)).toEqual(before);
  });
});
