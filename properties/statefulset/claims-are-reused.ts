/**
 * STS-PVC-003: a new pod of an ordinal uses the claim that the former one used, the same object;
 * the controller neither deletes a claim nor changes what an existing one asks for. Void where
 * somebody else removed the claim in between. Claims outlive the set, so this holds for a
 * re-created set too.
 */
import type { PersistentVolumeClaim } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { claimNameIn, claimsFor } from '../vocabulary/claims.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

interface Use {
  readonly claimName: string;
  readonly uid: string;
  readonly seq: number;
}

export const claimsAreReused = always({
  id: 'statefulset/claims-are-reused',
  title: 'The next pod of an ordinal uses the very claim of the former one',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-003'],
  needs: ['global-order'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: () => {
    /** By set name, ordinal and template: the claim that its last pod was created with. */
    const uses = new Map<string, Use>();

    function judgePod(moment: Moment, act: Act): Answer {
      if (act.set === undefined || act.ordinal === undefined) return 'irrelevant';
      let answer: Answer = 'irrelevant';
      for (const { template } of claimsFor(act.set, act.ordinal)) {
        const claimName = claimNameIn(act.pod, template);
        const claim = claimName && moment.before.get('PersistentVolumeClaim', claimName);
        if (!claimName || !claim) continue;
        const key = `${act.setName}/${act.ordinal}/${template}`;
        const former = uses.get(key);
        const { uid } = claim.metadata;
        uses.set(key, { claimName, uid, seq: moment.event.seq });
        if (former?.uid === uid && answer === 'irrelevant') answer = 'holds';
        if (former === undefined || former.uid === uid) continue;
        if (moment.before.byUid('PersistentVolumeClaim', former.uid) === undefined) continue;
        answer = violationAt(moment, {
          message: `${act.pod.metadata.name} was given another claim`,
          expected: `${former.claimName} (${former.uid})`,
          observed: `${claimName} (${uid})`,
          evidence: [former.seq],
        });
      }
      return answer;
    }

    return {
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'PersistentVolumeClaim') return judgeClaim(moment, object);
        const act = createdPod(moment);
        return act === undefined ? 'irrelevant' : judgePod(moment, act);
      },
    };
  },
});

function judgeClaim(moment: Moment, claim: PersistentVolumeClaim): Answer {
  const { actor } = moment.event;
  const before = moment.previous as PersistentVolumeClaim | undefined;
  if (actor !== 'statefulset-controller' || before === undefined) return 'irrelevant';
  if (isDeletionDecision(moment)) {
    return violationAt(moment, {
      message: `the StatefulSet controller deleted ${claim.metadata.name}`,
      expected: 'claims are deleted by users and the garbage collector only',
      observed: 'a deletion by the controller',
    });
  }
  const [old, fresh] = [JSON.stringify(before.spec), JSON.stringify(claim.spec)];
  if (old === fresh) return 'holds';
  return violationAt(moment, {
    message: `the StatefulSet controller changed what ${claim.metadata.name} asks for`,
    expected: old,
    observed: fresh,
    evidence: [moment.before.seqOf(before)],
  });
}
