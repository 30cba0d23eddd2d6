// The templates are drawn for people: they must read, be placed tidily, publish without a finding that needs mending, and
// above all carry a case from its report to its closing on the engine itself.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../../test/arbitraries/case-play.ts';
import type { PublishedVersion } from '../bundle.ts';
import { checkForm, nothingKnown, routingFields, type FormValues } from '../check-form.ts';
import { compile } from '../compile.ts';
import { draftSchema, type Draft, type Field } from '../draft.ts';
import type { PersonInput, Standing } from '../input.ts';
import type { Bundle, Plan, UnitContext } from '../plan.ts';
import { validate } from '../validate.ts';
import type { PublishedProtocol } from '../validation-context.ts';
import { gallery, templateOf } from './gallery.ts';
import { imminentResponse } from './imminent-response.ts';
import { reportToClosure } from '../../test/drawings/report-to-closure.ts';
import { partnerAgencies } from './shared-setting.ts';

const agencies = [{ id: 'sheriff', key: 'sheriff', name: 'Sheriff' }, { id: 'school', key: 'school_district', name: 'School district' }, { id: 'mental', key: 'crisis_services', name: 'Mental-health provider' }];
const unit: UnitContext = { unitId: 'u', zone: 'America/New_York', offsets: [{ from: 0, minutes: -240 }], hostAgency: 'sheriff', agencies };
const people = {
  tri: ['triage_analyst', 'analyst'], sup: ['supervisor'], lead: ['unit_lead'], cmd: ['commander', 'watch_commander'], pat: ['patrol'], man: ['case_manager'],
  sch: ['school_team'], mh: ['mh_liaison', 'crisis_team'], pri: ['privacy_officer', 'victim_advocate', 'prosecutor_liaison'],
} as const;
type Who = keyof typeof people;
const agencyOf = (who: Who): string => (who === 'sch' ? 'school' : who === 'mh' ? 'mental' : 'sheriff');
const holders: Record<string, { personId: string; agencyId: string }[]> = {};
for (const who of Object.keys(people) as Who[]) for (const role of people[who]) (holders[role] ??= []).push({ personId: who, agencyId: agencyOf(who) });
const standing = (who: Who): Standing => ({ personId: who, agencyId: agencyOf(who), member: true, roles: people[who], qualifications: [], rights: who === 'sup' ? ['supervise'] : who === 'tri' ? ['open'] : [], holders });

const danger = compile(imminentResponse, { unit, version: 1, published: () => undefined });
if (!danger.ok) throw new Error('the imminent response compiles');
const root = compile(reportToClosure, { unit, version: 1, published: () => ({ hash: danger.hash, plan: danger.plan, bundlePlans: danger.bundle.plans, number: 1 }), danger: { hash: danger.hash, plan: danger.plan, bundlePlans: danger.bundle.plans, number: 1 } });
if (!root.ok) throw new Error('report to closure compiles');

