// Every key of the editor, from the commands themselves. Single letters can be switched off by who talks to the computer.
import { Modal, Switch, Table } from '@mantine/core';
import { commandGroups, keyName, type Command } from './commands.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
  readonly hasLetters: boolean;
  readonly setLetters: (letters: boolean) => void;
}

export function KeysOfCanvas({ opened, onClose, commands, hasLetters, setLetters }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys of the editor" size="lg">
      <Switch checked={hasLetters} onChange={(event) => setLetters(event.currentTarget.checked)} label="Single letters are keys" description="They act only while the canvas or the outline has the focus" />
      {commandGroups.map((group) => {
        const listed = commands.filter((c) => c.group === group && (c.keys ?? []).length > 0 && !c.id.startsWith('move:'));
        return listed.length === 0 ? null : (
          <Table key={group} aria-label={group} captionSide="top" mt="md">
            <Table.Caption ta="left"><strong>{group}</strong></Table.Caption>
            <Table.Tbody>{listed.map((c) => <Table.Tr key={c.id}><Table.Th scope="row" w={180} fw={400}>{c.keys?.map((key, i) => <span key={key}>{i > 0 && ' or '}<kbd>{keyName(key)}</kbd></span>)}</Table.Th><Table.Td>{c.keyWords ?? c.words}</Table.Td></Table.Tr>)}</Table.Tbody>
          </Table>
        );
      })}
      <Table aria-label="With the mouse" captionSide="top" mt="md">
        <Table.Caption ta="left"><strong>With the mouse</strong></Table.Caption>
        <Table.Tbody>
          <Table.Tr><Table.Th scope="row" w={180} fw={400}>Shift and drag</Table.Th><Table.Td>Select all steps in a box</Table.Td></Table.Tr>
          <Table.Tr><Table.Th scope="row" fw={400}>Ctrl or Shift and click</Table.Th><Table.Td>Add a step to the selection, or take it out</Table.Td></Table.Tr>
          <Table.Tr><Table.Th scope="row" fw={400}>Double click</Table.Th><Table.Td>Rename a step</Table.Td></Table.Tr>
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
