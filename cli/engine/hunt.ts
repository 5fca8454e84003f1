/**
 * Hunts a defect of a real controller: plays scenarios on a cluster that has it, until a property
 * fails, fails again, and does not fail where the same scenario is played on sound controllers.
 */
import type { Adapter } from '../../adapters/adapter.ts';
import { play } from '../../adapters/play.ts';
import { playOrDoubt } from '../../properties/explore-play.ts';
import { judge } from '../../properties/judge.ts';
import type { Property } from '../../properties/property.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { suiteVersion } from '../version.ts';

export interface HuntOptions {
  /** The cluster with the defect. */
  readonly mutant: Adapter;
  /** The same release without it. */
  readonly sound: Adapter;
  /** Those whose failure is news. */
  readonly properties: readonly Property[];
  /** In the order in which they are played; need not end. */
  readonly scenarios: Iterable<Scenario>;
  /** Scenarios at once. */
  readonly lanes: number;
  readonly limitMs: Millis;
  readonly onFailure?: (ids: readonly PropertyId[], scenario: Scenario) => void;
}

/** How a hunt ended. */
export interface Hunted {
  /** The properties that told the defect from the sound controller; none: it survived. */
  readonly by: readonly PropertyId[];
  /** The scenario that did it. */
  readonly scenario?: Scenario;
  /** Failed once but could not be repeated, or failed on the sound controllers too. */
  readonly doubtful: readonly PropertyId[];
  readonly scenarios: number;
  readonly seconds: number;
}

/** Replays of a failure before it counts as a coincidence. */
const replays = 2;

/** Resolves with the first confirmed failure; what else is being played then is left behind. */
export async function hunt(options: HuntOptions): Promise<Hunted> {
  const started = performance.now();
  const over = new AbortController();
  const queue = options.scenarios[Symbol.iterator]();
  const doubtful = new Set<PropertyId>();
  const onSound = new Set<PropertyId>();
  let scenarios = 0;

  async function failingOf(scenario: Scenario, adapter: Adapter): Promise<readonly PropertyId[]> {
    const playOnce = () => play(scenario, adapter, { suiteVersion, signal: over.signal });
    const trace = await playOrDoubt(playOnce, scenario, scenarios);
    if (typeof trace === 'string') return [];
    const failed = [...judge(trace, options.properties)].filter(([, { status }]) => {
      return status === 'failed';
    });
    return failed.map(([id]) => id).filter((id) => !onSound.has(id));
  }

  async function confirmed(scenario: Scenario, failing: readonly PropertyId[]) {
    options.onFailure?.(failing, scenario);
    const sound = failingOf(scenario, options.sound);
    let again: readonly PropertyId[] = [];
    for (let replay = 0; replay < replays && again.length === 0; replay += 1) {
      const failed = await failingOf(scenario, options.mutant);
      again = failing.filter((id) => failed.includes(id));
    }
    for (const id of failing) if (!again.includes(id)) doubtful.add(id);
    for (const id of await sound) onSound.add(id);
    return again.filter((id) => !onSound.has(id));
  }

  async function lane(): Promise<Pick<Hunted, 'by' | 'scenario'>> {
    for (;;) {
      const { value: scenario, done } = queue.next();
      if (done === true || over.signal.aborted) return { by: [] };
      const failing = await failingOf(scenario, options.mutant);
      scenarios += 1;
      if (failing.length === 0) continue;
      const by = await confirmed(scenario, failing);
      if (by.length > 0) return { by, scenario };
    }
  }

  const timer = setTimeout(() => over.abort(), options.limitMs);
  const found = await firstKill(Array.from({ length: options.lanes }, lane), over.signal);
  clearTimeout(timer);
  over.abort();
  for (const id of found.by) doubtful.delete(id);
  const seconds = (performance.now() - started) / 1000;
  return { ...found, doubtful: [...doubtful, ...onSound], scenarios, seconds };
}

/** The first lane that comes back with a kill; without one, when all are through or time is up. */
function firstKill(
  lanes: readonly Promise<Pick<Hunted, 'by' | 'scenario'>>[],
  signal: AbortSignal,
): Promise<Pick<Hunted, 'by' | 'scenario'>> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve({ by: [] }), { once: true });
    for (const lane of lanes) lane.then((end) => end.by.length > 0 && resolve(end), reject);
    Promise.all(lanes).then(() => resolve({ by: [] }), reject);
  });
}
