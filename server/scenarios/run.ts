// One scenario from its reading to what differs, on either host.
import type { Draft } from '../../protocol/draft.ts';
import type { Transition } from '../../protocol/entry.ts';
import { castOf } from '../../protocol/scenarios/cast.ts';
import { compareScenario, type Difference } from '../../protocol/scenarios/compare.ts';
import { engineHost } from '../../protocol/scenarios/engine-host.ts';
import { CannotPublish, libraryOf } from '../../protocol/scenarios/library.ts';
import { CannotPlay } from '../../protocol/scenarios/input-of.ts';
import { play, type ScenarioHost } from '../../protocol/scenarios/play.ts';
import type { Scenario, Told } from '../../protocol/scenarios/scenario.ts';
import { shiftedDraft, shiftedOffsets, shiftedScenario } from '../../protocol/scenarios/shift.ts';
import { tell } from '../../protocol/scenarios/tell.ts';
import { offsetsAround } from './offsets.ts';

export type Ran =
  | { readonly kind: 'played'; readonly scenario: Scenario; readonly told: Told; readonly journal: readonly Transition[]; readonly differences: readonly Difference[] }
  /** It asks for something that is not there: a protocol, a person, an outcome. */
  | { readonly kind: 'impossible'; readonly scenario: Scenario; readonly line: number; readonly message: string };

/** `periods` of 28 years later, for a host whose clock is past the start. */
export async function runScenario(scenario: Scenario, drafts: readonly Draft[], { host = engineHost(), periods = 0 }: { readonly host?: ScenarioHost; readonly periods?: number } = {}): Promise<Ran> {
  try {
    const moved = shiftedScenario(scenario, periods);
    const library = drafts.map((draft) => shiftedDraft(draft, periods));
    const cast = castOf(moved, shiftedOffsets(offsetsAround(scenario.zone, scenario.starts), periods), library);
    const played = await play(moved, { host, cast, library: libraryOf(library, cast.unit, moved.holidays) });
    const told = tell(moved.starts, played);
    return { kind: 'played', scenario, told, journal: played.journal, differences: compareScenario(moved, told, played) };
  } catch (error) {
    if (error instanceof CannotPlay) return { kind: 'impossible', scenario, line: error.line, message: error.message };
    if (error instanceof CannotPublish) return { kind: 'impossible', scenario, line: scenario.events[0]?.line ?? 1, message: error.message };
    throw error;
  }
}
