// Live updates. One notifier per server looks every 200 ms for cases that were projected since the last look, by the
// transaction ids of their rows: no NOTIFY inside a writing transaction (it takes a lock over all of them), and nothing is
// missed when transactions commit out of order. An event only names what changed; the page fetches it under its own rights,
// and a connection hears of a case only if its person may see that case now.
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Database } from '../prisma/connect.ts';
import type { LiveEvent } from './contract.ts';
import type { Signed } from './signed.ts';

export const lookEveryMs = 200;
const heartbeatMs = 15_000;
// A connection outlives neither its session nor a change of what its person may see: both are read again this often.
const recheckMs = 5_000;

export interface Live {
  /** Answers a request as a stream; `again` reads the session anew, null ends it. */
  open(request: Request, response: Response, signed: Signed, again: () => Promise<Signed | null>): void;
  /** Tells everybody who is a member of one of the units (everybody at all without units). */
  tell(event: LiveEvent, units?: readonly string[]): void;
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

interface Changed {
  readonly id: string;
  readonly unit_id: string;
  readonly transition: number | null;
}

export function createLive(db: Database, log: Logger): Live {
  const listeners = new Set<Listener>();
  const said = new Map<string, number | null>();
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
    try {
      const { changed, next } = await changedSince(db, horizon);
      const isFirst = horizon === null;
      horizon = next;
      const news = changed.filter((row) => said.get(row.id) !== row.transition);
      for (const row of news) said.set(row.id, row.transition);
      if (said.size > 20_000) said.clear();
      if (!isFirst && news.length > 0 && listeners.size > 0) await announce(news);
    } catch (error) {
      log.warn({ err: error }, 'the notifier could not look for changes');
    } finally {
      if (!isStopped) timer = setTimeout(() => void look(), lookEveryMs);
    }
  }

  async function announce(news: readonly Changed[]): Promise<void> {
    const now = Date.now();
    // The sweeper sees no access rows; the projector, who writes them, does.
    const access = await db.asProjector((tx) =>
      tx.caseAccess.findMany({ where: { caseId: { in: news.map((row) => row.id) } }, select: { caseId: true, agencyId: true, unitId: true, personId: true, from: true, until: true } }),
    );
    for (const listener of listeners) {
      const { actor } = listener.signed;
      const seen = news.filter((row) =>
        access.some((a) => a.caseId === row.id && a.agencyId === actor.agencyId && (a.personId === null || a.personId === actor.personId) && (a.unitId === null || actor.units.includes(a.unitId)) && a.from.getTime() <= now && (a.until === null || a.until.getTime() > now)),
      );
      for (const row of seen) write(listener, { topic: 'case', caseId: row.id });
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
    tell(event, units) {
      for (const listener of listeners) if (units === undefined || units.some((unit) => listener.signed.actor.units.includes(unit))) write(listener, event);
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

/** Rows written by transactions that were not finished at the last look, or began after it. */
async function changedSince(db: Database, horizon: bigint | null): Promise<{ changed: readonly Changed[]; next: bigint }> {
  return db.asSweeper(async (tx) => {
    // Transaction ids of rows have 32 bits; the horizon is cut to the same, and a wrap only shows cases once more.
    const [row] = await tx.$queryRaw<{ next: bigint }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296 as next`;
    const next = row?.next ?? 0n;
    const from = horizon === null || horizon > next ? next : horizon;
    const changed = await tx.$queryRaw<Changed[]>`select id, unit_id, transition from "case" where xmin::text::bigint >= ${from}`;
    return { changed, next };
  });
}
