// A protocol as a BPMN 2.0 file, told beforehand what other tools will not see of it.
import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { toDiagram } from '../../../protocol/bpmn/to-diagram.ts';
import type { Draft } from '../../../protocol/draft.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { saveFile } from '../editor/download-json.ts';
import { placed } from '../../../picture/tidy.ts';
import { CrossingList } from './CrossingList.tsx';
import styles from './crossing.module.css';

export function ExportBpmn({ draft, context, name, onClose }: { readonly draft: Draft; readonly context: ValidationContext; readonly name: string; readonly onClose: () => void }) {
  const { diagram, notCrossed } = useMemo(() => toDiagram({ ...draft, layout: placed(draft, draft.layout, context) }, context), [draft, context]);
  const [isWriting, setWriting] = useState(false);
  const write = async (): Promise<void> => {
    setWriting(true);
    const { writeXml } = await import('./write-xml.ts');
    saveFile(`${name}.bpmn`, await writeXml(diagram), 'application/xml');
    setWriting(false);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Export as BPMN 2.0" size="lg">
      <div className={styles.dialog}>
        <CrossingList
          items={notCrossed} none="Other tools will see all of this protocol."
          some={(count) => `The file holds the whole protocol, and Handrail reads it back without loss. ${count === 1 ? 'One thing in it is' : `${count} things in it are`} not for other tools to see:`}
        />
        <div className="dialog-actions"><Button variant="default" onClick={onClose}>Not now</Button><Button loading={isWriting} onClick={() => void write()} data-autofocus>Download</Button></div>
      </div>
    </Modal>
  );
}
