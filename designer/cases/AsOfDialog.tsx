// Asks for the instant a case is to be shown as of.
import { Modal, Stack } from '@mantine/core';
import { AsOfForm } from './AsOfBar.tsx';

export function AsOfDialog({ caseId, reference, zone, onClose }: { readonly caseId: string; readonly reference: string; readonly zone: string; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={`${reference} at an earlier time`} size="lg">
      <Stack>
        <p>Status, level, owner, open steps, forms and timeline are shown as they were recorded at that time. Nothing can be done there. Each entry of the timeline leads there as well.</p>
        <AsOfForm caseId={caseId} zone={zone} />
      </Stack>
    </Modal>
  );
}
