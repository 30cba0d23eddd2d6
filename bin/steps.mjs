// Tells what is going on and how long it has taken. On a terminal the line of the running step is rewritten in place;
// elsewhere a finished step is one line, and a step that runs long says so now and then.
const startedAt = Date.now();

export async function step(label, work) {
  const began = Date.now();
  let note = '';
  const isTerminal = Boolean(process.stdout.isTTY);
  const line = (mark) => `${mark} ${label}${note ? `: ${note}` : ''} (${seconds(Date.now() - began)})`;
  const draw = () => process.stdout.write(isTerminal ? `\r\x1b[K${line('…')}`.slice(0, (process.stdout.columns ?? 80) + 3) : `${line('…')}\n`);
  const timer = setInterval(draw, isTerminal ? 200 : 15_000);
  try {
    const result = await work((text) => (note = text));
    say(line('✓'), isTerminal);
    return result;
  } catch (error) {
    say(line('✗'), isTerminal);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

export function say(text, overwrites = Boolean(process.stdout.isTTY)) {
  process.stdout.write(`${overwrites ? '\r\x1b[K' : ''}${text}\n`);
}

export function elapsed() {
  return seconds(Date.now() - startedAt);
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
