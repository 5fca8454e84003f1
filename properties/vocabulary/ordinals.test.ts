import { describe, expect, test } from 'vitest';
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { claimOrdinal, claimsFor, isClaimNameOf } from './claims.ts';
import {
  firstToUpdate,
  isWanted,
  ordinalOf,
  podNameOf,
  rangeOf,
  wantedOrdinals,
} from './ordinals.ts';

const set = (spec: Partial<StatefulSet['spec']> = {}) =>
  drawUp('StatefulSet', 'web', 'web', 0, { spec: { replicas: 3, ...spec } });

describe('ordinals', () => {
  test('begin at the start, and there are as many as replicas', () => {
    expect([...wantedOrdinals(set())]).toEqual([0, 1, 2]);
    expect(rangeOf(set({ ordinals: { start: 3 } }))).toEqual({ first: 3, last: 5 });
    expect([...wantedOrdinals(set({ replicas: 0 }))]).toEqual([]);
    expect(isWanted(set({ ordinals: { start: 3 } }), 2)).toBe(false);
  });
  test('are read from names of the set alone', () => {
    expect(ordinalOf('web', podNameOf('web', 12))).toBe(12);
    expect(ordinalOf('web', 'web-db-1')).toBeUndefined();
    expect(ordinalOf('web', 'web-1-x')).toBeUndefined();
    expect(ordinalOf('web-1', 'web-1-0')).toBe(0);
    expect(ordinalOf('web', 'web-01')).toBe(1);
  });
  test('are updated from the partition on, which counts from the start', () => {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } as const;
    expect(firstToUpdate(set({ ordinals: { start: 3 }, updateStrategy }))).toBe(4);
    expect(firstToUpdate(set({ updateStrategy: { type: 'RollingUpdate' } }))).toBe(0);
  });
});

describe('claims', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: {} }];
  const claiming = set({ volumeClaimTemplates, ordinals: { start: 3 } });
  test('are named after template, set and ordinal', () => {
    expect(claimsFor(claiming, 3)).toEqual([{ template: 'data', name: 'data-web-3' }]);
    expect(claimsFor(set(), 0)).toEqual([]);
  });
  test('are recognised by that name', () => {
    expect(claimOrdinal(claiming, 'data-web-7')).toBe(7);
    expect(claimOrdinal(claiming, 'logs-web-7')).toBeUndefined();
    expect(isClaimNameOf(claiming, 'data-web-3')).toBe(true);
    expect(isClaimNameOf(claiming, 'data-web-0')).toBe(false);
  });
});
