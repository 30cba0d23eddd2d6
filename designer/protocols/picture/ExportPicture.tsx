// A protocol as a picture for people: SVG, PNG, or a PDF on paper of choice, on one sheet or at reading size over several. The
// files come from the server, so what is exported is what is saved there.
import { Button, Modal, Radio, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { papers, sheetsOf, type Pages, type Paper } from '../../../picture/paper.ts';
import { pictureOf } from '../../../picture/compose.ts';
import type { Draft } from '../../../protocol/draft.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { endpoints } from '../../../server/contract-endpoints.ts';
import type { PictureFormat } from '../../../server/contract-pictures.ts';
import { addressOf } from '../../api.ts';
import styles from './picture.module.css';

interface Props {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly of: { readonly kind: 'draft' | 'version'; readonly id: string };
  /** Has the server know what is on screen, before a file is made of it; false when it could not. */
  readonly onSave?: () => Promise<boolean>;
  readonly onClose: () => void;
}

const formats: readonly { readonly value: PictureFormat; readonly label: string; readonly description: string }[] = [
  { value: 'pdf', label: 'PDF', description: 'To print, to send, or to put into a file. Its words can be searched.' },
  { value: 'svg', label: 'SVG', description: 'For a web page or a drawing program. Sharp at every size.' },
  { value: 'png', label: 'PNG', description: 'For a document or a slide.' },
];

export function ExportPicture({ draft, context, of, onSave, onClose }: Props) {
  const [format, setFormat] = useState<PictureFormat>('pdf');
  const [paper, setPaper] = useState<Paper>('letter');
  const [pages, setPages] = useState<Pages>('one');
  const [isMaking, setMaking] = useState(false);
  const [isUnsaved, setUnsaved] = useState(false);
  const [scene] = useState(() => pictureOf(draft, { context }));
  const { sheets, scale, rows, columns } = sheetsOf(scene, paper, pages);
  const address = addressOf((of.kind === 'draft' ? endpoints.draftPicture : endpoints.versionPicture).path, { id: of.id, format }, format === 'pdf' ? { paper, pages } : {});
  const download = async (): Promise<void> => {
    setMaking(true);
    const isSaved = onSave ? await onSave() : true;
    setMaking(false);
    setUnsaved(!isSaved);
    if (!isSaved) return;
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    link.click();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Export as a picture" size="lg">
      <div className={styles.dialog}>
        <Radio.Group label="Kind of file" value={format} onChange={(value) => setFormat(value as PictureFormat)}>
          <div className={styles.choices}>{formats.map((f) => <Radio key={f.value} value={f.value} label={f.label} description={f.description} />)}</div>
        </Radio.Group>
        {format === 'pdf' && (
          <>
            <Select label="Paper" value={paper} allowDeselect={false} onChange={(value) => setPaper((value ?? 'letter') as Paper)} data={Object.entries(papers).map(([value, { name }]) => ({ value, label: `${name}, landscape` }))} />
            <div>
              <SegmentedControl aria-label="Sheets" value={pages} onChange={(value) => setPages(value as Pages)} data={[{ value: 'one', label: 'All on one sheet' }, { value: 'tiled', label: 'At reading size, tiled' }]} />
              <p className="quiet" role="status">{sheetWords({ pages, sheets: sheets.length, rows, columns, scale })}</p>
            </div>
          </>
        )}
        {isUnsaved && <p role="alert">The draft could not be saved, so its picture would be of an older one. Look at what stands beside its title, then try again.</p>}
        <div className="dialog-actions"><Button variant="default" onClick={onClose}>Not now</Button><Button loading={isMaking} onClick={() => void download()}>Download</Button></div>
      </div>
    </Modal>
  );
}

/** The smallest words of the canvas are 11 high; below six points few can read them. */
const smallest = 11;

function sheetWords({ pages, sheets, rows, columns, scale }: { readonly pages: Pages; readonly sheets: number; readonly rows: number; readonly columns: number; readonly scale: number }): string {
  if (pages === 'tiled') return sheets === 1 ? 'It fits on one sheet at reading size.' : `${sheets} sheets: ${rows} ${rows === 1 ? 'row' : 'rows'} of ${columns}. Each says where it belongs.`;
  const points = Math.round(smallest * scale * 10) / 10;
  return points < 6 ? `Its smallest words will be ${points} points high, which few can read on paper. Take a larger paper, or tile it.` : `Its smallest words will be ${points} points high.`;
}
