import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isRightfulOwner } from '../vocabulary/deployment-owners.ts';
import type { SetAct } from '../vocabulary/set-acts.ts';
import { setActOf } from '../vocabulary/set-acts.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-OWN-003 for each change of a ReplicaSet or pod by the controller: of no pod at all,
 * and of a ReplicaSet only while a Deployment owns it and, as far as the controller knew, selects
 * it. One that it had just made may have lost its labels before it was seen. */
export const deploymentsWriteOnlyToWhatIsTheirOwn = always({
  id: 'deployment/deployments-write-only-to-what-is-their-own',
  title: 'A Deployment writes only to ReplicaSets that it owns and selects, and to no pod',
  controller: 'Deployment',
  requirements: ['DEP-OWN-003'],
  needs: ['actors', 'global-order'],
  on: ['ReplicaSet', 'Pod'],
  monitor: () => ({
    change: (moment) => {
      const { object, actor } = moment.event;
      if (actor !== 'deployment-controller') return 'irrelevant';
      if (object.kind === 'Pod') {
        return violated(moment, {
          message: `${nameOf(object)} was changed by a Deployment`,
          expected: 'Deployments leave pods to their ReplicaSets',
          observed: `${moment.event.change} by the Deployment controller`,
        });
      }
      const act = setActOf(moment);
      if (act === undefined || !isChangeOfContent(act)) return 'irrelevant';
      const isOwn = act.owner !== undefined && couldHaveBeenOwn(moment, act.owner.uid);
      if (isOwn) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(object)} was ${act.did} by a Deployment that does not have it`,
          expected: 'only ReplicaSets that a Deployment owns and selects are written to',
          observed: act.owner ? `Deployment/${act.owner.name} owns it` : 'no Deployment owns it',
        },
        act.previous && [act.previous],
      );
    },
  }),
});

/** Creation makes the owner, adoption and release are about it: they are judged elsewhere. */
function isChangeOfContent({ did }: SetAct): boolean {
  return did === 'resized' || did === 'updated' || did === 'deleted';
}

function couldHaveBeenOwn(moment: Moment, owner: string): boolean {
  const { uid } = moment.event.object.metadata;
  const watched = [
    { kind: 'Deployment', uid: owner },
    { kind: 'ReplicaSet', uid },
  ] as const;
  return moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('ReplicaSet', uid);
    return set === undefined || isRightfulOwner(view, owner, set);
  });
}
