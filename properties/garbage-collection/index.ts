/** What the garbage collector promises, for scenarios of each kind of workload. */
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Property } from '../property.ts';
import { aDeletionIsNeverTakenBack } from './a-deletion-is-never-taken-back.ts';
import { dependentsGoWithTheirLastOwner } from './dependents-go-with-their-last-owner.ts';
import { orphansFindTheirNewOwner } from './orphans-find-their-new-owner.ts';
import { orphansLiveOn } from './orphans-live-on.ts';
import { ownersWaitForWhatBlocksThem } from './owners-wait-for-what-blocks-them.ts';
import { podsGetTheirGracePeriod } from './pods-get-their-grace-period.ts';
import { whatHasAnOwnerStays } from './what-has-an-owner-stays.ts';

const controllers: readonly WorkloadKind[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

export const garbageCollection: readonly Property[] = controllers.flatMap((controller) => [
  dependentsGoWithTheirLastOwner(controller),
  whatHasAnOwnerStays(controller),
  ownersWaitForWhatBlocksThem(controller),
  orphansLiveOn(controller),
  orphansFindTheirNewOwner(controller),
  aDeletionIsNeverTakenBack(controller),
  podsGetTheirGracePeriod(controller),
]);
