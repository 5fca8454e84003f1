import { describe, expect, test } from 'vitest';
import { InputError } from './input-error.ts';
import type { Trace } from './trace.ts';
import { createTraceReader, readTrace, writeTrace } from './trace-file.ts';

const trace: Trace = {
  header: {
    format: 1,
    suite: { version: '0.1.0' },
    adapter: 'model',
    target: {
      version: '1.36',
      features: ['PodIndexLabel'],
      guarantees: ['global-order'],
      stalenessMs: 2000,
      clockToleranceMs: 1000,
    },
    scenario: {
      format: 1,
      seed: 3,
      nodes: [{}],
      steps: [{ after: 250, fault: { fault: 'PodDeleted', target: { kind: 'Pod', pick: 0 } } }],
    },
    startedAt: '2026-01-01T00:00:00.000Z',
  },
  events: [
    { seq: 0, at: 0, event: 'phase', phase: 'disturb' },
    { seq: 1, at: 250, event: 'fault', step: 0, phase: 'skipped', reason: 'no "Pod"\n' },
    {
      seq: 2,
      at: 251.5,
      event: 'change',
      change: 'ADDED',
      revision: 7,
      actor: 'kubelet',
      object: {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name: 'node-0',
          uid: 'u',
          resourceVersion: '7',
          creationTimestamp: '2026-01-01T00:00:00Z',
        },
        spec: {},
        status: {},
      },
    },
    { seq: 3, at: 300, event: 'gap', kind: 'Pod', reason: 'the watch ended' },
    { seq: 4, at: 300, event: 'phase', phase: 'hold', quiet: true },
  ],
  footer: { complete: true },
};
const text = [...writeTrace(trace)].join('');
const lines = text.split('\n');

function edited(line: number, replacement: string): string {
  return lines.with(line - 1, replacement).join('\n');
}

describe('a trace file', () => {
  test('reads back as it was written', () => {
    expect(readTrace(text, 'run.jsonl')).toEqual(trace);
  });

  test('says nothing but single lines', () => {
    expect(lines).toHaveLength(trace.events.length + 3);
  });

  test('is read as far as it goes, wherever it is cut off', () => {
    const first = lines[0] ?? '';
    for (let length = first.length; length < text.length - 1; length += 1) {
      const cut = readTrace(text.slice(0, length), 'run.jsonl');
      expect(cut.events).toEqual(trace.events.slice(0, cut.events.length));
      expect(cut.footer.complete).toBe(false);
    }
  });

  test('says where it was cut off', () => {
    expect(readTrace(lines.slice(0, 3).join('\n'), 'run.jsonl').footer).toEqual({
      complete: false,
      reason: 'run.jsonl ends after line 3, without a footer',
    });
    expect(readTrace(text.slice(0, text.indexOf('node-0')), 'run.jsonl').footer).toEqual({
      complete: false,
      reason: 'run.jsonl ends in the middle of line 4, without a footer',
    });
  });

  test('can be read while it is written', () => {
    const reader = createTraceReader('run.jsonl');
    expect(lines.map((line) => reader.push(line)).filter(Boolean)).toEqual(trace.events);
    expect(reader.header()).toEqual(trace.header);
    expect(reader.end()).toEqual(trace.footer);
  });

  test.for<[string, string, string]>([
    ['a line that is no JSON', edited(3, '{"seq":1'), 'run.jsonl:3: the line is not valid JSON'],
    ['an event twice', edited(3, lines[1] ?? ''), 'run.jsonl:3: event #0 is out of its place'],
    [
      'an event of no known sort',
      edited(2, '{"seq":0,"at":0,"event":"fase"}'),
      'run.jsonl:2: event: not a value that can be used here: ' +
        'expected command, fault, change, gap or phase: found "fase"',
    ],
    [
      'an object without a uid',
      edited(4, (lines[3] ?? '').replace('"uid":"u",', '')),
      'run.jsonl:4: object.metadata.uid: a required field is missing',
    ],
    ['a missing header', lines.slice(1).join('\n'), 'run.jsonl:1: header: a required field'],
    ['another format', text.replace('"format":1', '"format":9'), 'cannot read trace format 9'],
    ['something after the end', `${text}{"seq":5}`, 'run.jsonl:8: something follows the footer'],
    ['nothing at all', '', 'run.jsonl:1: the file holds no trace'],
  ])('is refused with its line: %s', ([, broken, explanation]) => {
    expect(() => readTrace(broken, 'run.jsonl')).toThrow(InputError);
    expect(() => readTrace(broken, 'run.jsonl')).toThrow(explanation);
  });
});
