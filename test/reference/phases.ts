// A phase goes on while a step of it is open. It has a clock like a task that nobody is asked to do; its limit only reminds.
import { beginClock } from './deadlines.ts';
import { all, named, openSteps, planOf, runs, tell, type Opened, type Story } from './story.ts';

export function followPhases(story: Story): void {
  for (const { run } of runs(story)) {
    const { phases = [], nodes } = planOf(story, run);
    for (const phase of phases) {
      const steps = openSteps(story).filter((s) => s.run === run);
      const going = steps.find((s) => s.as === 'phase' && s.node === phase.id);
      const isIn = steps.some((s) => s.as !== 'phase' && nodes[s.node]?.phase === phase.id);
      if (isIn && !going) begins(story, run, phase.id);
      if (!isIn && going) {
        tell(story, { kind: 'phaseEnded', ...named(story, going) });
        tell(story, { kind: '~closed', step: going.step });
      }
    }
  }
}

function begins(story: Story, run: string, phase: string): void {
  const visit = all(story, '~opened').filter((s) => s.run === run && s.node === phase).length + 1;
  const step: Opened = { kind: '~opened', step: `s${all(story, '~opened').length + 1}`, run, node: phase, as: 'phase', frames: [], detached: true };
  tell(story, step);
  tell(story, { kind: 'phaseBegan', visit, ...named(story, step) });
  beginClock(story, step);
}
