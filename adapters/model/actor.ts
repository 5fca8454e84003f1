/** What the simple actors of the world work with: they read the store itself, act after a drawn
 * delay, and write through the API server under their own names. */
import type { Pod } from '../../specs/kubernetes.ts';
import type { ApiServer } from './apiserver.ts';
import type { Availability } from './availability.ts';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';
import type { Store } from './store.ts';

export interface ActorParts {
  readonly store: Store;
  readonly server: ApiServer;
  readonly availability: Availability;
  readonly clock: Clock;
  readonly random: Random;
}

/** The pod of this name, as long as it is still the same one. */
export function samePod(store: Store, pod: Pod): Pod | undefined {
  const current = store.get('Pod', pod.metadata.name);
  return current?.metadata.uid === pod.metadata.uid ? current : undefined;
}
