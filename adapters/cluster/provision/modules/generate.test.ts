import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { etcdVersionOf, goModOf } from './generate.ts';

const upstream = [
  'module k8s.io/kubernetes',
  'go 1.26.0',
  'godebug default=go1.26',
  'require k8s.io/api v0.0.0',
  'replace (',
  '\tk8s.io/api => ./staging/src/k8s.io/api',
  '\tk8s.io/kubelet => ./staging/src/k8s.io/kubelet',
  ')',
].join('\n');

test('every staging module of upstream is replaced by its published version', () => {
  const lines = goModOf('1.36.3', upstream).split('\n');
  expect(lines.slice(lines.indexOf('replace ('))).toEqual([
    'replace (',
    '\tk8s.io/api => k8s.io/api v0.36.3',
    '\tk8s.io/kubelet => k8s.io/kubelet v0.36.3',
    ')',
    '',
  ]);
});

test('Go and its settings are upstream\'s own, and absent where upstream has none', () => {
  expect(goModOf('1.36.3', upstream)).toMatch(/\ngo 1\.26\.0\n\ngodebug default=go1\.26\n/);
  expect(goModOf('1.33.6', upstream.replace(/godebug.*\n/, ''))).not.toContain('godebug');
});

test('the module that is kept here begins as it would be written', () => {
  const kept = readFileSync(join(import.meta.dirname, 'kubernetes-1.36', 'go.mod'), 'utf8');
  const start = goModOf('1.36.3', upstream).split('require ')[0] ?? '';
  expect(kept.startsWith(start)).toBe(true);
});

test('the etcd is the one that the release names', () => {
  const list = ['- { name: etcd-image, version: 1.0.0 }', '- { name: etcd, version: 3.6.8 }'];
  expect(etcdVersionOf(['dependencies:', ...list].join('\n'))).toBe('3.6.8');
});
