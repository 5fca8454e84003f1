import { describe, expect, test } from 'vitest';
import { miniService, withSlice } from './fixture.ts';
import { headlessSlicesAreMarked } from './headless-slices-are-marked.ts';

const property = headlessSlicesAreMarked('Deployment');
const status = (trace: ReturnType<typeof miniService>) => trace.rest().judge(property).status;
const mark = { 'service.kubernetes.io/headless': '' };

describe('services/headless-slices-are-marked', () => {
  test('holds when the mark fits the Service', () => {
    expect(status(withSlice(miniService(), [], mark))).toBe('passed');
    expect(status(withSlice(miniService({ clusterIP: '10.96.0.9' }), []))).toBe('passed');
  });

  test('fails when it does not', () => {
    expect(status(withSlice(miniService(), []))).toBe('failed');
    expect(status(withSlice(miniService({ clusterIP: '10.96.0.9' }), [], mark))).toBe('failed');
  });

  test('says nothing without slices', () => {
    expect(status(miniService())).toBe('vacuous');
  });
});
