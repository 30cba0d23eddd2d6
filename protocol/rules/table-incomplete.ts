// A decision table has rows that say something: a cell for each input, an answer of the right kind for each output. Answers are
// collected only of choices, so that what comes out is a list of options.
import type { Scalar } from '../condition.ts';
import type { NodeOf } from '../draft.ts';
import type { Report, Rule } from './rule.ts';
import { labelled, titled } from './words.ts';

type Output = NodeOf<'table'>['outputs'][number];

export const tableIncomplete: Rule = {
  id: 'table-incomplete',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) if (node.kind === 'table') checkTable(node, report);
  },
};

// helpers

function checkTable(node: NodeOf<'table'>, report: Report): void {
  const at = (field: string) => ({ node: node.id, field });
  if (node.outputs.length === 0) report(at('outputs'), `${titled(node)} works out nothing; add an output`);
  if (node.rules.length === 0) report(at('rules'), `${titled(node)} has no rows, so nothing would ever come out of it; add a row`);
  node.outputs.forEach((output, i) => {
    if (output.type === 'option' && (output.options ?? []).length === 0) report(at(`outputs.${i}`), `the output ${named(output)} of ${titled(node)} is a choice without options; add what can come out`);
    if (node.hit === 'collect' && output.type !== 'option') report(at(`outputs.${i}`), `the output ${named(output)} of ${titled(node)} is collected, but only choices can be; make it a choice, or let the first row count`);
  });
  node.rules.forEach((rule, i) => {
    if (rule.cells.length !== node.inputs.length) report(at(`rules.${i}`), `row ${i + 1} of ${titled(node)} has ${rule.cells.length} cells for ${node.inputs.length} inputs; fill in one for each`);
    if (rule.values.length !== node.outputs.length) report(at(`rules.${i}`), `row ${i + 1} of ${titled(node)} has ${rule.values.length} answers for ${node.outputs.length} outputs; fill in one for each`);
    else if (node.outputs.length > 0 && rule.values.every((value) => value === null)) report(at(`rules.${i}`), `row ${i + 1} of ${titled(node)} says nothing; fill in an answer`);
    rule.values.forEach((value, j) => {
      const output = node.outputs[j];
      if (output && value !== null && !fits(output, value)) report(at(`rules.${i}.values.${j}`), `row ${i + 1} of ${titled(node)} answers ${named(output)} with "${String(value)}", which it cannot be; choose one of its answers`);
    });
    for (const [j, cell] of rule.cells.entries()) if (cell.kind === 'between' && cell.from > cell.to) report(at(`rules.${i}.cells.${j}`), `row ${i + 1} of ${titled(node)} asks for a number between ${cell.from} and ${cell.to}, and there is none; turn them round`);
  });
}

const named = (output: Output): string => labelled({ id: output.name, label: output.label });

function fits(output: Output, value: Scalar): boolean {
  switch (output.type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return Number.isSafeInteger(value);
    case 'number': return typeof value === 'number';
    case 'option': return (output.options ?? []).some((o) => o.id === value);
  }
}
