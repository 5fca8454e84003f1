import { expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import {
  podsShareTheClaimsOfTheirTemplate,
} from './pods-share-the-claims-of-their-template.ts';

const volumesOf = (claimName: string) => [{ name: 'data', persistentVolumeClaim: { claimName } }];

/** The judgement of a pod with this claim, of a template that names another or the same. */
function judged(claim: string | undefined, named: string | null = 'shared') {
  const volumes = named === null ? [] : volumesOf(named);
  const trace = miniTrace().add('ReplicaSet', 'web-1', {
    spec: { template: { spec: { containers: [], volumes } } },
  });
  const uid = trace.uidOf('ReplicaSet', 'web-1');
  return trace.add('Pod', 'web-1-x', {
    metadata: { ownerReferences: ownedByObject('ReplicaSet', 'web-1', uid) },
    spec: { volumes: claim === undefined ? [] : volumesOf(claim) },
  });
}

test('a pod names the claim of its template', () => {
  expect(judged('shared').judge(podsShareTheClaimsOfTheirTemplate).status).toBe('passed');
  expect(judged('shared-x').judge(podsShareTheClaimsOfTheirTemplate).status).toBe('failed');
  expect(judged(undefined).judge(podsShareTheClaimsOfTheirTemplate).status).toBe('failed');
});

test('a controller makes no claims', () => {
  const made = judged('shared').add('PersistentVolumeClaim', 'c', {}, 'replicaset-controller');
  expect(made.judge(podsShareTheClaimsOfTheirTemplate).status).toBe('failed');
});

test('says nothing where no claim is named', () => {
  const plain = judged(undefined, null);
  expect(plain.judge(podsShareTheClaimsOfTheirTemplate).status).toBe('vacuous');
});
