// The keys of the canvas, which act only while it has the focus.
import { Modal, Table } from '@mantine/core';

const keys: readonly (readonly [string, string])[] = [
  ['Tab, Shift+Tab', 'From step to step, in reading order'],
  ['Enter', 'Select the step; its properties are in the inspector'],
  ['A or +', 'Add a step after this one'],
  ['C', 'Connect this step to another'],
  ['Delete or Backspace', 'Delete what is selected; the way through it heals'],
  ['Arrow keys', 'Move the selected steps'],
  ['Shift and drag', 'Select several steps'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'Undo, redo'],
  ['Escape', 'Select nothing'],
];

export function KeysOfCanvas({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys of the canvas">
      <Table aria-label="Keys of the canvas"><Table.Tbody>{keys.map(([key, what]) => <Table.Tr key={key}><Table.Th scope="row">{key}</Table.Th><Table.Td>{what}</Table.Td></Table.Tr>)}</Table.Tbody></Table>
    </Modal>
  );
}
