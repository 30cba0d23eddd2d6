// Somebody hands an export back: is it as it was made? Told from the file alone; nothing of it leaves this computer.
import { FileButton, Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { checkCourtExport, type CheckedExport } from '../../../protocol/court-export/check-court-export.ts';
import { Card } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from '../../ui/ui.module.css';
import { count, listing } from '../../ui/words.ts';

export function CheckFile() {
  const [checked, setChecked] = useState<{ readonly name: string; readonly result: CheckedExport } | null>(null);
  const check = async (file: File | null): Promise<void> => {
    if (file) setChecked({ name: file.name, result: checkCourtExport(await file.text()) });
  };
  return (
    <Card title="Check a file">
      <p className="quiet">Is an export that somebody has as it was made? The file is read in this browser only.</p>
      <div><FileButton onChange={(file) => void check(file)} accept="application/json,.json">{(props) => <Button {...props} size="xs" variant="default">Choose the file</Button>}</FileButton></div>
      {checked && <Result name={checked.name} result={checked.result} />}
    </Card>
  );
}

function Result({ name, result }: { readonly name: string; readonly result: CheckedExport }) {
  switch (result.kind) {
    case 'unreadable': return <ProblemNotice problem={{ title: `“${name}” is no export`, detail: 'It cannot be read as an export of a case. Choose the JSON file that was downloaded.' }} />;
    case 'altered': return <ProblemNotice problem={{ title: `“${name}” was altered`, detail: result.items.length > 0 ? `The values of ${result.items.length === 1 ? 'item' : 'items'} ${listing(result.items.map(String))} are not those that were exported.` : 'Something other than a value is not as it was exported: a reason, a name, a hash, or an item is missing.' }} />;
    case 'whole': return <p role="status" className={styles.row}><IconCircleCheck size={17} aria-hidden /> “{name}” is as it was made: {count(result.items, 'item')}, {result.redacted} redacted. <span className={styles.hash}>{result.sha256}</span></p>;
  }
}
