// Live updates. One notifier per server looks every 200 ms for what was written since the last look, by the transaction ids
// of the rows: no NOTIFY inside a writing transaction (it takes a lock over all of them), nothing is missed when transactions
// commit out of order, and it does not matter through which server something was changed. An event only names what changed;
// the page fetches it under its own rights, and a connection hears of a case only if its person may see that case now.
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Database } from '../prisma/connect.ts';
import type { LiveEvent } from './contract.ts';
import { changedSince } from './services/changes.ts';
import type { ChangedCase, Changes } from './services/changes.ts';
import type { Signed } from './signed.ts';

export const lookEveryMs = 200;
const heartbeatMs = 15_000;
// A connection outlives neither its session nor a change of what its person may see: both are read again this often.
const recheckMs = 5_000;

export interface Live {
  /** Answers a request as a stream; `again` reads the session anew, null ends it. */
  open(request: Request, response: Response, signed: Signed, again: () => Promise<Signed | null>): void;
  /** Ends the streams of a session or a person at once. */
  close(whose: { readonly sessionId?: string; readonly personId?: string }): void;
  start(): void;
  stop(): void;
}

interface Listener {
  signed: Signed;
  readonly response: Response;
  readonly timers: readonly NodeJS.Timeout[];
}

export function createLive(db: Database, log: Logger): Live {
  const listeners = new Set<Listener>();
  const said = new Map<string, string>();
  let horizon: bigint | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = true;

  function end(listener: Listener): void {
    listener.timers.forEach(clearInterval);
    listeners.delete(listener);
    listener.response.end();
  }

  function write({ response }: Listener, event: LiveEvent): void {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  async function look(): Promise<void> {
    const from = horizon;
    try {
      const changes = await changedSince(db, from);
      horizon = changes.next;
      const news = unsaid(changes);
      if (from !== null && listeners.size > 0) {
        tellOf('protocols', news.protocols);
        tellOf('present', news.present);
        if (news.people.length > 0) for (const listener of listeners) write(listener, { topic: 'people' });
        if (news.cases.length > 0) await tellOfCases(news.cases);
      }
    } catch (error) {
      // Told twice is better than never: the next look begins where this one did.
      horizon = from;
      said.clear();
      log.warn({ err: error }, 'the notifier could not look for changes');
    } finally {
      if (!isStopped) timer = setTimeout(() => void look(), lookEveryMs);
    }
  }

  // While a long transaction holds the horizon back, the same rows come up again at every look.
  function unsaid({ cases, protocols, present, people }: Changes): Omit<Changes, 'next'> {
    if (said.size > 20_000) said.clear();
    const isNews = (what: string, mark: string): boolean => said.get(what) !== mark && said.set(what, mark) !== undefined;
    return {
      cases: cases.filter((row) => isNews(`case ${row.id}`, String(row.transition))),
      protocols: protocols.filter((row) => isNews(`protocol ${row.id}`, row.mark)),
      present: present.filter((row) => isNews(`present ${row.id}`, row.mark)),
      people: people.filter((mark) => isNews(`people ${mark}`, mark)),
    };
  }

  function tellOf(topic: 'protocols' | 'present', protocols: Changes['protocols']): void {
    for (const listener of listeners) {
      for (const { id, unitId } of protocols) if (listener.signed.actor.units.includes(unitId)) write(listener, { topic, protocolId: id });
    }
  }

  async function tellOfCases(news: readonly ChangedCase[]): Promise<void> {
    const now = Date.now();
    // The sweeper sees no access rows; the projector, who writes them, does.
    const access = await db.asProjector((tx) =>
      tx.caseAccess.findMany({ where: { caseId: { in: news.map((row) => row.id) }, whole: true }, select: { caseId: true, agencyId: true, unitId: true, personId: true, roles: true, until: true } }),
    );
    for (const listener of listeners) {
      const { actor } = listener.signed;
      const seen = news.filter((row) =>
        access.some((a) => a.caseId === row.id && a.agencyId === actor.agencyId && (a.personId === null || a.personId === actor.personId) && (a.unitId === null || actor.units.includes(a.unitId)) && (a.roles.length === 0 || a.roles.some((role) => actor.asks?.includes(role))) && (a.until === null || a.until.getTime() > now)),
      );
      // Whoever is asked from outside hears that lists may have changed, and of no case.
      const asked = news.some((row) => listener.signed.asks.some((ask) => ask.unitId === row.unitId));
      for (const row of seen) write(listener, { topic: 'case', caseId: row.id });
      if (seen.length === 0 && asked) for (const topic of ['tasks', 'notices'] as const) write(listener, { topic });
      if (seen.length > 0) for (const topic of ['tasks', 'board', 'notices'] as const) write(listener, { topic });
    }
  }

  return {
    open(request, response, signed, again) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive', 'X-Accel-Buffering': 'no' });
      response.write('retry: 2000\n\n');
      const recheck = async (): Promise<void> => {
        const fresh = await again().catch(() => listener.signed);
        if (fresh === null || fresh.sessionId !== listener.signed.sessionId) end(listener);
        else listener.signed = fresh;
      };
      const timers = [setInterval(() => response.write(': alive\n\n'), heartbeatMs), setInterval(() => void recheck(), recheckMs)];
      const listener: Listener = { signed, response, timers };
      listeners.add(listener);
      request.on('close', () => end(listener));
    },
    close({ sessionId, personId }) {
      for (const listener of [...listeners]) if (listener.signed.sessionId === sessionId || listener.signed.person.id === personId) end(listener);
    },
    start() {
      isStopped = false;
      void look();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const listener of [...listeners]) end(listener);
    },
  };
}
