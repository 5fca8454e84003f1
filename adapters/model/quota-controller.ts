/** Counts what quotas limit: when a quota appears, and when pods have gone or ended. */
import type { ResourceQuota } from '../../specs/kubernetes.ts';
import type { ActorParts } from './actor.ts';
import { isTerminal } from './controllers/pod-state.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';
import { isSame } from './values.ts';

const actor = 'quota-controller';

/** Starts it; it runs as long as the world does. */
export function startQuotaController(parts: ActorParts): void {
  const { store } = parts;
  const random = parts.random.fork('quota');
  store.subscribe('ResourceQuota', ({ before, after }) => {
    if (after?.kind === 'ResourceQuota' && !before) countSoon(parts, random, after);
  });
  store.subscribe('Pod', ({ after }) => {
    if (after?.kind === 'Pod' && !isTerminal(after)) return;
    for (const quota of store.list('ResourceQuota')) countSoon(parts, random, quota);
  });
}

function countSoon(parts: ActorParts, random: Random, { metadata }: ResourceQuota): void {
  parts.availability.after(between(random, 1, 100, 'count'), 'quota-sync', () => {
    const quota = parts.store.get('ResourceQuota', metadata.name);
    if (quota?.metadata.uid !== metadata.uid || !quota) return;
    const pods = [...parts.store.list('Pod')].filter((pod) => !isTerminal(pod)).length;
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: { pods: String(pods) } };
    if (isSame(quota.status, status)) return;
    parts.server.execute({ verb: 'updateStatus', object: { ...quota, status } }, actor);
  });
}
