// For load balancers and for the launcher: alive, and able to take an act (database, a worker that has written its heartbeat).
import { Router } from 'express';
import type { AppDeps } from '../deps.ts';

const heartbeatWithinMs = 30_000;

export function declareHealth({ db, isAccepting, now, log }: AppDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ ok: true }));
  router.get('/readyz', async (_request, response) => {
    const parts = { accepting: isAccepting(), database: false, worker: false };
    try {
      const beat = await db.asSweeper((tx) => tx.heartbeat.findFirst({ orderBy: { at: 'desc' } }));
      parts.database = true;
      parts.worker = beat !== null && beat.at.getTime() > now() - heartbeatWithinMs;
    } catch (error) {
      log.warn({ err: error }, 'not ready: the database does not answer');
    }
    const ok = Object.values(parts).every(Boolean);
    response.status(ok ? 200 : 503).json({ ok, ...parts });
  });
  return router;
}