/** One case, played by role: forms filled with neutral answers where the test says nothing, through `checkForm` as hosts do. */
class Story {
  readonly play = new CasePlay();
  private at = 0;
  private count = 0;
  constructor(bundle: Bundle, private readonly plan: Plan, intake: FormValues) {
    this.send('tri', { kind: 'open', caseId: 'c', unitId: 'u', agencyId: 'sheriff', bundle, dutySupervisor: { personId: 'sup', agencyId: 'sheriff' }, form: this.filled('report_intake', intake) });
  }
  after(ms: number): this {
    this.at += ms;
    this.play.time(this.at);
    return this;
  }
  done(who: Who, node: string, values: FormValues = {}, outcome?: string): this {
    const drawn = this.nodeOf(node);
    if (drawn?.kind !== 'task') throw new Error(`${node} is a task`);
    return this.send(who, { kind: 'complete', step: this.play.step(node).id, outcome: outcome ?? drawn.outcomes[0]?.id ?? '', ...(drawn.form !== undefined ? { form: this.filled(drawn.form, values) } : {}), reason });
  }
  vote(who: Who, node: string, grants = true): this {
    const step = this.play.step(node);
    return this.send(who, { kind: 'vote', step: step.id, grants, content: step.content ?? {}, reason });
  }
  accept(who: Who, node: string): this {
    return this.send(who, { kind: 'accept', step: this.play.step(node).id });
  }
  decline(who: Who, node: string): this {
    return this.send(who, { kind: 'decline', step: this.play.step(node).id, reason });
  }
  event(who: Who, name: string): this {
    return this.send(who, { kind: 'event', name });
  }
  correct(who: Who, formId: string, values: FormValues): this {
    return this.send(who, { kind: 'correct', formId, form: this.filled(formId, values), reason });
  }
  send(who: Who, act: ActOf): this {
    this.at += 1000;
    const before = this.play.refusals.length;
    this.play.send({ ...act, id: `s${++this.count}`, actor: standing(who) } as PersonInput, t0 + this.at);
    expect(this.play.refusals.slice(before)).toEqual([]);
    return this;
  }
  private nodeOf(node: string) {
    return this.plan.nodes[node] ?? (danger.ok ? danger.plan.nodes[node] : undefined);
  }
  private filled(id: string, values: FormValues) {
    const plan = this.plan.forms[id] ? this.plan : danger.ok ? danger.plan : this.plan;
    const form = plan.forms[id];
    if (!form) throw new Error(`no form ${id}`);
    const all = { ...Object.fromEntries(form.fields.filter((f) => f.required).map((f) => [f.name, neutral(f)])), ...values };
    expect(checkForm(form, all, nothingKnown).faults.filter((f) => f.code !== 'missing_required')).toEqual([]);
    return { id: `f${this.count}`, hash: `${id}${this.count}`, fields: routingFields(plan, form, all) };
  }
}
type ActOf = PersonInput extends infer I ? (I extends PersonInput ? Omit<I, 'id' | 'actor'> : never) : never;

function neutral(field: Field): unknown {
  switch (field.type) {
    case 'boolean': return false;
    case 'integer': case 'number': return 0;
    case 'option': return field.options?.[0]?.id;
    case 'options': case 'list': return [];
    case 'date': return '2025-06-15';
    case 'datetime': return new Date(t0).toISOString();
    default: return 'n/a';
  }
}

/** A unit with people of every partner that the templates name. */
const everybody: UnitContext = { ...unit, agencies: [...agencies, ...partnerAgencies.filter((key) => agencies.every((a) => a.key !== key)).map((key) => ({ id: key, key, name: key }))] };
/** The templates before this one in the gallery, as the validator knows what is published. */
function publishedBefore(key: string): Record<string, PublishedProtocol> {
  const before = gallery.slice(0, gallery.findIndex((t) => t.key === key));
  return Object.fromEntries(before.map(({ draft }): [string, PublishedProtocol] => {
    const start = draft.nodes.find((n) => n.kind === 'start');
    const form = start?.kind === 'start' ? start.form : undefined;
    return [draft.key, { version: 1, hash: draft.key, outcomes: draft.nodes.flatMap((n) => (n.kind === 'end' ? [n.outcome] : [])), startWaits: start?.kind === 'start' && start.roles.length > 0, ...(form !== undefined ? { startForm: form } : {}) }];
  }));
}

