import { describe, expect, test } from 'vitest';
import type { Labels } from '../../../../specs/kubernetes.ts';
import { deployment, template, workbench } from '../replicaset/fixture.ts';
import { annotateNewSet } from './annotations.ts';
import { hashOf, replicaSetName } from './template-hash.ts';

const revision = 'deployment.kubernetes.io/revision';
const history = 'deployment.kubernetes.io/revision-history';

function annotated(present: Labels | undefined, number: number, own: Labels = {}): Labels {
  const draft = deployment();
  const metadata = { ...draft.metadata, annotations: own };
  const created = workbench().create({ ...draft, metadata });
  return annotateNewSet(created, present, number);
}

describe('annotations of the new ReplicaSet', () => {
  test('DEP-REV-001: a new one gets its number, a lower one is raised, a higher one stays', () => {
    expect(annotated(undefined, 3)).toEqual({ [revision]: '3' });
    const higher = { [revision]: '9' };
    expect(annotated(higher, 3)).toBe(higher);
  });

  test('DEP-REV-002: a number that is replaced goes into the history', () => {
    expect(annotated({ [revision]: '1' }, 4)).toEqual({ [revision]: '4', [history]: '1' });
    const twice = { [revision]: '4', [history]: '1' };
    expect(annotated(twice, 6)).toEqual({ [revision]: '6', [history]: '1,4' });
  });

  test('DEP-REV-002: a history that gets too long loses its oldest numbers', () => {
    const long = Array.from({ length: 400 }, (_, index) => String(1000 + index)).join(',');
    const result = annotated({ [revision]: '2000', [history]: long }, 2001)[history] ?? '';
    expect(result.length).toBeLessThanOrEqual(2000);
    expect(result.endsWith(',1399,2000')).toBe(true);
    expect(result.startsWith('1001,')).toBe(true);
  });

  test('DEP-RS-006: annotations are copied but for those of kubectl and of the controller', () => {
    const own = {
      team: 'blue',
      [revision]: '7',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    };
    const copied = annotated({ [revision]: '1', former: 'yes' }, 1, own);
    expect(copied).toEqual({ [revision]: '1', former: 'yes', team: 'blue' });
  });
});

describe('DEP-RS-002: hash and name', () => {
  test('the hash is short, safe, stable, and another for another template or collision', () => {
    const hash = hashOf(template('a'), undefined);
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/);
    expect(hashOf(template('a'), undefined)).toBe(hash);
    const { metadata, spec } = template('a');
    expect(hashOf({ spec, ...(metadata && { metadata }) }, undefined)).toBe(hash);
    expect(hashOf(template('b'), undefined)).not.toBe(hash);
    expect(hashOf(template('a'), 1)).not.toBe(hash);
  });

  test('a name that would be too long is cut before the hash', () => {
    expect(replicaSetName('web', 'abc')).toBe('web-abc');
    const name = replicaSetName('x'.repeat(253), 'abc');
    expect(name).toBe(`${'x'.repeat(249)}-abc`);
  });
});
