// Writes docs/problems.md from the catalogue: `npx tsx server/problems-page.ts`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from './config.ts';
import { problemsPage } from './problems.ts';

mkdirSync(join(checkoutRoot(), 'docs'), { recursive: true });
writeFileSync(join(checkoutRoot(), 'docs', 'problems.md'), problemsPage());
