// The cases of the demo, in the order they are opened, so that their numbers are the same in every demo.
import type { DemoCase } from './seed-acts.ts';
import { closed, contactPlanned, moreStaff, moving, watched } from './seed-assessments.ts';
import { atSchool, inDanger, nearlyDue, unscreened } from './seed-reports.ts';

export const demoCases: readonly DemoCase[] = [closed, watched, moving, contactPlanned, atSchool, nearlyDue, moreStaff, inDanger, unscreened];
