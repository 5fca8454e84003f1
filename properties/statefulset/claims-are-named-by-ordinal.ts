/**
 * STS-PVC-001: for a claim template `data`, ordinal 1 of `web` uses the claim `data-web-1`: the
 * pod's volume `data` refers to it, and no claim of another name is made.
 */
import type { PersistentVolumeClaim } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { claimNameIn, claimsFor, isClaimNameOf } from '../vocabulary/claims.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const claimsAreNamedByOrdinal = always({
  id: 'statefulset/claims-are-named-by-ordinal',
  title: 'Claims are named after template, set and ordinal, and the pod refers to them',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-001'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: () => ({
    change: (moment) => {
      const { object } = moment.event;
      return object.kind === 'PersistentVolumeClaim'
        ? judgeClaim(moment, object)
        : judgePod(moment);
    },
  }),
});

function judgePod(moment: Moment): Answer {
  const act = createdPod(moment);
  if (act?.ordinal === undefined || act.set === undefined) return 'irrelevant';
  const { pod, set } = act;
  const wanted = claimsFor(set, act.ordinal);
  if (wanted.length === 0) return 'irrelevant';
  const wrong = wanted.find(({ template, name }) => claimNameIn(pod, template) !== name);
  if (wrong === undefined) return 'holds';
  return violationAt(moment, {
    message: `${pod.metadata.name} does not use its own claim`,
    expected: `volume ${wrong.template} refers to ${wrong.name}`,
    observed: `it refers to ${claimNameIn(pod, wrong.template) ?? 'no claim'}`,
  });
}

/** Only sets make claims in these scenarios; which one is told by the name alone. */
function judgeClaim(moment: Moment, claim: PersistentVolumeClaim): Answer {
  const { change, actor, seq } = moment.event;
  if (change !== 'ADDED' || moment.touched) return 'irrelevant';
  if (actor !== undefined && actor !== 'statefulset-controller') return 'irrelevant';
  const { name } = claim.metadata;
  const isExpected = moment.couldHaveSeen([{ kind: 'StatefulSet' }], (view) =>
    [...view.list('StatefulSet')].some((set) => isClaimNameOf(set, name)),
  );
  if (isExpected) return 'holds';
  const templates = [...moment.before.list('StatefulSet')].flatMap((set) =>
    (set.spec.volumeClaimTemplates ?? []).map(
      (template) => `${template.metadata.name}-${set.metadata.name}-<ordinal>`,
    ),
  );
  return {
    message: `the claim ${name} is not one that any set wants`,
    expected: templates.length === 0 ? 'no claim' : templates.join(', '),
    observed: name,
    at: seq,
    evidence: [seq],
  };
}
