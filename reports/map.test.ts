/** The two-way map and its documents, on a small catalogue. */
import { describe, expect, test } from 'vitest';
import { eventually } from '../properties/property.ts';
import { explain } from './explanation.ts';
import type { Catalogue } from './map.ts';
import { coverageOf, entriesOf } from './map.ts';
import { requirementsDocument } from './requirements-document.ts';
import { upstreamDocument } from './upstream-document.ts';

const requirement = {
  level: 'MUST',
  kind: 'liveness',
  premises: ['quota suffices'],
  source: { doc: 'concepts/pods', section: 'How it ends', upstream: 'pkg/a.go sync' },
  appliesTo: '>=1.30',
  gates: [],
} as const;

const catalogue: Catalogue = {
  requirements: [
    { ...requirement, premises: [], gates: [], id: 'DEP-X-001', says: 'A rollout ends.' },
    {
      ...requirement,
      premises: [...requirement.premises],
      gates: ['SomeGate'],
      id: 'DEP-X-002',
      level: 'SHOULD',
      says: 'It ends soon.',
      untested: 'Needs a watch of its own.',
    },
  ],
  properties: [
    eventually({
      id: 'deployment/rollout-ends',
      title: 'At rest the rollout has ended',
      controller: 'Deployment',
      requirements: ['DEP-X-001'],
      settled: () => [],
    }),
  ],
  mutants: [
    {
      id: 'dep-never-ends',
      property: 'deployment/rollout-ends',
      requirement: 'DEP-X-001',
      story: 'The last pod is forgotten.',
    },
  ],
  upstream: {
    format: 1,
    release: 'v1.36.3',
    suites: [
      {
        group: 'Deployment',
        file: 'test/e2e/apps/deployment.go',
        tests: [
          { name: 'ends', conformance: true, requirements: ['DEP-X-001'] },
          { name: 'ends soon', conformance: false, requirements: ['DEP-X-001', 'DEP-X-002'] },
          { name: 'is listed', conformance: false, requirements: [], outOfScope: 'The list.' },
        ],
      },
    ],
  },
};

describe('the map', () => {
  test('a requirement has its properties, their mutants and the tests about it', () => {
    const [ends, soon] = entriesOf(catalogue);
    expect(ends).toMatchObject({
      properties: [{ id: 'deployment/rollout-ends' }],
      mutants: [{ id: 'dep-never-ends' }],
      upstream: ['Deployment: ends', 'Deployment: ends soon'],
    });
    expect(soon).toMatchObject({ properties: [], mutants: [], upstream: ['Deployment: ends soon'] });
  });
  test('a test is covered when all that it is about is judged', () => {
    const judged = new Set(['DEP-X-001']);
    const tests = catalogue.upstream.suites[0]?.tests ?? [];
    expect(tests.map((each) => coverageOf(each, judged))).toEqual([
      'covered',
      'partly',
      'out of scope',
    ]);
    expect(tests.map((each) => coverageOf(each, new Set()))).toEqual(['no', 'no', 'out of scope']);
  });
});

describe('the documents', () => {
  const golden = (name: string) => `./testdata/${name}`;
  test('docs/requirements.md', async () => {
    await expect(requirementsDocument(catalogue)).toMatchFileSnapshot(golden('requirements.md'));
  });
  test('docs/upstream-coverage.md', async () => {
    await expect(upstreamDocument(catalogue)).toMatchFileSnapshot(golden('upstream.md'));
  });
  test('explain', async () => {
    const mentions = (id: string) =>
      id === 'DEP-X-001' ? [{ path: 'docs/findings/0001-a.md', title: 'It did not end' }] : [];
    const lines = explain(catalogue, mentions, (id) => !id.startsWith('nothing'));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('explain.txt'));
    expect(explain(catalogue, mentions, (id) => id.startsWith('nothing'))).toEqual([]);
  });
});
