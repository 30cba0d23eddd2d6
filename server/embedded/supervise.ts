// Keeps a part running: when it ends by itself it is started again, at once the first time, later ever more slowly. A
// part that dies five times within a minute is broken, not unlucky, and then everything stops with a reason.
import { setTimeout as sleep } from 'node:timers/promises';

export type Part = { readonly pid: number; readonly stop: () => Promise<void>; readonly exited: Promise<void> };

export type Supervised = { readonly stop: () => Promise<void> };

export type SupervisePlan = {
  readonly name: string;
  readonly start: () => Promise<Part>;
  readonly say: (text: string) => void;
  readonly giveUp: (reason: string) => void;
};

const MANY = 5;
const SHORT_MS = 60_000;

export async function supervise(plan: SupervisePlan): Promise<Supervised> {
  let part = await plan.start();
  let isStopping = false;
  const deaths: number[] = [];
  const watch = async (): Promise<void> => {
    for (;;) {
      await part.exited;
      if (isStopping) return;
      deaths.push(Date.now());
      const recent = deaths.filter((at) => at > Date.now() - SHORT_MS).length;
      if (recent >= MANY) return plan.giveUp(`${plan.name} ended ${recent} times within a minute; see its log in the data folder`);
      plan.say(`${plan.name} ended unexpectedly; starting it again`);
      await sleep((recent - 1) * 1_000);
      if (isStopping) return;
      try {
        part = await plan.start();
        // Stopped while it was starting: nobody else would end it.
        if (isStopping) return await part.stop();
      } catch (error) {
        return plan.giveUp(error instanceof Error ? error.message : String(error));
      }
    }
  };
  void watch();
  return {
    stop: async () => {
      isStopping = true;
      await part.stop();
    },
  };
}
