// What the worker does beside the workflows: works out who is told, rings who is on call, gathers what is due, sends. Several workers share the work by
// the locks on the rows; a round that fails is told in the log and the next one begins where it stood.
import { fanOut } from './fan-out.ts';
import { gather } from './gather.ts';
import { ring } from './on-call.ts';
import { sendOut } from './send-out.ts';
import type { Sending } from './send-out.ts';

const everyMs = 1_000;

/** One round; true: there may be more to do at once. */
export async function tellRound(sending: Sending): Promise<boolean> {
  const counts = [await fanOut(sending.db, sending.now()), await ring(sending.db, sending.now()), await gather(sending.db, sending.now()), await sendOut(sending)];
  return counts.some((count) => count > 0);
}

/** Answers how to stop it: the round that is on its way is waited for. */
export function startTelling(sending: Sending): () => Promise<void> {
  let isStopped = false;
  let wake: (() => void) | undefined;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!isStopped) {
      const isMore = await tellRound(sending).catch((error: unknown) => {
        sending.log.warn({ err: error }, 'notices could not be sent out');
        return false;
      });
      if (!isMore && !isStopped) await rest();
    }
  })();
  return () => {
    isStopped = true;
    wake?.();
    return running;
  };
}
