// The rows of a decision table as a table: a cell for each input, an answer for each output, in the order in which they count.
import { ActionIcon, Button, Modal, MultiSelect, NativeSelect, NumberInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Scalar } from '../../../protocol/condition.ts';
import { namesOf, operandWords } from '../../../protocol/condition-words.ts';
import type { Cell, TableRule } from '../../../protocol/decision-table.ts';
import type { NodeOf } from '../../../protocol/draft.ts';
import { Repairs } from '../editor/Repairs.tsx';
import { useEditor, useStepEdit } from '../editor/editor-context.ts';
import { movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { cellAnswer, cellAs, emptyRow, wayOf, waysOf, wayWords, type CellAnswer, type Way } from '../inputs/table-cells.ts';

type Table = NodeOf<'table'>;
interface Props {
  readonly node: Table;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function TableRows({ node, opened, onClose }: Props) {
  const { draft, readOnly, findings } = useEditor();
  const set = useStepEdit(node);
  const names = namesOf(draft);
  const put = (rules: TableRule[], merge?: string): void => set('rows', { rules }, merge);
  const general = findings.filter((f) => f.at.node === node.id && f.at.field === 'rules');
  const faults = (row: number): readonly string[] => findings.filter((f) => f.at.node === node.id && (f.at.field === `rules.${row}` || f.at.field?.startsWith(`rules.${row}.`))).map((f) => f.message);
  const faultsOf = (field: string): boolean => findings.some((f) => f.at.node === node.id && f.at.field === field);
  return (
    <Modal opened={opened} onClose={onClose} title={`The table “${node.title || node.id}”`} size="90%">
      <p className="quiet">{node.hit === 'first' ? 'From top to bottom: the first row that applies counts. What cannot be known goes the “unknown” way, or the owner of the case chooses the row.' : 'Every row that applies, or may apply, adds its answer.'}</p>
      {general.map((f, i) => <p key={i} className="field-error" role="note">{f.message} <Repairs finding={f} /></p>)}
      <div className="table-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {node.inputs.map((input) => <th key={input.id} scope="col">{operandWords(input.operand, names)}</th>)}
              {node.outputs.map((output) => <th key={output.name} scope="col" className="is-output">{output.label || output.name}</th>)}
              {!readOnly && <th scope="col"><span className="visually-hidden">Order</span></th>}
            </tr>
          </thead>
          <tbody>
            {node.rules.map((rule, row) => (
              <tr key={rule.id} aria-label={`Row ${row + 1}`} className={faults(row).length > 0 ? 'has-fault' : undefined}>
                <th scope="row">{row + 1}{faults(row).map((fault, i) => <p key={i} className="field-error" role="note">{fault}</p>)}</th>
                {node.inputs.map((input, i) => <td key={input.id} className={faultsOf(`rules.${row}.cells.${i}`) ? 'has-fault' : undefined}><CellInput label={`Row ${row + 1}, ${operandWords(input.operand, names)}`} answer={cellAnswer(draft, input.operand)} cell={rule.cells[i] ?? { kind: 'any' }} onChange={(cell) => put(replacedAt(node.rules, row, { ...rule, cells: replacedAt(rule.cells, i, cell) }), `rules.${row}.cells.${i}`)} /></td>)}
                {node.outputs.map((output, i) => <td key={output.name} className={`is-output${faultsOf(`rules.${row}.values.${i}`) ? ' has-fault' : ''}`}><ValueInput label={`Row ${row + 1}, ${output.label || output.name}`} output={output} value={rule.values[i] ?? null} onChange={(value) => put(replacedAt(node.rules, row, { ...rule, values: replacedAt(rule.values, i, value) }), `rules.${row}.values.${i}`)} /></td>)}
                {!readOnly && (
                  <td className="table-acts">
                    <ActionIcon variant="subtle" color="gray" aria-label={`Move row ${row + 1} up`} disabled={row === 0} onClick={() => put(movedTo(node.rules, row, row - 1))}><IconArrowUp size={16} aria-hidden /></ActionIcon>
                    <ActionIcon variant="subtle" color="gray" aria-label={`Move row ${row + 1} down`} disabled={row === node.rules.length - 1} onClick={() => put(movedTo(node.rules, row, row + 1))}><IconArrowDown size={16} aria-hidden /></ActionIcon>
                    <ActionIcon variant="subtle" color="gray" aria-label={`Remove row ${row + 1}`} onClick={() => put(withoutAt(node.rules, row))}><IconTrash size={16} aria-hidden /></ActionIcon>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!readOnly && <Button mt="sm" size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => put([...node.rules, emptyRow(node)])}>Add row</Button>}
    </Modal>
  );
}

function CellInput({ label, answer, cell, onChange }: { readonly label: string; readonly answer: CellAnswer | undefined; readonly cell: Cell; readonly onChange: (cell: Cell) => void }) {
  const { readOnly } = useEditor();
  if (!answer) return <span className="quiet">cannot be asked</span>;
  const way = wayOf(cell);
  const ways = waysOf(answer).includes(way) ? waysOf(answer) : [way, ...waysOf(answer)];
  return (
    <div className="table-cell">
      <NativeSelect size="xs" aria-label={`${label}: how`} disabled={readOnly} value={way} onChange={(e) => onChange(cellAs(e.currentTarget.value as Way, answer, cell))} data={ways.map((w) => ({ value: w, label: wayWords[w] }))} />
      <CellValue label={label} answer={answer} cell={cell} onChange={onChange} />
    </div>
  );
}

function CellValue({ label, answer, cell, onChange }: { readonly label: string; readonly answer: CellAnswer; readonly cell: Cell; readonly onChange: (cell: Cell) => void }) {
  const { readOnly } = useEditor();
  const options = answer.kind === 'choice' ? answer.options : [];
  const numberAt = (value: Scalar, part: string, put: (n: number) => void) => <NumberInput size="xs" aria-label={`${label}: ${part}`} disabled={readOnly} value={typeof value === 'number' ? value : ''} onChange={(n) => { if (n !== '') put(Number(n)); }} />;
  switch (cell.kind) {
    case 'any': return null;
    case 'between': return <>{numberAt(cell.from, 'from', (from) => onChange({ ...cell, from }))}{numberAt(cell.to, 'to', (to) => onChange({ ...cell, to }))}</>;
    case 'in': return <MultiSelect size="xs" aria-label={`${label}: answers`} disabled={readOnly} value={cell.options.map(String)} onChange={(texts) => onChange({ kind: 'in', options: options.filter((o) => texts.includes(String(o.value))).map((o) => o.value) })} data={options.map((o) => ({ value: String(o.value), label: o.label }))} />;
    case 'compare':
      if (answer.kind === 'number') return numberAt(cell.value, 'number', (value) => onChange({ ...cell, value }));
      return <NativeSelect size="xs" aria-label={`${label}: answer`} disabled={readOnly} value={String(cell.value)} onChange={(e) => { const found = options.find((o) => String(o.value) === e.currentTarget.value); if (found) onChange({ ...cell, value: found.value }); }} data={options.map((o) => ({ value: String(o.value), label: o.label }))} />;
  }
}

function ValueInput({ label, output, value, onChange }: { readonly label: string; readonly output: Table['outputs'][number]; readonly value: Scalar | null; readonly onChange: (value: Scalar | null) => void }) {
  const { readOnly } = useEditor();
  if (output.type === 'integer' || output.type === 'number') return <NumberInput size="xs" aria-label={label} disabled={readOnly} allowDecimal={output.type === 'number'} value={typeof value === 'number' ? value : ''} onChange={(n) => onChange(n === '' ? null : Number(n))} />;
  const options: readonly { readonly value: Scalar; readonly label: string }[] = output.type === 'boolean' ? [{ value: true, label: 'yes' }, { value: false, label: 'no' }] : (output.options ?? []).map((o) => ({ value: o.id, label: o.label || o.id }));
  const lost = value !== null && !options.some((o) => o.value === value) ? [{ value: String(value), label: `${String(value)} (gone)` }] : [];
  return <NativeSelect size="xs" aria-label={label} disabled={readOnly} value={value === null ? '' : String(value)} onChange={(e) => onChange(options.find((o) => String(o.value) === e.currentTarget.value)?.value ?? null)} data={[{ value: '', label: 'nothing' }, ...lost, ...options.map((o) => ({ value: String(o.value), label: o.label }))]} />;
}
