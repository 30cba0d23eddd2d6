// The people of the demo: three agencies, one unit, eight people who together hold every role and right. All invented.
import type { Right } from '../protocol/input.ts';

export const demoPassword = 'handrail-demo-2026';

export const agencies = [
  { key: 'sheriff', name: "Harlow County Sheriff's Office" },
  { key: 'school_district', name: 'Harlow School District' },
  { key: 'crisis_services', name: 'Riverside Behavioral Health' },
] as const;

export const unit = { key: 'HC', name: 'Harlow County Threat Assessment Unit', zone: 'America/New_York' } as const;

export interface DemoRole {
  readonly key: string;
  readonly title: string;
  readonly rights: readonly Right[];
}
export const roles: readonly DemoRole[] = [
  { key: 'unit_lead', title: 'Unit lead', rights: ['draw', 'publish', 'open', 'start', 'supervise', 'extend'] },
  { key: 'supervisor', title: 'Supervisor', rights: ['publish', 'open', 'start', 'supervise', 'extend'] },
  { key: 'commander', title: 'Commander', rights: ['supervise', 'extend', 'skip'] },
  { key: 'watch_commander', title: 'Watch commander', rights: ['open', 'start'] },
  { key: 'triage_analyst', title: 'Triage analyst', rights: ['open'] },
  { key: 'analyst', title: 'Analyst', rights: [] },
  { key: 'patrol', title: 'Patrol', rights: ['open'] },
  { key: 'case_manager', title: 'Case manager', rights: ['open', 'start'] },
  { key: 'victim_advocate', title: 'Victim advocate', rights: [] },
  { key: 'privacy_officer', title: 'Privacy officer', rights: [] },
  { key: 'prosecutor_liaison', title: 'Prosecutor liaison', rights: [] },
  { key: 'school_liaison', title: 'School liaison', rights: ['open'] },
  { key: 'mh_liaison', title: 'Mental health liaison', rights: [] },
  { key: 'crisis_team', title: 'Crisis team', rights: [] },
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
  { login: 'tom', name: 'Tom Brandt', agency: 'sheriff', roles: ['commander', 'watch_commander', 'patrol'] },
  { login: 'grace', name: 'Grace Holloway', agency: 'school_district', roles: ['school_liaison'] },
  { login: 'samuel', name: 'Samuel Ortiz', agency: 'crisis_services', roles: ['mh_liaison', 'crisis_team'] },
  { ...firstPerson, agency: 'sheriff', roles: ['privacy_officer', 'prosecutor_liaison'] },
];
