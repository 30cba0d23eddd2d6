// Two people saved on top of the same revision. Both sides are shown; which one goes on is a choice of the person here, and
// the other side stays in the revisions either way.
import { Button, Modal, Table } from '@mantine/core';
import { recordTime } from '../../ui/words.ts';
import type { Conflict } from './saving.ts';

interface Props {
  readonly conflict: Conflict | null;
  readonly zone: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}
const mostRows = 60;

export function ConflictDialog({ conflict, zone, onKeepMine, onTakeTheirs }: Props) {
  if (!conflict) return null;
  const { theirs, difference } = conflict;
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} size="xl" title={`${theirs.savedBy.name} has saved this draft meanwhile`}>
      <p>Revision {theirs.revision} was saved by {theirs.savedBy.name}, {theirs.savedBy.agency.name}, at {recordTime(Date.parse(theirs.savedAt), zone)}. What you changed since is not saved. {difference.length === 1 ? 'They differ in one place:' : `They differ in ${difference.length} places:`}</p>
      <Table.ScrollContainer minWidth={480} mah={340}>
        <Table aria-label="Difference" verticalSpacing={4} layout="fixed" className="difference">
          <Table.Thead><Table.Tr><Table.Th scope="col">Where</Table.Th><Table.Th scope="col">Yours</Table.Th><Table.Th scope="col">Theirs</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {difference.slice(0, mostRows).map((d) => (
              <Table.Tr key={d.path}><Table.Td>{d.path}</Table.Td><Table.Td>{shown(d.yours)}</Table.Td><Table.Td>{shown(d.theirs)}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {difference.length > mostRows && <p className="quiet">and {difference.length - mostRows} more</p>}
      <div className="dialog-actions">
        <Button variant="default" onClick={onTakeTheirs}>Take theirs, drop my changes</Button>
        <Button color="red" variant="outline" onClick={onKeepMine}>Keep mine, replace theirs</Button>
      </div>
    </Modal>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'not there';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
