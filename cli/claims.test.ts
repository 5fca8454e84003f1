/** Every claim of the ledger is shown on the model as the ledger says, by its own observation. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modelAdapter } from '../adapters/model/adapter.ts';
import { claimsDocument } from '../reports/claims-document.ts';
import { loadRequirements } from './catalogue.ts';
import { observations } from './claims/observations.ts';
import { loadClaims, showClaims } from './claims.ts';

const ledger = loadClaims();

describe('the ledger', () => {
  test.for(ledger.filter(({ shows }) => shows !== undefined))('$id is shown', async (claim) => {
    for await (const { observed } of showClaims([claim], modelAdapter({}))) {
      expect(observed).toEqual(expect.any(String));
    }
  });
  test('has no observation and no scenario that nothing asks for', () => {
    const asked = new Set(ledger.flatMap(({ shows }) => shows ?? []));
    expect([...observations.keys()].filter((name) => !asked.has(name))).toEqual([]);
    const played = new Set(ledger.flatMap(({ scenario }) => scenario ?? []));
    const saved = readdirSync(new URL('../specs/claims/', import.meta.url));
    expect(saved.filter((name) => !played.has(name.replace('.yaml', '')))).toEqual([]);
  });
  test('an observation says nothing about a trace in which it is not to be seen', async () => {
    const trace = { events: [] } as never;
    expect([...observations].filter(([, observe]) => observe(trace) !== undefined)).toEqual([]);
  });
});

test('docs/claims.md is what claims --write generates', async () => {
  const adapter = modelAdapter({ version: '1.36' });
  const { version } = await adapter.describe();
  const shown = [];
  for await (const each of showClaims(ledger, adapter)) shown.push(each);
  const stored = readFileSync(new URL('../docs/claims.md', import.meta.url), 'utf8');
  expect(stored).toBe(claimsDocument(shown, `${adapter.name} (Kubernetes ${version})`));
});

test('claims name requirements that exist', () => {
  const known = new Set(loadRequirements().map(({ id }) => id));
  expect(
    ledger.flatMap(({ requirements }) => requirements).filter((id) => !known.has(id)),
  ).toEqual([]);
});

test('the document tells what was seen and what is awaited', async () => {
  const [first] = ledger;
  const awaiting = ledger.find(({ awaits }) => awaits !== undefined);
  if (first === undefined || awaiting === undefined) throw new Error('the ledger is too small');
  const text = claimsDocument(
    [
      { claim: first, observed: '13 of 10' },
      { claim: awaiting, observed: undefined },
    ],
    'the model',
  );
  expect(text).toContain('- Seen: 13 of 10');
  expect(text).toContain(`- Awaits: ${awaiting.awaits}`);
});
