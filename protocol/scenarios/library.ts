// The protocols of a scenario, published for its unit: each draft compiled after those it calls, holidays in every calendar.
import { bundleOf, type PublishedVersion } from '../bundle.ts';
import { compile } from '../compile.ts';
import type { Draft } from '../draft.ts';
import { callsOf } from '../node-parts.ts';
import type { Bundle, UnitContext } from '../plan.ts';

export interface Library {
  readonly has: (key: string) => boolean;
  /** What `open` and `start` hand in. */
  readonly bundle: (key: string) => Bundle;
  /** A newer version; cases that run stay on theirs. */
  readonly publish: (key: string, version: number) => void;
}

export class CannotPublish extends Error {
  constructor(readonly key: string, why: string) {
    super(`the protocol ${key} cannot be published: ${why}`);
    this.name = 'CannotPublish';
  }
}

export function libraryOf(drafts: readonly Draft[], unit: UnitContext, holidays: readonly string[]): Library {
  const shelf = new Map(drafts.map((draft) => [draft.key, withHolidays(draft, holidays)]));
  const published = new Map<string, PublishedVersion>();
  const handler = (startsAt: Draft['startsAt']): PublishedVersion | undefined => {
    const key = drafts.find((draft) => draft.startsAt === startsAt)?.key;
    return key === undefined ? undefined : versionOf(key);
  };

  function versionOf(key: string, path: readonly string[] = []): PublishedVersion {
    const known = published.get(key);
    if (known) return known;
    if (path.includes(key)) throw new CannotPublish(key, `it calls itself by way of ${path.slice(path.indexOf(key)).join(', ')}`);
    return publish(key, 1, path);
  }

  function publish(key: string, version: number, path: readonly string[]): PublishedVersion {
    const draft = shelf.get(key);
    if (!draft) throw new CannotPublish(key, 'there is no protocol of that key');
    for (const call of callsOf(draft)) if (call.protocol !== key && shelf.has(call.protocol)) versionOf(call.protocol, [...path, key]);
    const done = compile(draft, { unit, version, published: (called) => published.get(called) });
    if (!done.ok) throw new CannotPublish(key, done.findings.filter((f) => f.severity === 'error').map((f) => f.message).join('; '));
    const made = { hash: done.hash, plan: done.plan, bundlePlans: done.bundle.plans, number: version };
    published.set(key, made);
    return made;
  }

  return {
    has: (key) => shelf.has(key),
    bundle: (key) => {
      const version = versionOf(key);
      return bundleOf({ hash: version.hash, plan: version.plan }, [version], { danger: handler('danger'), retention: handler('retentionReviewDue') });
    },
    publish: (key, version) => void publish(key, version, []),
  };
}

function withHolidays(draft: Draft, holidays: readonly string[]): Draft {
  if (holidays.length === 0 || draft.calendars === undefined) return draft;
  const closed = holidays.map((date) => ({ date, title: 'Closed in this scenario' }));
  return { ...draft, calendars: draft.calendars.map((calendar) => ({ ...calendar, holidays: [...calendar.holidays.filter(({ date }) => !holidays.includes(date)), ...closed] })) };
}
