// Two units of three agencies with their people in a real database, made through the same doors the server uses, and
// cases played on the engine alone. The people of the play are called by name; here they get their ids.
import { randomUUID } from 'node:crypto';
import { connect } from '../../prisma/connect.ts';
import type { Actor, Database } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { Plan } from '../../protocol/plan.ts';
import { canonicalJson, sha256Hex } from '../../protocol/canonical.ts';
import { recorded } from '../../workflows/recorded.ts';
import { staff } from '../arbitraries/people.ts';
import type { Name } from '../arbitraries/people.ts';
import { school, sheriff } from '../arbitraries/plan.ts';
import { startPostgres } from '../harness/postgres.ts';
import type { TestDatabase } from '../harness/postgres.ts';

export const clinic = 'a0000000-0000-4000-8000-000000000003';
const playedUnit = 'u0000000-0000-4000-8000-000000000001';
const playedCase = 'c0000000-0000-4000-8000-000000000001';

export interface World {
  readonly server: TestDatabase;
  readonly db: Database;
  readonly unitId: string;
  /** Of the clinic alone, with one member who is called a stranger. */
  readonly otherUnitId: string;
  readonly ids: Readonly<Record<Name | 'stranger', string>>;
  actor(name: Name | 'stranger'): Actor;
  /** A played case as the workflow records it, under the ids of this world. */
  transitionsOf(caseId: string, transitions: readonly Transition[]): readonly Transition[];
  publish(plan: Plan): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const server = await startPostgres();
  const db = connect(server.databaseUrl);
  const names = [...(Object.keys(staff) as Name[]), 'stranger' as const];
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Name | 'stranger', string>;
  const unitId = randomUUID();
  const otherUnitId = randomUUID();
  const agencyOf = (name: Name | 'stranger'): string => (name === 'stranger' ? clinic : name === 'lio' ? school : sheriff);
  const actor = (name: Name | 'stranger'): Actor => ({ personId: ids[name], agencyId: agencyOf(name), units: [name === 'stranger' ? otherUnitId : unitId] });

  await db.withActor(actor('vic'), async (tx) => {
    for (const [id, key] of [[sheriff, 'sheriff'], [school, 'school'], [clinic, 'clinic']] as const) await tx.agency.create({ data: { id, key, name: key } });
    await tx.unit.create({ data: { id: unitId, key: 'harbor-county', name: 'Harbor County', zone: 'America/New_York', hostAgencyId: sheriff } });
  });
  await db.withActor(actor('stranger'), (tx) => tx.unit.create({ data: { id: otherUnitId, key: 'clinic', name: 'Clinic', zone: 'America/New_York', hostAgencyId: clinic } }));
  for (const name of names) {
    const maker = name === 'stranger' ? actor('stranger') : actor('vic');
    await db.withActor(maker, async (tx) => {
      const unit = maker.units[0] ?? '';
      await tx.person.create({ data: { id: ids[name], login: name, name, agencyId: agencyOf(name), createdBy: maker.personId } });
      const role = await tx.role.create({ data: { unitId: unit, key: `role-of-${name}`, title: name } });
      await tx.unitMember.create({ data: { unitId: unit, personId: ids[name], agencyId: agencyOf(name), roleId: role.id } });
    });
  }

  function transitionsOf(caseId: string, transitions: readonly Transition[]): readonly Transition[] {
    const ofWorld: Record<string, string> = { ...ids, [playedUnit]: unitId, [playedCase]: caseId };
    const text = JSON.stringify(transitions.map(recorded)).replace(/"(\w[\w-]*)"(?!:)/g, (whole, word: string) => (Object.hasOwn(ofWorld, word) ? `"${ofWorld[word]}"` : whole));
    const renamed: readonly Transition[] = JSON.parse(text);
    return renamed;
  }

  async function publish(plan: Plan): Promise<void> {
    await db.withActor(actor('vic'), async (tx) => {
      const protocol = await tx.protocol.create({ data: { unitId, agencyId: sheriff, key: plan.key, title: plan.title, createdBy: ids.vic } });
      const hash = sha256Hex(canonicalJson(plan));
      await tx.version.create({
        data: {
          protocolId: protocol.id, unitId, agencyId: sheriff, number: 1, key: plan.key, title: plan.title, semantics: 1, hash, planHash: plan.key,
          plan: toJson(plan), bundle: toJson({ root: plan.key }), draft: toJson({}), sentBy: ids.ana, publishedBy: ids.vic, publishedAt: new Date(),
        },
      });
    });
  }

  return {
    server, db, unitId, otherUnitId, ids, actor, transitionsOf, publish,
    stop: async () => {
      await db.close();
      await server.stop();
    },
  };
}
