// Cases of the demo that are still reports: one nobody has screened, one that is nearly due, one the school is asked to judge,
// one in which help is on its way. All invented; nothing here describes a real person or event.
import type { FormValues } from '../server/contract-acts.ts';
import { accepted, claimed, done, hours, iso, minutes, type DemoCase } from './seed-acts.ts';

export const screened: FormValues = { imminent: false, reasons: 'No plan, no date, no means mentioned; the person was seen at work today.', identifiable_target: true, subject_location_known: true, federal_nexus: false };
export const checked: FormValues = { identity_confidence: 'confirmed', prior_reports: 0, existing_open_case: false, jurisdiction: 'ours', systems_checked: ['Our case file', 'County records'] };

/** Reached the unit late, and is screened by nobody: the supervisor and the watch commander have been told. */
export const unscreened: DemoCase = {
  title: 'Voice mail on the wrong desk, county fairgrounds',
  protocol: 'intake_triage',
  openedBy: 'tom',
  intake: ({ now }) => ({
    received_at: iso(now - hours(5)), channel: 'phone', reporter_kind: 'confidential', reporter_contact: 'Number on file with the front desk', subject_known: false,
    what_was_seen_or_said: 'A vendor says a man has come three times to ask when the stage crew leaves at night, and took pictures of the side gate.',
    setting: 'public_space', school_related: false, threat_to_life: false, weapons_mentioned: false,
  }),
  acts: () => [],
};

/** Read a day late, so that the decision is due within hours. */
export const nearlyDue: DemoCase = {
  title: 'Anonymous web report, distribution center',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - hours(21)), channel: 'web', reporter_kind: 'anonymous', subject_known: false,
    what_was_seen_or_said: 'Somebody on the night shift says that a colleague who was let go keeps waiting in the parking lot and asks when the manager comes out.',
    setting: 'workplace', school_related: false, threat_to_life: false, weapons_mentioned: false,
  }),
  acts: () => [
    done('marcus', 'imminence_screen', { ...screened, subject_location_known: false, reasons: 'Waiting and asking, no threat said. Nobody was followed.' }),
    done('marcus', 'deconflict', { ...checked, identity_confidence: 'unknown' }),
    claimed('marcus', 'triage_decision'),
  ],
};

/** The school classifies; the unit waits for it. */
export const atSchool: DemoCase = {
  title: 'Messages about a teacher, Millbrook High',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(25)), channel: 'school', reporter_kind: 'named', reporter_contact: 'Front office, extension 12', subject_known: true, subject_ref: 'A student of the tenth grade',
    what_was_seen_or_said: 'A student showed the office messages in which a classmate writes that a teacher "will be sorry by Friday". Two classmates have seen them too.',
    setting: 'school', school_related: true, threat_to_life: false, target_named: 'A teacher at the school', weapons_mentioned: false,
  }),
  acts: ({ agency }) => [
    done('marcus', 'imminence_screen', screened),
    done('marcus', 'deconflict', checked),
    done('ben', 'start', { school: agency('school_district'), student_ref: 'A student of the tenth grade', concern: 'Messages that a teacher "will be sorry by Friday", seen by three students this morning.', reported_to_parents: false }, 'next'),
    done('ben', 'school_screen', { imminent: false, named_target: true, weapons_access: 'unknown', records_requested: true }),
    done('grace', 'ferpa_basis', { basis: 'consent', recorded_in_student_file: true }),
  ],
};

/** Acted on at once: the person is held, the hospital has been asked to say before it lets him go, and has not answered yet. */
export const inDanger: DemoCase = {
  title: 'Armed and not sleeping, house on Route 9',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(6)), channel: 'family', reporter_kind: 'named', reporter_contact: 'The brother, number on file', subject_known: true, subject_ref: 'The caller’s brother, 41',
    what_was_seen_or_said: 'He has not slept for five days, says the neighbor is "listening through the wall" and that it ends tonight. There is a rifle in the hall closet.',
    setting: 'home', school_related: false, threat_to_life: true, target_named: 'The neighbor', weapons_mentioned: true,
  }),
  acts: () => [
    done('marcus', 'imminence_screen', { imminent: true, reasons: 'A named neighbor, "tonight", and a rifle within reach.', identifiable_target: true, subject_location_known: true, federal_nexus: false }),
    accepted('tom', 'dispatch'),
    done('priya', 'warn_target', { warned: true, how: 'By phone; the neighbor and her daughter are with relatives.' }),
    done('tom', 'response', { result: 'mh_hold', weapons_secured: 'yes', narrative: 'He came to the door, talked, and went along. The rifle is in our property room.' }),
  ],
};
