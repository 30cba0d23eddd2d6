// A certificate in words, for a page and for a terminal alike: what it comes to, each place where the case went another way,
// and what it states of steps, limits, approvals and handoffs. With names as they stand in it, and times in the unit's zone.
import type { Person } from '../case-state.ts';
import { list } from '../case-words.ts';
import { durationWords, namesOf } from '../condition-words.ts';
import { hostPersonId } from '../input.ts';
import { lineWords, type LedgerTelling } from '../ledger-words.ts';
import { eventsOf } from '../node-parts.ts';
import type { Plan } from '../plan.ts';
import { sentenceOf, type Telling } from '../sentences.ts';
import { localText } from '../time.ts';
import type { Certificate } from './certificate.ts';
import type { CertifiedDeadline } from './deadlines.ts';
import type { Place } from './places.ts';
import type { CertifiedStep } from './steps.ts';

export interface CertificateWords {
  readonly verdict: string;
  readonly asOf: string;
  readonly issued: string;
  /** Those that make it deviate, then those that are allowed for. */
  readonly departures: readonly PlaceWords[];
  readonly alsoHappened: readonly PlaceWords[];
  readonly steps: readonly string[];
  readonly limits: readonly LimitWords[];
  readonly approvals: readonly string[];
  readonly handoffs: readonly string[];
}
export interface LimitWords {
  readonly words: string;
  /** How it was counted, and each change of it. */
  readonly counted: readonly string[];
}
export interface PlaceWords {
  readonly transition: number;
  readonly at: number;
  readonly when: string;
  readonly words: string;
}

export function certificateWords(certificate: Certificate): CertificateWords {
  const tell = tellingOf(certificate);
  const { statement, asOf, issuedAt, issuedBy } = certificate;
  const places = (counts: boolean): readonly PlaceWords[] =>
    statement.places.filter((place) => place.counts === counts).map((place) => ({ transition: place.transition, at: place.at, when: tell.time(place.at), words: placeWords(place, certificate, tell) }));
  const title = (step: string): string => `"${tell.stepTitle(step) ?? step}"`;
  return {
    verdict: verdictWords(certificate), asOf: tell.time(asOf), issued: `${tell.time(issuedAt)} by ${tell.person(issuedBy)}`,
    departures: places(true), alsoHappened: places(false),
    steps: statement.steps.filter((step) => step.kind !== 'phase').map((step) => stepWords(step, tell)),
    limits: statement.deadlines.map((deadline) => ({ words: `${title(deadline.step)}: due ${tell.time(deadline.due)}, ${limitOutcome(deadline)}.`, counted: countedWords(deadline, tell) })),
    approvals: statement.approvals.map((approval) => {
      const votes = approval.votes.filter((vote) => vote.state === 'counted').map((vote) => `${tell.person(vote.person)} ${vote.grants ? 'approved' : 'denied'} (${list(vote.seats) || 'no seat'})`);
      return `${title(approval.step)}: ${resultWords[approval.result]}, ${approval.needed} of ${approval.seats.length} ${approval.seats.length === 1 ? 'seat' : 'seats'} needed${votes.length > 0 ? `; ${votes.join(', ')}` : ''}.`;
    }),
    handoffs: statement.handoffs.map((handoff) => {
      const receipts = handoff.receipts.map((receipt) => `${tell.person(receipt.by)} ${receiptWords[receipt.how]} ${tell.time(receipt.at)}, receipt ${receipt.hash.slice(0, 16)}`);
      return `${title(handoff.step)}: ${handoff.state}${receipts.length > 0 ? `; ${receipts.join('; ')}` : ''}.`;
    }),
  };
}

// helpers

function verdictWords({ statement }: Certificate): string {
  const places = statement.places.filter((place) => place.counts).length;
  const open = statement.steps.filter((step) => step.state === 'open' && step.kind !== 'phase').length;
  const goesOn = open === 0 ? '' : open === 1 ? ' One step is open.' : ` ${open} steps are open.`;
  if (statement.verdict === 'conforms') return `Conforms: what was asked for by then was done by those who may, within its limits or by the way drawn for when they run out.${goesOn}`;
  return `Deviates: in ${places === 1 ? 'one place' : `${places} places`} the case went another way than drawn.${goesOn}`;
}

