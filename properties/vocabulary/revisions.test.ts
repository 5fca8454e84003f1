import { describe, expect, test } from 'vitest';
import type { ControllerRevision, PodTemplate } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import { drawUp } from '../sketch.ts';
import { isMadeFrom, isRevisionFor, isSameTemplate, mayBeOf } from './revisions.ts';

const template = (spec: object = {}): PodTemplate => ({
  metadata: { labels: { app: 'mini', tier: 'x' } },
  spec: { containers: [{ name: 'main', image: 'a' }], ...spec },
});
const revision = (data: object | undefined, metadata: object = {}): ControllerRevision =>
  drawUp('ControllerRevision', 'r', 'r', 0, { data, metadata } as object);

describe('templates', () => {
  test('say the same whatever their order, nulls and directives', () => {
    const turned = { spec: template().spec, metadata: { labels: { tier: 'x', app: 'mini' } } };
    expect(isSameTemplate(template(), turned)).toBe(true);
    const padded = { ...template({ hostname: null, subdomain: undefined }), $patch: 'replace' };
    expect(isSameTemplate(template(), padded)).toBe(true);
  });
  test('differ by any value, and by the order of a list', () => {
    expect(isSameTemplate(template(), template({ hostNetwork: true }))).toBe(false);
    const [one, other] = [{ name: 'main', image: 'a' }, { name: 'side', image: 'b' }];
    const left = template({ containers: [one, other] });
    expect(isSameTemplate(left, template({ containers: [other, one] }))).toBe(false);
  });
});

test('a revision stands for a template by its data, whose shape may be unknown', () => {
  const set = drawUp('StatefulSet', 'web', 'web', 0, { spec: { template: template() } });
  const data = (of: PodTemplate) => ({ spec: { template: { ...of, $patch: 'replace' } } });
  expect(isRevisionFor(revision(data(template())), set)).toBe(true);
  expect(isRevisionFor(revision(data(template({ hostNetwork: true }))), set)).toBe(false);
  expect([undefined, {}, { spec: {} }].map((each) => isRevisionFor(revision(each), set))).toEqual([
    true,
    true,
    true,
  ]);
});

test('a revision may be of its owner, or of anybody where it has none', () => {
  const of = (uid: string) => ({ ownerReferences: ownedByObject('StatefulSet', 'web', uid) });
  expect(mayBeOf(revision({}, of('web')), 'web')).toBe(true);
  expect(mayBeOf(revision({}, of('db')), 'web')).toBe(false);
  expect(mayBeOf(revision({}), 'web')).toBe(true);
  expect(mayBeOf(undefined, 'web')).toBe(false);
});

test('a pod was made from a template when each of its containers has its image', () => {
  const two = template({ containers: [{ name: 'main', image: 'a' }, { name: 'side', image: 'b' }] });
  const pod = (containers: object) => drawUp('Pod', 'p', 'p', 0, { spec: { containers } } as object);
  const [main, side] = two.spec.containers;
  expect(isMadeFrom(pod([side, main]), two)).toBe(true);
  expect(isMadeFrom(pod([main, side, { name: 'injected', image: 'x' }]), two)).toBe(true);
  expect(isMadeFrom(pod([main]), two)).toBe(false);
  expect(isMadeFrom(pod([main, { name: 'side', image: 'a' }]), two)).toBe(false);
  expect(isMadeFrom(pod([main, { name: 'other', image: 'b' }]), two)).toBe(false);
});
