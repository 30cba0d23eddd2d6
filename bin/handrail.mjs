#!/usr/bin/env node
// The command. Imports nothing but Node's own modules until the packages are installed and the launcher is built.
import { parseArgs } from 'node:util';
import { elapsed, say, step } from './steps.mjs';

const HELP = `handrail start [--empty] [--port N]   the demo, or with --empty a real installation
         --new-token                  with --empty: print another set-up token (the first one is void)
handrail build                        install, generate and build only
handrail env                          secrets for docker-compose.yml, as lines for its .env file
handrail scenario FILE [--only ID]    plays scenarios on the shipped protocols: expected against got
         [--on engine|temporal] [--json]
handrail lint FILE                    findings of a protocol, with line, place and what to do
handrail compile FILE                 its plan and the plan's hash
handrail prove FILE                   whether the rules in it hold; a path where one does not
handrail diff A B                     what B changes of A, by step, with tighter and looser
handrail verify certificate FILE      whether a certificate of a case is genuine, and conforms or deviates, and where
         [--key FINGERPRINT]          the key of the installation that must have issued it
handrail picture FILE --to OUT        the protocol drawn: OUT ends with .svg, .png or .pdf
         [--paper letter|a4|a3]       for a PDF (letter), always landscape
         [--tiled]                    for a PDF: at reading size over several sheets, not all on one
         [--with FILE]                for lint, compile, prove, picture: a protocol that calls may name; may be repeated
         [--zone ZONE]                for lint, compile, prove, picture: the unit's time zone (UTC)
         [--json]                     the same as data
docs/guides/command-line.md says more. Exit codes: 0 nothing stands against it, 1 something does, 2 the file or the
question is wrong.`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Handrail needs Node 20.19 or later; this is ${process.versions.node}.`);

// Whoever reads only the beginning (`| head`) has had enough.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { values, positionals } = readArguments();
const command = positionals[0] ?? 'start';

try {
  if (values.help) say(HELP);
  else if (command === 'start') process.exit(await start());
  else if (command === 'build') await (await import('./prepare.mjs')).prepare();
  else if (command === 'env') {
    const { text, token } = (await import('./compose-env.mjs')).composeEnvironment();
    process.stderr.write(`one-time set-up token, shown only now: ${token}\n`);
    say(text, false);
  } else if (command === 'scenario') process.exitCode = await scenario();
  else if (['lint', 'compile', 'diff', 'prove'].includes(command)) process.exitCode = await protocol(command);
  else if (command === 'verify') process.exitCode = await verify();
  else if (command === 'picture') process.exitCode = await picture();
  else process.exitCode = wrong(`unknown command "${command}"\n${HELP}`);
} catch (error) {
  fail(error.message);
}

async function start() {
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) fail(`--port ${values.port} is not a port; give a number between 1 and 65535`);
  const { prepare } = await import('./prepare.mjs');
  await prepare();
  const { launch } = await import(new URL('../dist/launch.mjs', import.meta.url).href);
  return launch({
    kind: values.empty ? 'real' : 'demo',
    port,
    renewToken: Boolean(values['new-token']),
    step,
    say: (text) => say(text.startsWith('Handrail is ready') ? `${text} (started in ${elapsed()})` : text),
  });
}

/** These commands need the packages, and neither build nor generated client nor database: the sources are read as they are. */
async function source(path) {
  const { tsImport } = await import('tsx/esm/api').catch(() => fail('the packages are not installed; run npm ci first'));
  return tsImport(path, import.meta.url);
}

async function scenario() {
  const [, file, ...more] = positionals;
  if (file === undefined || more.length > 0) return wrong('name one file of scenarios: handrail scenario FILE');
  const on = values.on ?? 'engine';
  if (on !== 'engine' && on !== 'temporal') return wrong(`--on ${on} is no host; write --on engine or --on temporal`);
  const { scenarioCommand } = await source('../server/commands/scenario.ts');
  return scenarioCommand({ file, only: values.only, on, json: Boolean(values.json), out: (text) => say(text, false), err: (text) => process.stderr.write(`${text}\n`) });
}

async function protocol(command) {
  const { protocolCommand } = await source('../server/commands/protocol.ts');
  const { with: others = [], zone = 'UTC', json } = values;
  return protocolCommand({ command, files: positionals.slice(1), with: others, zone, json: Boolean(json), now: Date.now(), out: (text) => say(text, false), err: (text) => process.stderr.write(`${text}\n`) });
}

async function verify() {
  const [, what, ...files] = positionals;
  if (what !== 'certificate') return wrong('say what is to be verified: handrail verify certificate FILE');
  const { certificateCommand } = await source('../server/commands/certificate.ts');
  return certificateCommand({ files, key: values.key, json: Boolean(values.json), out: (text) => say(text, false), err: (text) => process.stderr.write(`${text}\n`) });
}

async function picture() {
  const { pictureCommand } = await source('../server/commands/picture.ts');
  const { with: others = [], zone = 'UTC', to, paper = 'letter', tiled } = values;
  return pictureCommand({ files: positionals.slice(1), to, paper, pages: tiled ? 'tiled' : 'one', with: others, zone, now: Date.now(), out: (text) => say(text, false), err: (text) => process.stderr.write(`${text}\n`) });
}

/** What was asked is wrong: told on stderr, exit code 2. */
function wrong(text) {
  process.stderr.write(`${text}\n`);
  return 2;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { empty: { type: 'boolean' }, port: { type: 'string' }, 'new-token': { type: 'boolean' }, only: { type: 'string' }, key: { type: 'string' }, on: { type: 'string' }, json: { type: 'boolean' }, with: { type: 'string', multiple: true }, zone: { type: 'string' }, to: { type: 'string' }, paper: { type: 'string' }, tiled: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    process.stderr.write(`${error.message}\n${HELP}\n`);
    return process.exit(2);
  }
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
