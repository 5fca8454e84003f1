/** Judging at rest whether whoever selects what nobody controls has taken it. */
import type { Kind, ObjectOf } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Monitor } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isQuietRest } from './at-rest.ts';
import { nameOf } from './violation.ts';

/** Who adopts what: owners of one kind, what their selectors match of another. */
export interface Adoption<O extends Owner, T extends Kind> {
  readonly owner: O;
  readonly kind: T;
  /** Would an owner take it as it is? */
  readonly isFit: (object: ObjectOf<T>) => boolean;
}

type Owner = 'Deployment' | 'ReplicaSet';

/** Follows what was ever without a controller, and asks at rest whose it is. */
export function adoptedAtRest<O extends Owner, T extends Kind>({
  owner: ownerKind,
  kind,
  isFit,
}: Adoption<O, T>): Monitor {
  const orphans = new Set<string>();
  return {
    change({ event: { object, change } }) {
      if (change === 'DELETED') orphans.delete(object.metadata.uid);
      else if (controllerOf(object) === undefined) orphans.add(object.metadata.uid);
      return 'irrelevant';
    },
    other(event, view) {
      if (!isQuietRest(event)) return 'irrelevant';
      let isAnyAdopted = false;
      for (const uid of orphans) {
        const object = view.byUid(kind, uid);
        if (object === undefined || !isFit(object)) continue;
        const owner = controllerOf(object);
        if (owner !== undefined) isAnyAdopted ||= owner.kind === ownerKind;
        const adopter = owner === undefined ? adopterOf(view, ownerKind, object) : undefined;
        if (adopter === undefined) continue;
        return {
          message: `${nameOf(object)} has no controller although ${nameOf(adopter)} selects it`,
          expected: `adopted by ${nameOf(adopter)}`,
          observed: 'no controller',
          at: event.seq,
          evidence: [view.seqOf(object), event.seq],
        };
      }
      return isAnyAdopted ? 'holds' : 'irrelevant';
    },
  };
}

/** An owner of this kind that stays and whose selector matches, if there is one. */
function adopterOf<O extends Owner>(
  view: ClusterView,
  kind: O,
  { metadata }: ObjectOf<Kind>,
): ObjectOf<O> | undefined {
  for (const owner of view.list(kind)) {
    if (owner.metadata.deletionTimestamp !== undefined) continue;
    if (selectorMatches(owner.spec.selector, metadata.labels)) return owner;
  }
  return undefined;
}
