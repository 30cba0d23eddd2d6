// For each protocol that ships a scenario that goes a long way through it: what a running case of today must be able to go on
// from, whatever the code of tomorrow is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { checkoutRoot } from '../../server/config.ts';
import { readScenarios } from '../../server/scenarios/read.ts';

export const templateScenarios = [
  { template: 'imminent_response', file: 'branches.yaml', scenario: 'response_hospital' },
  { template: 'records_review', file: 'branches.yaml', scenario: 'record_validated' },
  { template: 'closure_aar', file: 'branches.yaml', scenario: 'assessment_closed' },
  { template: 'multi_jurisdiction', file: 'partners.yaml', scenario: 'P1' },
  { template: 'erpo_support', file: 'branches.yaml', scenario: 'petition_denied' },
  { template: 'monitoring_review', file: 'branches.yaml', scenario: 'monitoring_levels' },
  { template: 'full_assessment', file: 'branches.yaml', scenario: 'assessment_other_ways' },
  { template: 'school_concern', file: 'partners.yaml', scenario: 'P4' },
  { template: 'intake_triage', file: 'branches.yaml', scenario: 'intake_protected' },
  { template: 'staff_surge', file: 'branches.yaml', scenario: 'surge_goes_on' },
] as const;

export function scenarioOf({ file, scenario }: (typeof templateScenarios)[number]): Scenario {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', file), 'utf8'));
  const found = read.ok ? read.scenarios.find(({ id }) => id === scenario) : undefined;
  if (!found) throw new Error(`no scenario ${scenario} in ${file}`);
  return found;
}
