import { describe, expect, it } from 'vitest';
import { conditionWords, durationWords, limitWords, namesOf, ruleWords } from './condition-words.ts';
import { imminentResponse } from './templates/imminent-response.ts';
import { reportToClosure } from '../test/drawings/report-to-closure.ts';
import { fact, fieldIs, levelAtLeast } from './templates/sketch.ts';

const names = namesOf(reportToClosure);

describe('conditions in words', () => {
  it.each([
    [fieldIs('imminence_screen.imminent', true), '“Is there imminent danger?” is yes'],
    [fieldIs('assessment.weapons_access', 'unknown'), '“Does the person have access to weapons?” is Not known'],
    [levelAtLeast('high'), 'the level of concern is at least High'],
    [fieldIs('gone.field', 3), '“gone.field” is 3'],
    [{ kind: 'not', of: { kind: 'exists', ref: 'assessment.weapons_access' } } as const, 'not (“Does the person have access to weapons?” has been answered)'],
    [{ kind: 'compare', left: { kind: 'outcome', step: 'triage' }, op: 'eq', right: { kind: 'value', value: 'no_case' } } as const, 'the outcome of “Recommend: open or not” is No case'],
    [{ kind: 'all', of: [levelAtLeast('low'), { kind: 'any', of: [fieldIs('a.b', 1), fieldIs('a.c', 2)] }] } as const, 'the level of concern is at least Low and (“a.b” is 1 or “a.c” is 2)'],
  ])('reads as a sentence (%#)', (condition, words) => expect(conditionWords(condition, names)).toBe(words));
  it('names a fact by its question', () => {
    expect(conditionWords(fact('has_target'), namesOf(imminentResponse))).toBe('A target can be identified');
  });
});

describe('times in words', () => {
  it.each([['PT15M', '15 min'], ['P1DT2H', '1 day 2 h'], ['P1Y6M', '1 year 6 months'], ['-P60D', '60 days'], ['PT0S', 'no time'], ['soon', '“soon”']])('says %s as %s', (iso, words) => expect(durationWords(iso)).toBe(words));
  it('says a rule with its anchor, before or after', () => {
    expect(ruleWords({ due: 'PT15M', from: { kind: 'reportReceived' }, when: fieldIs('report_intake.threat_to_life', true) }, names)).toBe('15 min after the report is received, if “Could a life be at risk?” is yes');
    expect(ruleWords({ due: '-P60D', from: { kind: 'field', ref: 'closure_request.last_contact_at' } }, names)).toBe('60 days before “Last contact”');
    expect(ruleWords({ due: 'P0D', from: { kind: 'caseOpened' } }, names)).toBe('as soon as the case is opened');
  });
  it('says what happens when a limit passes', () => {
    const screen = reportToClosure.nodes.find((n) => n.id === 'screen');
    expect(limitWords(screen?.kind === 'task' ? screen.limit : undefined, names)).toEqual([
      '15 min after the report is received, if “Could a life be at risk?” is yes',
      'otherwise 1 h after the report is received',
      'at the limit: Supervisor told',
      '30 min later: Watch commander told; Watch commander may do it too',
      'the step stays open until somebody does it',
    ]);
  });
});
