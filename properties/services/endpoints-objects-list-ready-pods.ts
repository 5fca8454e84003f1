/**
 * SVC-EP-005: at rest the Endpoints object of a Service has its Ready pods among the addresses and
 * the others among those that are not ready; a Service that publishes all has all among the
 * addresses. Terminating pods are in neither, unless they are to be published. Judged up to a
 * thousand addresses, where the object is cut off.
 */
import type { Endpoints, Pod, Service } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { Settled } from '../property.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { isHeadless, membersOf, publishesAll, servicesOf } from '../vocabulary/endpoints.ts';
import { isReady, isTerminal, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

const most = 1000;

/** Claims it for Services in front of pods of one controller. */
export function endpointsObjectsListReadyPods(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/endpoints-objects-list-ready-pods`,
    title: 'At rest the Endpoints object of a Service tells its Ready pods from the others',
    controller,
    requirements: ['SVC-EP-005'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        const hasPorts = (service.spec.ports ?? []).length > 0;
        if (!hasPorts && !isHeadless(service)) continue;
        if (isDecided(view, service)) yield settle(view, service);
      }
    },
  });
}

/** Nothing is said of pods that have ended or whose node is gone. */
function isDecided(view: ClusterView, service: Service): boolean {
  for (const uid of listed(view, service).flatMap(({ uids }) => uids)) {
    const pod = view.byUid('Pod', uid);
    if (pod && (isTerminal(pod) || view.get('Node', pod.spec.nodeName ?? '') === undefined)) {
      return false;
    }
  }
  return membersOf(view, service).length <= most;
}

function settle(view: ClusterView, service: Service): Settled {
  const subject = keyOf(service);
  const members = membersOf(view, service).filter(
    (pod) => publishesAll(service) || !isTerminating(pod),
  );
  const isFit = (pod: Pod) => publishesAll(service) || isReady(pod);
  const uidsOf = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.uid);
  const wanted = [
    uidsOf(members.filter(isFit)),
    uidsOf(members.filter((pod) => !isFit(pod))),
  ];
  const found = listed(view, service).map(({ uids }) => uids);
  const isRight = wanted.every((uids, index) => isSameSet(uids, found[index] ?? []));
  if (isRight) return { subject, there: true };
  const names = (uids: readonly string[] = []) =>
    describeSome(uids.map((uid) => view.byUid('Pod', uid)?.metadata.name ?? uid).sort());
  const object = view.get('Endpoints', service.metadata.name);
  return {
    subject,
    there: false,
    expected: `addresses ${names(wanted[0])}, not ready ${names(wanted[1])}`,
    observed: `addresses ${names(found[0])}, not ready ${names(found[1])}`,
    evidence: object ? [view.seqOf(object)] : [view.seqOf(service)],
  };
}

/** The uids of the pods behind the addresses, and behind those that are not ready. */
function listed(view: ClusterView, service: Service): readonly { uids: readonly string[] }[] {
  const subsets: NonNullable<Endpoints['subsets']> =
    view.get('Endpoints', service.metadata.name)?.subsets ?? [];
  const uidsIn = (member: 'addresses' | 'notReadyAddresses') => ({
    uids: [
      ...new Set(
        subsets.flatMap((each) => each[member] ?? []).map(({ targetRef }) => targetRef?.uid ?? '?'),
      ),
    ],
  });
  return [uidsIn('addresses'), uidsIn('notReadyAddresses')];
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each) => right.includes(each));
}