function placeWords(place: Place, { journal }: Certificate, tell: Telling): string {
  const step = `"${tell.stepTitle(place.step ?? '') ?? place.step ?? ''}"`;
  switch (place.kind) {
    case 'ranOut': return `The limit of ${step} ran out ${tell.time(place.due)}; ${place.ended === null ? 'it is still open' : `${place.doneLate ? 'it was done' : 'it ended without being done'} ${tell.time(place.ended)}, ${spanWords(place.ended - place.due)} late`}.`;
    case 'keptByMore': return `${step} was due ${tell.time(place.due)} as counted; more time was given, and ${place.ended === null ? 'it is still open' : `it was done ${tell.time(place.ended)}`}.`;
    case 'handledLate': return `What is drawn for when the limit of ${step} runs out was done ${spanWords(place.handledAt - place.due)} after ${tell.time(place.due)}, because the installation was not running.`;
    case 'countedOtherwise': return `The limit of ${step} is recorded as ${tell.time(place.due)}; counted again it is ${place.derived === null ? 'not to be derived' : tell.time(place.derived)}.`;
    case 'entry': {
      const entry = journal[place.transition - 1]?.entries[place.index];
      return entry === undefined ? '' : sentenceOf(entry, tell);
    }
  }
}

/** Whole minutes, or seconds below one. */
const spanWords = (ms: number): string => durationWords(`PT${ms < 60_000 ? Math.ceil(ms / 1000) : Math.round(ms / 60_000) * 60}S`);

function stepWords(step: CertifiedStep, tell: Telling): string {
  const { ended, as } = step;
  const title = `"${tell.stepTitle(step.step) ?? step.step}"`;
  const rule = [...(as === null ? [] : [`as ${list(as.roles.map(tell.role))}${as.standsFor.length === 0 ? '' : `, standing in for ${list(as.standsFor.map(tell.personById))}`}`]), ...(step.rule.citations.length === 0 ? [] : [`under ${list(step.rule.citations)}`])];
  if (ended === null) return `${title}: open since ${tell.time(step.opened.at)}.`;
  return `${title}: ${stateWords[step.state]} ${tell.time(ended.at)}${ended.by === null ? '' : ` by ${tell.person(ended.by)}`}${rule.length > 0 ? `, ${rule.join(', ')}` : ''}.`;
}

const stateWords = { open: 'open', done: 'done', skipped: 'left out', cancelled: 'cancelled', leftOverdue: 'left because its time ran out' } as const;
const resultWords = { granted: 'granted', denied: 'denied', open: 'open', ended: 'ended without a decision' } as const;
const receiptWords = { accepted: 'accepted', answered: 'answered', declined: 'declined', noAnswer: 'gave no answer, recorded' } as const;
const limitOutcome = ({ outcome }: CertifiedDeadline): string => ({ kept: 'kept', ranOut: 'ran out', running: 'not over yet', standing: 'its clock stands', dropped: 'fell away' })[outcome];

function countedWords({ run, lines, basis }: CertifiedDeadline, tell: Telling): readonly string[] {
  const plan = tell.plan(run);
  const told: LedgerTelling | undefined = plan && { names: namesOf(plan), time: tell.time, calendar: (key) => plan.calendars?.[key]?.title ?? key };
  return [...(told === undefined ? [] : lines.map((line, i) => lineWords(line, lines[i - 1], told))), ...(basis === null ? [] : [`It rests on: ${basis}`])];
}

const ofTheCase: Readonly<Record<string, string>> = { measure: 'a measure', added: 'an added task', ownership: 'an offer of ownership', task: 'a task for the owner' };

function tellingOf({ plans, names, statement }: Certificate): Telling {
  const all = Object.values(plans);
  const runs = new Map(statement.runs.map((run) => [run.run, run.plan]));
  const steps = new Map(statement.steps.map((step) => [step.step, step.title ?? ofTheCase[step.kind] ?? step.kind]));
  const find = <Found>(look: (plan: Plan) => Found | undefined): Found | undefined => {
    for (const plan of all) {
      const found = look(plan);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
  const personById = (id: string): string => (id === hostPersonId ? 'Handrail' : (own(names.persons, id) ?? 'somebody without a name here'));
  const offsets = all[0]?.unit.offsets ?? [];
  return {
    person: ({ personId, agencyId }: Person) => (personId === hostPersonId ? 'Handrail' : [personById(personId), ...(own(names.agencies, agencyId) === undefined ? [] : [`(${own(names.agencies, agencyId)})`])].join(' ')),
    personById,
    plan: (run) => own(plans, runs.get(run) ?? ''),
    planOfProtocol: (key) => all.find((plan) => plan.key === key),
    role: (key) => find((plan) => own(plan.roles, key)?.title) ?? key,
    level: (id) => find((plan) => plan.levels.find((level) => level.id === id)?.title) ?? id,
    form: (id) => find((plan) => own(plan.forms, id)?.title) ?? id,
    event: (name) => find((plan) => eventsOf({ nodes: Object.values(plan.nodes), ...(plan.on ? { on: plan.on } : {}) }).find((event) => event.name === name)?.label) ?? name,
    time: (at) => localText(at, offsets),
    stepTitle: (step) => steps.get(step),
  };
}
