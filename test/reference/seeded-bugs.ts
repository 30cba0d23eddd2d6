// Bugs an engine like this one has had, or could have tomorrow: each a small change of its text.
import type { Edit } from './mutant.ts';

export const seededBugs: readonly { readonly name: string; readonly edits: readonly Edit[] }[] = [
  { name: 'votes are counted instead of persons', edits: [
    { file: 'seats.ts', from: 'return approving.filter((vote) => place(vote, new Set())).length;', to: 'return approving.length;' },
    { file: 'kinds/approval/approval.ts', from: 'if (step.votes?.some((v) => v.person.personId === actor.personId)) return', to: 'if (false) return' },
  ] },
  { name: 'seats are filled first come, first served', edits: [{ file: 'seats.ts', from: 'if (other && !place(other, tried)) return false;', to: 'if (other) return false;' }] },
  { name: 'substitutes count also while somebody eligible is there', edits: [{ file: 'seats.ts', from: 'if (eligible.size > 1) return false;', to: 'if (eligible.size > 0) return true;' }] },
  { name: 'separation is forgotten', edits: [{ file: 'kinds/approval/approval.ts', from: "if (why !== undefined) return refuse('separation_of_duties', why);", to: '' }] },
  { name: 'votes stand when what they are about has changed', edits: [{ file: 'records.ts', from: '    step.votes = [];\n', to: '' }] },
  { name: 'a deadline is over at its instant', edits: [{ file: 'due.ts', from: 'if (due.due > before || (due.due === before && !atItsInstant(due.timer))) continue;', to: 'if (due.due > before) continue;' }] },
  { name: 'a late host lets a deadline pass after the act that waits', edits: [{ file: 'settle.ts', from: 'act === undefined ? late : Math.min(late, act)', to: 'late' }] },
  { name: 'a loop back begins its deadline anew', edits: [{ file: 'clock.ts', from: 'const same = before !== undefined && before.rule === derived.rule && before.anchorAt === derived.anchorAt;', to: 'const same = false;' }] },
  { name: 'a raised level gives more time', edits: [{ file: 'clock.ts', from: 'if (!derived || derived.due >= step.clock.due) continue;', to: 'if (!derived) continue;' }] },
  { name: 'days are counted as twenty-four hours', edits: [{ file: 'time.ts', from: 'if (parsed.months === 0 && parsed.days === 0) return at + parsed.ms;', to: 'if (parsed.months === 0) return at + parsed.days * dayInMs + parsed.ms;' }] },
  { name: 'a join goes on with the first to arrive', edits: [{ file: 'flow.ts', from: 'if (split.waitingFor.length > 0 && !enough) return;', to: "if (split.waitingFor.length > 0 && !enough && how === 'cancelled') return;" }] },
  { name: 'a join that goes on leaves the others open', edits: [{ file: 'flow.ts', from: "cancelStep(work, step, 'join');", to: ';' }] },
  { name: 'held ends are passed', edits: [{ file: 'held.ts', from: "if (status === 'closed') {", to: 'if (false) {' }] },
  { name: 'unknown is read as false', edits: [{ file: 'evaluate.ts', from: "return budget.over ? 'unknown' : truth;", to: "return budget.over || truth === 'unknown' ? 'false' : truth;" }] },
  { name: 'two offers of ownership are open at once', edits: [{ file: 'kinds/handoff/offer.ts', from: "=> work.state.steps.some((s) => s.id !== but && s.handing?.handoff === 'transfer' && s.handing.state === 'offered');", to: '=> false;' }] },
  { name: 'the ids of acts are lost', edits: [{ file: 'advance.ts', from: 'work.state.inputs = [...work.state.inputs, { id: input.id, transition: work.state.transition }].slice(-knownInputs);', to: '' }] },
  { name: 'an each goes on with the first item that ends', edits: [{ file: 'kinds/each/items.ts', from: '  if (others.length > 0) return;\n', to: '' }] },
  { name: 'a row of a table that cannot be known is passed over', edits: [{ file: 'decision-table.ts', from: "if (table.hit === 'first' && truth === 'unknown') return { kind: 'unknown', rule: rule.id };", to: "if (truth === 'unknown') continue;" }] },
  { name: 'a handler takes effect as long as its condition holds', edits: [{ file: 'handlers.ts', from: 'if (holds === before) return false;', to: 'if (holds === before) return holds;' }] },
  { name: 'a measure that was done is opened again with its list', edits: [{ file: 'measures.ts', from: 'else if (!earlier.includes(row.id)) begin(', to: 'else begin(' }] },
  { name: 'a clock that has stood goes on as if it had not', edits: [{ file: 'pauses.ts', from: 'clock.due = moved(before, span, counting);', to: 'clock.due = before;' }] },
  { name: 'holidays are worked on', edits: [{ file: 'working-time.ts', from: 'if (spans.length === 0 || isHoliday(day, calendar)) return [];', to: 'if (spans.length === 0) return [];' }] },
  { name: 'a stand-in decides what the person they stand in for may not', edits: [{ file: 'stand-ins.ts', from: 'return through.length === 0 ? actor : { ...actor,', to: 'return true ? actor : { ...actor,' }] },
];
