/**
 * STS-REV-001: a new ControllerRevision is named after its set and a hash, carries that hash as a
 * label, and the labels of the template that it holds, by which its set finds it again. A name that
 * was taken gets another hash than the label.
 */
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { templateIn } from '../vocabulary/revisions.ts';

const hashLabel = 'controller.kubernetes.io/hash';
/** What is left of a long set name. */
const prefixLength = 223;

export const revisionsAreNamedAfterTheirSet = always({
  id: 'statefulset/revisions-are-named-after-their-set',
  title: 'A revision is named after its set, and labelled with its hash and as its template is',
  controller: 'StatefulSet',
  requirements: ['STS-REV-001'],
  on: ['ControllerRevision'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      if (object.kind !== 'ControllerRevision' || change !== 'ADDED') return 'irrelevant';
      const owner = controllerOf(object);
      if (owner?.kind !== 'StatefulSet' || !isWriteBy(moment, 'statefulset-controller')) {
        return 'irrelevant';
      }
      const { name, labels = {} } = object.metadata;
      const prefix = `${owner.name.slice(0, prefixLength)}-`;
      const expected = Object.entries(templateIn(object)?.metadata?.labels ?? {});
      const missing = expected.filter(([key, value]) => labels[key] !== value);
      const isNamed = name.startsWith(prefix) && /^[a-z0-9]+$/.test(name.slice(prefix.length));
      if (isNamed && labels[hashLabel] && missing.length === 0) return 'holds';
      const all = expected.map(([key, value]) => `${key}=${value}`);
      return violationAt(moment, {
        message: `${name} is not named or labelled as a revision of ${owner.name}`,
        expected: `the name ${prefix}HASH, the label ${hashLabel}, ${all.join(', ')}`,
        observed: `${name} with ${JSON.stringify(labels)}`,
      });
    },
  }),
});
