// The people of the demo: a unit, its five partner agencies (two with members in the unit, three outside it), and between them
// everybody the shipped protocols name. All invented.
import type { Right } from '../protocol/input.ts';

export const demoPassword = 'handrail-demo-2026';

/** The host of the unit, then its partners by the keys to which the protocols fix their roles. */
export const agencies = [
  { key: 'sheriff', name: "Harlow County Sheriff's Office" },
  { key: 'school_district', name: 'Harlow School District' },
  { key: 'crisis_services', name: 'Riverside Behavioral Health' },
  { key: 'community_services', name: 'Open Door Community Services' },
  { key: 'partner_agency', name: 'Brackwater Police Department' },
  { key: 'federal_agency', name: 'Federal Task Force, Harlow Office' },
] as const;

export const unit = { key: 'HC', name: 'Harlow County Threat Assessment Unit', zone: 'America/New_York' } as const;

export interface DemoRole {
  readonly key: string;
  readonly title: string;
  readonly rights: readonly Right[];
  /** Kept for people outside the unit: they are asked, and see what they are shown. */
  readonly outside?: true;
}
export const roles: readonly DemoRole[] = [
  { key: 'unit_lead', title: 'Unit lead', rights: ['draw', 'publish', 'open', 'start', 'supervise', 'extend'] },
  { key: 'supervisor', title: 'Supervisor', rights: ['publish', 'open', 'start', 'supervise', 'extend'] },
  { key: 'commander', title: 'Commander', rights: ['supervise', 'extend', 'skip'] },
  { key: 'watch_commander', title: 'Watch commander', rights: ['open', 'start'] },
  { key: 'patrol', title: 'Patrol officer', rights: ['open'] },
  { key: 'triage_analyst', title: 'Intake and triage analyst', rights: ['open'] },
  { key: 'analyst', title: 'Analyst', rights: [] },
  { key: 'case_manager', title: 'Case manager', rights: ['open', 'start'] },
  { key: 'victim_advocate', title: 'Victim advocate', rights: [] },
  { key: 'school_liaison', title: 'School liaison', rights: ['open'] },
  { key: 'privacy_officer', title: 'Privacy officer', rights: [] },
  { key: 'prosecutor_liaison', title: 'Prosecutor liaison', rights: [] },
  { key: 'records_custodian', title: 'Records custodian', rights: [] },
  { key: 'fusion_liaison', title: 'Fusion-center liaison', rights: [] },
  { key: 'surge_member', title: 'Added staff for a surge', rights: [] },
  { key: 'mh_liaison', title: 'Mental-health liaison', rights: [] },
  { key: 'school_team', title: 'School threat-assessment team', rights: [] },
  { key: 'crisis_team', title: 'Mobile crisis team or hospital', rights: [] },
  { key: 'service_provider', title: 'Community service provider', rights: [], outside: true },
  { key: 'partner_agency', title: 'Unit lead of another agency', rights: [], outside: true },
  { key: 'federal_liaison', title: 'Federal liaison', rights: [], outside: true },
];

export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly agency: (typeof agencies)[number]['key'];
  readonly roles: readonly string[];
  readonly isOnDuty?: true;
}
/** Sets the installation up and is its administrator. */
export const firstPerson = { login: 'ruth', name: 'Ruth Adler' } as const;

export const people: readonly DemoPerson[] = [
  { login: 'dana', name: 'Dana Whitfield', agency: 'sheriff', roles: ['unit_lead'] },
  { login: 'ellen', name: 'Ellen Okafor', agency: 'sheriff', roles: ['supervisor'], isOnDuty: true },
  { login: 'marcus', name: 'Marcus Reyes', agency: 'sheriff', roles: ['triage_analyst', 'analyst'] },
  { login: 'priya', name: 'Priya Nair', agency: 'sheriff', roles: ['case_manager', 'victim_advocate'] },
  { login: 'leo', name: 'Leo Castellano', agency: 'sheriff', roles: ['case_manager', 'surge_member'] },
  { login: 'tom', name: 'Tom Brandt', agency: 'sheriff', roles: ['commander', 'watch_commander', 'patrol'] },
  { login: 'ben', name: 'Ben Achterberg', agency: 'sheriff', roles: ['school_liaison', 'surge_member'] },
  { login: 'nora', name: 'Nora Lindqvist', agency: 'sheriff', roles: ['records_custodian', 'fusion_liaison'] },
  { ...firstPerson, agency: 'sheriff', roles: ['privacy_officer', 'prosecutor_liaison'] },
  { login: 'grace', name: 'Grace Holloway', agency: 'school_district', roles: ['school_team'] },
  { login: 'samuel', name: 'Samuel Ortiz', agency: 'crisis_services', roles: ['mh_liaison', 'crisis_team'] },
  { login: 'alma', name: 'Alma Duarte', agency: 'community_services', roles: ['service_provider'] },
  { login: 'victor', name: 'Victor Hahn', agency: 'partner_agency', roles: ['partner_agency'] },
  { login: 'iris', name: 'Iris Coleman', agency: 'federal_agency', roles: ['federal_liaison'] },
];
