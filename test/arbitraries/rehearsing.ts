// The shipped protocols as a unit that has published them all, to rehearse on; and somebody who plays on at random.
import type { PublishedVersion } from '../../protocol/bundle.ts';
import { compile } from '../../protocol/compile.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { UnitContext } from '../../protocol/plan.ts';
import { choicesOf, opening, type Choice } from '../../protocol/rehearsal/choices.ts';
import type { Move, Rehearsal } from '../../protocol/rehearsal/rehearsal.ts';
import { rehearse } from '../../protocol/rehearsal/rehearse.ts';
import { stageOf, type Stage, type StageContext } from '../../protocol/rehearsal/stage.ts';
import { gallery, templateOf } from '../../protocol/templates/gallery.ts';
import { partnerAgencies } from '../../protocol/templates/shared-setting.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';

const unit: UnitContext = {
  unitId: '00000000-0000-4000-8000-000000000001', zone: 'America/New_York', offsets: [{ from: 0, minutes: -300 }], hostAgency: 'sheriff',
  agencies: [{ id: 'sheriff', key: 'sheriff', name: 'Sheriff' }, ...partnerAgencies.map((key) => ({ id: key, key, name: key }))],
};

function publishedAll(): ReadonlyMap<string, PublishedVersion> {
  const shelf = new Map<string, PublishedVersion>();
  for (const { key, draft } of gallery) {
    const danger = [...shelf.values()].find((one) => one.plan.startsAt === 'danger');
    const made = compile(draft, { unit, version: 1, published: (called) => shelf.get(called), ...(danger ? { danger } : {}) });
    if (!made.ok) throw new Error(`${key}: ${made.findings.map((f) => f.message).join('; ')}`);
    shelf.set(key, { hash: made.hash, plan: made.plan, bundlePlans: made.bundle.plans, number: 1 });
  }
  return shelf;
}
const shelf = publishedAll();
const danger = [...shelf.values()].find((one) => one.plan.startsAt === 'danger');
export const context: StageContext = { unit, version: 2, published: (key) => shelf.get(key), ...(danger ? { danger } : {}) };

/** A shipped protocol, or the one tests walk through whole. */
export function template(key: string): Draft {
  const found = key === reportToClosure.key ? reportToClosure : templateOf(key)?.draft;
  if (!found) throw new Error(`there is no template ${key}`);
  return found;
}
export function staged(draft: Draft, people: Readonly<Record<string, number>> = {}): Stage {
  const made = stageOf(draft, context, people);
  if (!made.ok) throw new Error(made.findings.map((f) => f.message).join('; '));
  return made.stage;
}

/** Monday 5 January 2026, 09:00 in the unit's zone. */
export const monday = Date.UTC(2026, 0, 5, 14);

/** Plays the first move and then so many more, each picked from all that can be played, time included. */
export function improvise(stage: Stage, moves: number, pick: (below: number) => number): Rehearsal {
  let rehearsal: Rehearsal = { starts: monday, moves: [written(opening(stage, monday), pick)] };
  for (let i = 1; i < moves; i += 1) {
    const now = rehearse(stage, rehearsal);
    const choices = choicesOf(stage, now).flatMap((step) => step.choices).filter((choice) => choice.people.length > 0 || choice.move.act === 'service');
    const at = pick(choices.length + (now.nextDueAt === null ? 0 : 1));
    const choice = choices[at];
    if (choice === undefined && now.nextDueAt === null) break;
    rehearsal = { ...rehearsal, moves: [...rehearsal.moves, choice === undefined ? { act: 'nextDeadline' } : written(choice, pick)] };
  }
  return rehearsal;
}

function written({ move, people, needsReason, form }: Choice, pick: (below: number) => number): Move {
  const by = 'by' in move && people.length > 0 ? { by: people[pick(people.length)] ?? '' } : {};
  const data = form === undefined ? {} : { data: form.values };
  return { ...move, ...by, ...data, ...(needsReason ? { reason: 'because' } : {}) } as Move;
}
