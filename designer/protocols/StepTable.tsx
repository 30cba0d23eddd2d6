// A protocol in words, step by step: what the picture shows, for reading, for a screen reader and for print.
import { useMemo } from 'react';
import { limitWords, namesOf } from '../../protocol/condition-words.ts';
import type { Draft } from '../../protocol/draft.ts';
import { kindWords } from '../../protocol/node-defaults.ts';
import { portContextOf, portsOf } from '../../protocol/ports.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import styles from '../ui/ui.module.css';
import { titlesOf } from '../../picture/drawing.ts';
import { summaryOf } from '../../picture/summary.ts';
import { readingOrder } from '../../picture/order.ts';

export function StepTable({ draft, context }: { readonly draft: Draft; readonly context: ValidationContext }) {
  const order = useMemo(() => readingOrder(draft, context), [draft, context]);
  const titles = titlesOf(draft, context);
  const names = namesOf(draft);
  const ports = portContextOf(draft, context);
  const number = new Map(order.map((node, i) => [node.id, i + 1]));
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <thead><tr><th scope="col">No.</th><th scope="col">Step</th><th scope="col">Who</th><th scope="col">Clock</th><th scope="col">Leads to</th></tr></thead>
        <tbody>
          {order.map((node) => {
            const summary = summaryOf(node, titles);
            return (
              <tr key={node.id}>
                <td className="numbers">{number.get(node.id)}</td>
                <td><div className={styles.main}>{node.title || node.id}</div><div className={styles.sub}>{kindWords[node.kind]}{summary.quorum ? `, ${summary.quorum}` : ''}{summary.note ? `, ${summary.note}` : ''}</div></td>
                <td>{summary.who}{summary.agencies.length > 0 && <div className={styles.sub}>{summary.agencies.join(', ')}</div>}</td>
                <td>{('limit' in node ? limitWords(node.limit, names) : summary.clock ? [summary.clock] : []).map((line, i) => <div key={i}>{line}</div>)}</td>
                <td>{draft.edges.filter((e) => e.from === node.id).map((e) => <div key={e.id}>{e.port === 'next' ? '' : `${portsOf(node, ports).find((p) => p.id === e.port)?.label ?? e.port}: `}{number.get(e.to)}. {draft.nodes.find((n) => n.id === e.to)?.title ?? e.to}</div>)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
