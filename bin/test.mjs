// `npm test`: everything that must hold before a commit, in a fresh clone as well. Types and lint first, then the build,
// then the tests tier by tier; the last line sums up. `npm test -- core api` runs those tiers only.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { build, generate, install, root, run, tool } from './prepare.mjs';
import { say, step } from './steps.mjs';

const TIERS = ['core', 'host', 'api', 'e2e', 'faults'];
// No tests: they measure and take pictures, when they are asked for by name.
const ON_DEMAND = ['bench', 'screenshots'];
const NEED_BROWSER = new Set(['api', 'e2e', 'screenshots']);
const CHECKS = {
  types: [tool('typescript/bin/tsc'), '-p', 'tsconfig.json', '--pretty', 'false'],
  lint: [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !TIERS.includes(name) && name !== 'check' && !ON_DEMAND.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`unknown tier ${unknown.join(', ')}; there are check, ${[...TIERS, ...ON_DEMAND].join(', ')}\n`);
  process.exit(2);
}
const total = { passed: 0, failed: 0 };

const tiers = asked.length === 0 ? TIERS : [...TIERS, ...ON_DEMAND].filter((name) => asked.includes(name));

try {
  if (tiers.some((tier) => NEED_BROWSER.has(tier))) findChromium();
  await install();
  await generate();
  if (asked.length === 0 || asked.includes('check')) for (const [name, args] of Object.entries(CHECKS)) await check(name, args);
  if (tiers.some((tier) => tier !== 'core')) await build();
  for (const tier of tiers) await runTier(tier);
} catch (error) {
  say(error.message);
  total.failed += 1;
}
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function check(name, args) {
  try {
    await step(name, () => run(process.execPath, args));
    total.passed += 1;
  } catch (error) {
    say(error.message);
    total.failed += 1;
  }
}

async function runTier(tier) {
  say(`--- ${tier}`);
  const folder = mkdtempSync(join(tmpdir(), 'handrail-report-'));
  const report = join(folder, 'report.json');
  const code = await vitest(['run', '--project', tier, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counted = count(report);
  total.passed += counted.passed;
  // An error outside any test (a set-up, a rejected promise) fails the run without failing a test.
  total.failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
  rmSync(folder, { recursive: true, force: true });
}

function vitest(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tool('vitest/vitest.mjs'), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function count(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const unloadable = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + unloadable };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
