import { describe, expect, it } from 'vitest';
import { draft as line } from '../draft-text.ts';
import { completions } from './complete.ts';

const base = { required: false, sensitivity: 'none' as const };
const protocol = line('start -> classify -> end', {
  forms: [
    { id: 'intake', title: 'Intake', fields: [{ ...base, name: 'level', label: 'Level of concern', type: 'option', options: [{ id: 'low', label: 'Low' }, { id: 'high', label: 'High' }] }, { ...base, name: 'danger', label: 'In danger?', type: 'boolean' }, { ...base, name: 'kinds', label: 'Kinds', type: 'options', options: [{ id: 'a', label: 'A' }] }] },
    { id: 'case', title: 'A form called case', fields: [{ ...base, name: 'open', label: 'Open?', type: 'boolean' }] },
  ],
  facts: [{ id: 'target', title: 'Is there a target?', when: { kind: 'all', of: [] } }],
});
/** The cursor stands at the mark. */
const offered = (marked: string): string[] => {
  const { offers } = completions(marked.replace('|', ''), marked.indexOf('|'), protocol);
  return offers.map((o) => o.text);
};

describe('what is offered while a condition is written', () => {
  it.each<[string, readonly string[]]>([
    ['|', ['intake.level', 'intake.danger', 'intake.kinds', 'field("case.open")', 'case.level', 'case.status', 'case.everHigh', 'case.breaches', 'case.openHandoffs', 'case.otherRuns', 'choice.classify', 'facts.target', 'has(', 'size(', 'since(', 'duration("PT24H")']],
    ['int|', ['intake.level', 'intake.danger', 'intake.kinds']],
    ['intake.d|', ['intake.danger']],
    ['has(intake.k|', ['intake.kinds']],
    ['case.o|', ['case.openHandoffs', 'case.otherRuns', 'field("case.open")']],
    ['facts.target && cho|', ['choice.classify']],
    ['targ|', ['facts.target']],
    ['concern|', ['intake.level', 'case.level']],
    ['intake.level == "|', ['"low"', '"high"']],
    ['intake.level == "h|', ['"high"']],
    ['intake.level in ["low", "|', ['"low"', '"high"']],
    ['intake.kinds in ["|', ['"a"']],
    ['case.level >= "|', ['"low"', '"high"']],
    ['case.status == "no|', ['"no_case"']],
    ['choice.classify == "d|', ['"done"']],
    ['intake.level == "high" && "|', []],
    ['field("case.open") == tru|', ['true']],
  ])('%s', (marked, texts) => expect(offered(marked)).toEqual(texts));
  it('values stand before names, and a value that is complete is not offered again', () => {
    expect(offered('intake.danger == |').slice(0, 3)).toEqual(['true', 'false', 'intake.level']);
    expect(offered('intake.level == "high|')).toEqual(['"high"']);
    expect(offered('intake.danger|')).toEqual([]);
  });
  it('shows itself once a name has begun or a value is due', () => {
    for (const [text, begun] of [['', false], ['intake.level ', false], ['intake.level == ', true], ['in', true], ['facts.target && ', false]] as const) expect([text, completions(text, text.length, protocol).begun]).toEqual([text, begun]);
  });
  it('says what people call it, and where the text it takes the place of begins', () => {
    expect(completions('facts.target || intake.l', 24, protocol)).toEqual({ from: 16, begun: true, offers: [{ text: 'intake.level', label: 'Level of concern (Intake)' }] });
  });
});
