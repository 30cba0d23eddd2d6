// Why a limit is due when it is: its ledger in words, asked for when somebody unfolds it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ledgerQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { useStill } from '../ui/now.ts';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

export function WhyDue({ caseId, step, zone }: { readonly caseId: string; readonly step: string; readonly zone: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Why then?</summary>
      {isOpen && <Lines caseId={caseId} step={step} zone={zone} />}
    </details>
  );
}

function Lines({ caseId, step, zone }: { readonly caseId: string; readonly step: string; readonly zone: string }) {
  const ledger = useQuery(ledgerQuery(caseId));
  const still = useStill();
  return (
    <Loaded from={ledger} what="how it was counted">
      {({ items }) => {
        const lines = items.find((deadline) => deadline.step === step)?.lines.filter((line) => still === null || Date.parse(line.at) <= still) ?? [];
        if (lines.length === 0) return <p className="quiet">This step has no limit.</p>;
        return (
          <ol className={styles.list} style={{ marginTop: 6 }}>
            {lines.map((line) => (
              <li key={`${line.transition} ${line.due}`}>
                {line.words}
                {line.reason && <> “{line.reason}”</>}
                {lines.length > 1 && <div className="quiet">{line.by ? `${line.by.name}, ` : ''}<At at={line.at} zone={zone} /></div>}
                {!line.agrees && <div role="alert">Counted again it is another instant. Check the record and call the administrator.</div>}
              </li>
            ))}
          </ol>
        );
      }}
    </Loaded>
  );
}
