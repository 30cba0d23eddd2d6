// Saved rehearsals at publishing: each is played again on what would be published, and one that broke must be mended or answered
// by a reason, which stands with the version for good.
import type { Tx } from '../../prisma/connect.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { Finding } from '../../protocol/finding.ts';
import { playAgain } from '../../protocol/rehearsal/hold.ts';
import type { SavedRehearsal } from '../../protocol/rehearsal/rehearsal.ts';
import { brokenFinding, brokenWords } from '../../protocol/rehearsal/words.ts';
import type { VersionView } from '../contract-protocols.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { byline, type Doing } from './protocols.ts';
import { stageContextIn, type UnitWorld } from './unit-context.ts';

export interface Answer {
  readonly id: string;
  readonly reason: string;
}
export interface Broken {
  readonly id: string;
  readonly name: string;
  readonly finding: Finding;
  /** The same without what to do about it: what stays on record. */
  readonly said: string;
}
interface On {
  readonly protocolId: string;
  readonly draft: Draft;
  readonly world: UnitWorld;
  readonly number: number;
}

export async function brokenOn(tx: Tx, { protocolId, draft, world, number }: On): Promise<readonly Broken[]> {
  const rows = await tx.rehearsal.findMany({ where: { protocolId, removedAt: null }, orderBy: { savedAt: 'asc' } });
  const context = stageContextIn(world, number);
  return rows.flatMap(({ id, name, content }) => {
    const rehearsal = content as unknown as SavedRehearsal;
    const named = { name, moves: rehearsal.moves };
    const verdict = playAgain(draft, context, rehearsal);
    const [finding, said] = [brokenFinding(draft, named, verdict), brokenWords(draft, named, verdict)];
    return finding && said !== undefined ? [{ id, name, finding, said }] : [];
  });
}

export async function keepAnswers(doing: Doing, tx: Tx, { versionId, broken, answers }: { readonly versionId: string; readonly broken: readonly Broken[]; readonly answers: readonly Answer[] }): Promise<void> {
  for (const { id, name, said } of broken) {
    const answer = answers.find((one) => one.id === id);
    if (answer === undefined) continue;
    await tx.rehearsalAnswer.create({ data: { versionId, rehearsalId: id, name, finding: said, reason: answer.reason, answeredBy: doing.signed.person.id } });
    await audit(tx, { ...byline(doing), action: 'rehearsal.answer', objectKind: 'version', objectId: versionId, outcome: 'taken', payload: { rehearsal: id } });
  }
}

/** What was said about rehearsals that broke on a version. */
export async function answersOf(tx: Tx, versionId: string, agencyId: string): Promise<VersionView['rehearsals']> {
  const rows = await tx.rehearsalAnswer.findMany({ where: { versionId }, orderBy: { name: 'asc' } });
  const names = await namesFor(tx, rows.map((row) => row.answeredBy), [agencyId]);
  return rows.map((row) => ({ name: row.name, finding: row.finding, reason: row.reason, by: names.person(row.answeredBy, agencyId) }));
}
