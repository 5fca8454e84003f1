/**
 * Counts what quotas limit: when a quota appears, and when pods have gone or ended. What is created
 * meanwhile is charged by the API server, which makes this count come too late and be taken again.
 *
 * Not modelled: the full count of every five minutes.
 */
import type { KubernetesObject } from '../../../specs/kubernetes.ts';
import type { Controller, SyncContext, Wake } from '../controller.ts';
import { isSame } from '../values.ts';
import { isTerminal } from './pod-state.ts';

/** Its keys are the names of quotas. */
export function quotaController(): Controller {
  return {
    actor: 'quota-controller',
    watches: ['ResourceQuota', 'Pod'],
    readsItsWrites: [],
    handle({ kind, before, after }, context) {
      if (kind === 'ResourceQuota') {
        return after !== undefined && before === undefined ? [{ key: after.metadata.name }] : [];
      }
      return hasEnded(after) ? everyQuota(context) : [];
    },
    *sync(key, { cache }) {
      const quota = cache.get('ResourceQuota', key);
      if (quota === undefined) return 'done';
      const pods = cache.list('Pod').filter((pod) => !isTerminal(pod)).length;
      const hard = quota.spec.hard ?? {};
      const status = { hard, used: { pods: String(pods) } };
      if (isSame(quota.status, status)) return 'done';
      const counted = yield { verb: 'updateStatus', object: { ...quota, status } };
      return counted.ok ? 'done' : 'retry';
    },
  };
}

function hasEnded(pod: KubernetesObject | undefined): boolean {
  return pod === undefined || (pod.kind === 'Pod' && isTerminal(pod));
}

function everyQuota({ cache }: SyncContext): readonly Wake[] {
  return cache.list('ResourceQuota').map(({ metadata }) => ({ key: metadata.name }));
}
