// The world the templates are drawn for: levels of concern, roles, retention classes, calendars, and the yes/no questions
// that several of them ask. Roles outside the unit are fixed to a partner agency by its key, so that what goes to them
// crosses from one agency to another; a unit whose partners have other keys picks them in the protocol's roles.
import type { Draft, Role } from '../draft.ts';
import { anyOf, fieldIs, levelAtLeast, outcomeIs } from './sketch.ts';

export const levels: Draft['levels'] = [
  { id: 'undetermined', title: 'Undetermined', high: false },
  { id: 'low', title: 'Low', high: false },
  { id: 'moderate', title: 'Moderate', high: false },
  { id: 'high', title: 'High', high: true },
  { id: 'imminent', title: 'Imminent', high: true },
];

const unitRoles = {
  unit_lead: 'Unit lead', supervisor: 'Supervisor', commander: 'Commander', watch_commander: 'Watch commander', patrol: 'Patrol officer',
  triage_analyst: 'Intake and triage analyst', analyst: 'Analyst', case_manager: 'Case manager', mh_liaison: 'Mental-health liaison',
  prosecutor_liaison: 'Prosecutor liaison', victim_advocate: 'Victim advocate', school_liaison: 'School liaison',
  privacy_officer: 'Privacy officer', records_custodian: 'Records custodian', fusion_liaison: 'Fusion-center liaison', surge_member: 'Added staff for a surge',
} as const;
const partnerRoles = {
  school_team: { title: 'School threat-assessment team', agency: 'school_district' },
  crisis_team: { title: 'Mobile crisis team or hospital', agency: 'crisis_services' },
  service_provider: { title: 'Community service provider', agency: 'community_services' },
  partner_agency: { title: 'Unit lead of another agency', agency: 'partner_agency' },
  federal_liaison: { title: 'Federal liaison', agency: 'federal_agency' },
} as const;
export type RoleKey = keyof typeof unitRoles | keyof typeof partnerRoles;

/** Roles of the unit name no agency: whose people hold them is for the unit's members to decide. */
export const roles = (...keys: readonly RoleKey[]): Role[] => keys.map((id) => (isPartner(id) ? { id, ...partnerRoles[id] } : { id, title: unitRoles[id] }));
/** Keys of the agencies that the partner roles are fixed to. */
export const partnerAgencies: readonly string[] = Object.values(partnerRoles).map((r) => r.agency);
const isPartner = (key: RoleKey): key is keyof typeof partnerRoles => Object.hasOwn(partnerRoles, key);

const classes = {
  R_no_case: { keep: 'P1Y', reviewBefore: 'P30D' },
  R_protected: { keep: 'P30D', reviewBefore: 'P0D' },
  R_case_closed: { keep: 'P5Y', reviewBefore: 'P90D' },
  R_transferred: { keep: 'P5Y', reviewBefore: 'P90D' },
  R_legal_hold: { keep: null, reviewBefore: 'P0D' },
} as const;
export const retention = (...ids: readonly (keyof typeof classes)[]): Draft['retention'] => ids.map((id) => ({ id, ...classes[id] }));

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, opens: '08:00', closes: '17:00' }));
const calendarTitles = { business: 'Business days', school: 'School days' } as const;
/** Weekdays from eight to five; an agency adds its holidays. */
export const calendars = (...keys: readonly (keyof typeof calendarTitles)[]): NonNullable<Draft['calendars']> =>
  keys.map((key) => ({ key, title: calendarTitles[key], weekly: weekdays, holidays: [], closures: [], lastYear: 2040 }));

/** Before the assessment there is no level yet, only the first impression of triage, or what the school says. */
export const urgentCase: Draft['facts'][number] = {
  id: 'urgent', title: 'The case is urgent',
  when: anyOf(levelAtLeast('high'), fieldIs('triage_assessment.preliminary_concern', 'high'), outcomeIs('school_concern.classify', 'very_serious')),
};
export const targetKnown: Draft['facts'][number] = {
  id: 'has_target', title: 'A target can be identified',
  when: anyOf(fieldIs('imminence_screen.identifiable_target', true), fieldIs('safety_check.identifiable_target', true)),
};
