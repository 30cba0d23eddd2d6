// Every key that does something outside the canvas, which lists its own.
import { Modal } from '@mantine/core';
import styles from '../ui/ui.module.css';

const keys = [
  ['G, then T', 'Tasks'],
  ['G, then C', 'Cases'],
  ['G, then R', 'Reports'],
  ['G, then P', 'Protocols'],
  ['G, then S', 'Supervision'],
  ['G, then N', 'Notices'],
  ['J and K', 'Next and previous row of a list'],
  ['Enter', 'Open the row'],
  ['X', 'Select the row (Tasks, Supervision)'],
  ['S', 'Put the row off (Tasks)'],
  ['/', 'Find anything; on Tasks, find in the list'],
  ['?', 'This list of keys'],
  ['Esc', 'Close a dialog, nothing is done'],
] as const;

export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys">
      <dl className={styles.facts}>
        {keys.map(([key, does]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
