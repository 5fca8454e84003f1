import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRequirements } from './requirement.ts';

const folder = new URL('./requirements/', import.meta.url);
const files = readdirSync(folder).toSorted();
const valid = `format: 1
requirements:
  - id: STS-ORD-001
    level: MUST
    kind: safety
    says: Pods start in order.
    source: { upstream: somewhere }
`;

describe('the requirement files', () => {
  test.for(files)('%s can be read', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(readRequirements(text, name).length).toBeGreaterThan(2);
  });
  test('give each id once in all', () => {
    const ids = files.flatMap((name) =>
      readRequirements(readFileSync(new URL(name, folder), 'utf8'), name).map(({ id }) => id),
    );
    expect(ids.length).toBe(new Set(ids).size);
  });
});

describe('a requirement file', () => {
  test('is refused with the line of a wrong level, and what would be right', () => {
    const text = valid.replace('MUST', 'MUS');
    expect(() => readRequirements(text, 'x.yaml')).toThrow(/x\.yaml:4:\d+: .*level/);
    expect(() => readRequirements(text, 'x.yaml')).toThrow(/MUST/);
  });
  test('may give ids of one group of letters', () => {
    const [first] = readRequirements(valid.replace('STS-ORD-001', 'GC-001'), 'x.yaml');
    expect(first?.id).toBe('GC-001');
    expect(() => readRequirements(valid.replace('STS-ORD-001', 'GC-1'), 'x.yaml')).toThrow(/id/);
  });
  test('is refused when an id is given twice', () => {
    const entry = valid.slice(valid.indexOf('  - id'));
    expect(() => readRequirements(valid + entry, 'x.yaml')).toThrow(/x\.yaml:8:\d+: .*given twice/);
  });
  test('is refused when a key is unknown', () => {
    expect(() => readRequirements(`${valid}    sez: no\n`, 'x.yaml')).toThrow(/sez/);
  });
});