describe.each(gallery.map((t) => [t.key, t.draft] as const))('the template %s', (key, draft: Draft) => {
  it('is a draft as the editor saves it', () => {
    expect(draftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(templateOf(key)?.draft).toBe(draft);
  });
  it('has no finding that needs mending', () => {
    const roleHolders = Object.fromEntries(draft.roles.map((r) => [r.id, 2]));
    expect(validate(draft, { unit: everybody, roleHolders, published: publishedBefore(key), calendars: [], at: t0 }).filter((f) => f.severity === 'error')).toEqual([]);
  });
  it('tells every person what to do, in every step a person does', () => {
    const silent = draft.nodes.filter((n) => (n.kind === 'task' || n.kind === 'approval' || n.kind === 'handoff') && n.instructions.length < 20);
    expect(silent.map((n) => n.id)).toEqual([]);
  });
  it('has a place of its own for every node', () => {
    const places = draft.nodes.map((n) => JSON.stringify(draft.layout[n.id]));
    expect(new Set(places).size).toBe(draft.nodes.length);
  });
  it('fixes no role of the unit to an agency, only those of its partners', () => {
    expect(draft.roles.filter((r) => r.agency !== undefined && !partnerAgencies.includes(r.agency))).toEqual([]);
  });
});

it('is published in this order, each with all it calls, within what a case can carry', () => {
  const published = new Map<string, PublishedVersion>();
  for (const { key, draft } of gallery) {
    const done = compile(draft, { unit: everybody, version: 1, calendars: [], at: t0, published: (called) => published.get(called) });
    expect(done.ok ? [] : done.findings, key).toEqual([]);
    if (done.ok) published.set(key, { hash: done.hash, plan: done.plan, bundlePlans: done.bundle.plans, number: 1 });
  }
  expect([...published.keys()]).toEqual(gallery.map((t) => t.key));
});

describe('a case from report to closure', () => {
  const intake = { school_related: true, received_at: new Date(t0).toISOString() };
  const opened = (): Story => new Story(root.bundle, root.plan, intake).done('tri', 'screen').done('tri', 'history').done('tri', 'triage', {}, 'open_case').vote('sup', 'approve_open');
  const managed = (level = 'moderate', weapons = 'no'): Story =>
    opened().accept('sch', 'ask_school').done('sch', 'school_information').accept('mh', 'ask_mh').done('mh', 'mh_information').done('tri', 'records_check').done('tri', 'assess', { level_of_concern: level, weapons_access: weapons }).accept('man', 'to_manager').done('man', 'plan');

  it('asks two agencies at once, changes its owner on acceptance, and closes by two persons', () => {
    const story = managed();
    expect(story.play.state).toMatchObject({ status: 'monitoring', level: 'moderate', owner: { personId: 'man' } });
    story.after(30 * hours(24)).done('man', 'review', { contact_made: true, weapons_access: 'no' }, 'close').done('man', 'request_closure', { weapons_access: 'no' });
    story.vote('sup', 'approve_close').vote('lead', 'approve_close');
    expect(story.play.state).toMatchObject({ status: 'closed', retention: { class: 'R_case_closed' }, steps: [], breaches: 0 });
    expect(story.play.of('ownerChanged').map((e) => e.to.personId)).toEqual(['man']);
    expect(story.play.of('approvalGranted').map((e) => e.by.length)).toEqual([1, 2]);
  });
  it('holds the closing while access to weapons is not known, until a correction says so', () => {
    const story = managed('low', 'unknown').event('man', 'new_information').done('man', 'review', { contact_made: true, weapons_access: 'unknown' }, 'close').done('man', 'request_closure', { weapons_access: 'unknown' }).vote('sup', 'approve_close').vote('lead', 'approve_close');
    expect(story.play.step('end_closed').held).toBe('weapons_access_unknown');
    expect(story.correct('man', 'closure_request', { weapons_access: 'no' }).play.state?.status).toBe('closed');
  });
  it('asks a third person when the case was ever high', () => {
    const story = managed('high').event('man', 'new_information').done('man', 'review', { contact_made: true, weapons_access: 'no' }, 'close').done('man', 'request_closure', { weapons_access: 'no' });
    story.vote('sup', 'approve_close_high').vote('lead', 'approve_close_high');
    expect(story.play.state?.status).toBe('monitoring');
    expect(story.vote('mh', 'approve_close_high').play.state?.status).toBe('closed');
  });
  it('is not closed without contact, and goes to somebody who looks', () => {
    const story = managed().event('man', 'contact_failed').done('man', 'review', { contact_made: false }, 'close');
    expect([story.play.of('blocked').map((e) => e.code), story.play.open_()]).toEqual([['no_closing_without_contact'], ['unreachable']]);
  });
  it('looks again after a week when the level is high, after 90 days when it is low', () => {
    for (const [level, days] of [['high', 7], ['low', 90]] as const) {
      const story = managed(level).after((days - 1) * hours(24));
      expect(story.play.open_()).toEqual(['next_review']);
      expect(story.after(hours(25)).play.open_()).toEqual(['review']);
    }
  });
  it('goes on without the school and finds another case manager when they decline', () => {
    const story = opened().decline('sch', 'ask_school').done('tri', 'school_by_us').decline('mh', 'ask_mh').done('sup', 'mh_by_us').done('tri', 'records_check').done('tri', 'assess', { level_of_concern: 'low' }).decline('man', 'to_manager').done('lead', 'find_manager');
    expect(story.play.open_()).toEqual(['to_manager']);
  });
  it('says no case by one person, on a repeat report by two', () => {
    const once = new Story(root.bundle, root.plan, intake).done('tri', 'screen').done('tri', 'history').done('tri', 'triage', {}, 'no_case').vote('lead', 'approve_no_case');
    expect(once.play.state?.status).toBe('no_case');
    const again = new Story(root.bundle, root.plan, intake).done('tri', 'screen').done('tri', 'history', { prior_reports: 2 }).done('tri', 'triage', {}, 'no_case').vote('sup', 'approve_no_case_repeat');
    expect(again.play.state?.status).toBe('report');
    expect(again.vote('lead', 'approve_no_case_repeat').play.state?.status).toBe('no_case');
  });
  it('screens within 15 minutes of the report when a life may be at risk, else within an hour', () => {
    for (const [risk, due] of [[true, 15], [false, 60]] as const) expect(new Story(root.bundle, root.plan, { ...intake, threat_to_life: risk }).play.step('screen').clock?.due).toBe(t0 + minutes(due));
  });
});

describe('the imminent response', () => {
  const started = (target: boolean): Story => new Story(root.bundle, root.plan, { received_at: new Date(t0).toISOString() }).done('tri', 'screen', { imminent: true, identifiable_target: target });

  it('starts beside the screening, at once, and warns a target that was named', () => {
    expect(started(true).play.open_().sort()).toEqual(['disclosure_review', 'dispatch', 'history', 'warn_target']);
    expect(started(false).play.open_().sort()).toEqual(['disclosure_review', 'dispatch', 'history']);
  });
  it('tells the supervisor after five minutes without an answer, the commander after ten', () => {
    const story = started(false).after(minutes(5) + 1).after(minutes(5));
    expect(story.play.of('escalated').map((e) => e.notified)).toEqual([['supervisor'], ['commander']]);
  });
  it('sends the request out again when it is declined', () => {
    const story = started(false).decline('pat', 'dispatch');
    expect(story.play.of('handoffOffered').length).toBe(2);
    expect(story.play.step('dispatch').handing?.state).toBe('offered');
  });
  it('searches until the person is found, follows the hold to discharge, and stands down only by two', () => {
    const story = started(true).accept('pat', 'dispatch').done('pat', 'response', { result: 'not_located' }).after(hours(4)).done('cmd', 'sitrep', { continue_search: true }).event('tri', 'located').done('pat', 'response_again', { result: 'mh_hold' });
    story.accept('mh', 'hospital').after(hours(24)).done('man', 'release_check', { released: false }).event('mh', 'release_notice').done('mh', 'discharge_followup');
    story.vote('sup', 'stand_down').vote('lead', 'stand_down');
    expect(story.play.of('runEnded').map((e) => e.outcome)).toEqual(['stabilised']);
    expect(story.play.open_()).toEqual(expect.arrayContaining(['disclosure_review']));
  });
});
