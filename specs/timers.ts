/** How long a scenario's own timers may keep the world silent although something is still to
 * come. */
import { defaultBehaviour } from './behaviour.ts';
import type { Edits } from './json-patch.ts';
import type { Millis, Scenario, SpecChange } from './scenario.ts';
import { commandOf } from './scenario.ts';

/** Pods of a node that is gone wait for the pod garbage collector: 40 s of quarantine, and its
 * period of 20 s. */
const podCollectionMs = 65_000;

/** The longest silence that this scenario itself can cause: minReadySeconds, start-up, termination
 * and flapping of its pods, and how long they tolerate taints. Progress deadlines are not in it:
 * what they change is a condition. */
export function timersOf(scenario: Scenario): Millis {
  let longest = 0;
  for (const step of scenario.steps) {
    const command = commandOf(step);
    if (command?.verb === 'create') longest = Math.max(longest, timerOf(command.spec));
    if (command && 'set' in command) longest = Math.max(longest, timerOfEdits(command.set));
    if (command?.verb === 'plant') longest = Math.max(longest, timerOf(command));
    if (command?.verb === 'patch') longest = Math.max(longest, timerOf(command.change));
    if (command?.verb === 'remove-node') longest = Math.max(longest, podCollectionMs);
  }
  return longest;
}

function timerOfEdits(edits: Edits = {}): Millis {
  const seconds = edits['/spec/minReadySeconds'];
  const spec = typeof seconds === 'number' && seconds > 0 ? { minReadySeconds: seconds } : {};
  return timerOf(spec);
}

function timerOf(spec: Pick<SpecChange, 'minReadySeconds' | 'template'>): Millis {
  const behaviour = { ...defaultBehaviour, ...spec.template?.behaviour };
  return (
    (spec.minReadySeconds ?? 0) * 1000 +
    behaviour.readyAfterMs +
    behaviour.periodMs +
    behaviour.terminatesAfterMs +
    tolerationMs(spec)
  );
}

function tolerationMs({ template }: Pick<SpecChange, 'template'>): Millis {
  const seconds = (template?.tolerations ?? []).map((each) => each.tolerationSeconds ?? 0);
  return Math.max(0, ...seconds) * 1000;
}
