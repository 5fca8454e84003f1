import { describe, expect, test } from 'vitest';
import type { Property } from '../properties/property.ts';
import { sometimes } from '../properties/property.ts';
import { UsageError } from './exit.ts';
import { select } from './selection.ts';

const property = (id: string, requirement: string): Property =>
  sometimes({
    id,
    title: id,
    controller: 'StatefulSet',
    requirements: [requirement],
    on: ['Pod'],
    seen: () => true,
  });

const all = [property('statefulset/a', 'STS-ORD-001'), property('statefulset/b', 'STS-ID-001')];

describe('a selection', () => {
  test('of nothing in particular is everything', () => {
    expect(select([], all)).toEqual(all);
  });
  test('takes requirement ids, property ids and globs in any case', () => {
    expect(select(['sts-ord-*'], all)).toEqual([all[0]]);
    expect(select(['STATEFULSET/B'], all)).toEqual([all[1]]);
    expect(select(['sts-id-001', 'sts-ord-001'], all)).toEqual(all);
  });
  test('that selects nothing is an error with a suggestion', () => {
    expect(() => select(['STS-ORD-01'], all)).toThrow(UsageError);
    expect(() => select(['STS-ORD-01'], all)).toThrow(/did you mean STS-ORD-001\?/);
  });
});
