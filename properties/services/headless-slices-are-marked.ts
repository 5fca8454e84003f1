/** SVC-EP-007: the slices of a headless Service carry the label that keeps proxies away, those of
 * any other Service do not. */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isHeadless, servicesOf, slicesOf } from '../vocabulary/endpoints.ts';
import type { Served } from '../vocabulary/served.ts';

const label = 'service.kubernetes.io/headless';

/** Claims it for Services in front of pods of one controller. */
export function headlessSlicesAreMarked(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/headless-slices-are-marked`,
    title: 'At rest the EndpointSlices of headless Services, and no others, are marked as such',
    controller,
    requirements: ['SVC-EP-007'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        for (const slice of slicesOf(view, service)) {
          const isMarked = slice.metadata.labels?.[label] !== undefined;
          const subject = keyOf(slice);
          if (isMarked === isHeadless(service)) yield { subject, there: true };
          else {
            yield {
              subject,
              there: false,
              expected: isHeadless(service) ? `the label ${label}` : `no label ${label}`,
              observed: isMarked ? 'it has it' : 'it has none',
              evidence: [view.seqOf(service), view.seqOf(slice)],
            };
          }
        }
      }
    },
  });
}
