import { always } from '../property.ts';
import { privateAnnotations } from '../vocabulary/copied-annotations.ts';
import { setWritesOf } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-006 for each write of a Deployment that changes the annotations of a ReplicaSet:
 * none goes, and what is private to the Deployment does not come. */
export const annotationsAreAddedAndNeverRemoved = always({
  id: 'deployment/annotations-are-added-and-never-removed',
  title: 'A Deployment takes no annotation from its ReplicaSets and hands no private one on',
  controller: 'Deployment',
  requirements: ['DEP-RS-006'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        const after = write?.set.metadata.annotations ?? {};
        const before = write?.replaced?.metadata.annotations ?? {};
        if (write === undefined || before === after) return 'irrelevant';
        const lost = Object.keys(before).filter((key) => after[key] === undefined);
        const told = privateAnnotations.filter(
          (key) => after[key] !== undefined && after[key] !== before[key],
        );
        if (lost.length === 0 && told.length === 0) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} lost annotations, or got such as are not for it`,
            expected: `none removed, and none of ${privateAnnotations.join(', ')}`,
            observed: [...lost.map((key) => `without ${key}`), ...told].join(', '),
          },
          write.replaced && [write.replaced],
        );
      },
    };
  },
});
