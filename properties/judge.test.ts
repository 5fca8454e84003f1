import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { createJudge, judge } from './judge.ts';
import type { Moment } from './property.ts';
import { always, eventually, sometimes } from './property.ts';
import type { ClusterView } from './view.ts';

const noPodNamedBad = always({
  id: 'test/no-pod-named-bad',
  title: 'No pod is named bad',
  controller: 'Deployment',
  requirements: ['TEST-001'],
  on: ['Pod'],
  monitor: () => ({
    change: ({ event }) =>
      event.object.metadata.name === 'bad'
        ? {
            message: 'a pod is named bad',
            expected: '-',
            observed: 'bad',
            at: event.seq,
            evidence: [event.seq],
          }
        : 'holds',
  }),
});

const noPodInTheEnd = eventually({
  id: 'test/no-pod-in-the-end',
  title: 'At rest there is no pod',
  controller: 'Deployment',
  requirements: ['TEST-002'],
  *settled(view) {
    for (const set of view.list('Deployment')) {
      const subject = { kind: set.kind, name: set.metadata.name };
      const pods = [...view.list('Pod')].length;
      yield pods === 0
        ? { subject, there: true }
        : { subject, there: false, expected: 'no pod', observed: `${pods} pods` };
    }
  },
});

const aPodIsSeen = sometimes({
  id: 'test/a-pod-is-seen',
  title: 'A pod is seen',
  controller: 'Deployment',
  requirements: ['TEST-003'],
  on: ['Pod'],
  seen: () => true,
});

describe('the judge', () => {
  test('passes what was at stake and held', () => {
    expect(miniTrace().add('Pod', 'good').judge(noPodNamedBad)).toEqual({
      status: 'passed',
      exercised: 1,
    });
  });
  test('fails at the first violation', () => {
    expect(miniTrace().add('Pod', 'bad').judge(noPodNamedBad)).toMatchObject({
      status: 'failed',
      violation: { at: 0 },
    });
  });
  test('says vacuous when nothing was at stake', () => {
    expect(miniTrace().add('Deployment', 'web').judge(noPodNamedBad).status).toBe('vacuous');
    expect(miniTrace().add('Deployment', 'web').judge(aPodIsSeen).status).toBe('vacuous');
    expect(miniTrace().rest().judge(noPodInTheEnd).status).toBe('vacuous');
  });
  test('never passes a safety property over a gap, and keeps what it saw before', () => {
    expect(miniTrace().add('Pod', 'good').gap('Pod').judge(noPodNamedBad).status).toBe(
      'inconclusive',
    );
    expect(miniTrace().add('Pod', 'bad').gap('Pod').judge(noPodNamedBad).status).toBe('failed');
  });
  test('judges the end over a gap all the same', () => {
    const trace = miniTrace().add('Deployment', 'web').gap('Pod');
    expect(trace.rest().judge(noPodInTheEnd).status).toBe('passed');
  });
  test('looks at rest, and at every change that breaks it', () => {
    expect(
      miniTrace().add('Deployment', 'web').add('Pod', 'a').rest().judge(noPodInTheEnd).status,
    ).toBe('failed');
    const trace = miniTrace()
      .add('Deployment', 'web')
      .rest()
      .add('Pod', 'late')
      .remove('Pod', 'late');
    expect(trace.judge(noPodInTheEnd)).toMatchObject({
      status: 'failed',
      violation: { observed: '1 pods' },
    });
  });
  test('looks at rest with the clock of the rest, not of the last change', () => {
    const times: number[] = [];
    const clock = {
      ...noPodInTheEnd,
      *settled({ at }: ClusterView) {
        times.push(at);
        yield* [];
      },
    };
    miniTrace().add('Deployment', 'web').wait(60_000).rest().judge(clock);
    expect(times).toEqual([60_000, 60_000]);
  });
  test('is inconclusive about the end when the world did not come to rest', () => {
    const trace = miniTrace().add('Deployment', 'web').rest(false);
    expect(trace.judge(noPodInTheEnd).status).toBe('inconclusive');
  });
  test('is inconclusive about a trace that was cut off', () => {
    const trace = {
      ...miniTrace().add('Pod', 'good').build(),
      footer: { complete: false, reason: 'killed' },
    };
    expect(judge(trace, [noPodNamedBad]).get(noPodNamedBad.id)?.status).toBe('inconclusive');
  });
  test('is inconclusive when somebody unknown wrote', () => {
    const trace = miniTrace().add('Pod', 'good', {}, 'other:mallory');
    expect(trace.judge(noPodNamedBad).status).toBe('inconclusive');
  });
  test('is inconclusive once a node fell silent by itself, but for what was seen before', () => {
    const wall = { guarantees: ['complete-history', 'global-order', 'actors'] } as const;
    const ready = (status: 'True' | 'Unknown') => ({
      status: { conditions: [{ type: 'Ready', status }] },
    });
    const silent = (trace = miniTrace(wall)) =>
      trace.add('Node', 'n0', ready('True')).change('Node', 'n0', ready('Unknown'));
    const after = silent().add('Pod', 'bad').judge(noPodNamedBad);
    expect(after.status).toBe('inconclusive');
    expect(after).toMatchObject({ reason: expect.stringContaining('Node/n0 was not heard of') });
    expect(silent(miniTrace(wall).add('Pod', 'bad')).judge(noPodNamedBad).status).toBe('failed');
    const target = { kind: 'Node', name: 'n0' } as const;
    const ref = { kind: 'Node', pick: 0 } as const;
    const fault = { fault: 'NodeNotReady', target: ref, for: 60_000 } as const;
    const wanted = miniTrace(wall)
      .add('Node', 'n0', ready('True'))
      .fault(fault, target)
      .change('Node', 'n0', ready('Unknown'));
    expect(wanted.add('Pod', 'good').judge(noPodNamedBad).status).toBe('passed');
  });
  test('says unsupported when a gate or a guarantee is missing', () => {
    const gated = { ...noPodNamedBad, needs: ['MaxUnavailableStatefulSet'] } as const;
    expect(miniTrace().add('Pod', 'good').judge(gated).status).toBe('unsupported');
    const without = { ...noPodNamedBad, needs: ['!PodDeletionCost'] } as const;
    expect(miniTrace().add('Pod', 'good').judge(without).status).toBe('unsupported');
    const ordered = { ...noPodNamedBad, needs: ['global-order'] } as const;
    expect(miniTrace({ guarantees: [] }).add('Pod', 'good').judge(ordered).status).toBe(
      'unsupported',
    );
  });
  test('fails but once, and asks no more', () => {
    const trace = miniTrace().add('Pod', 'good').add('Pod', 'bad').wait(1000);
    trace.change('Pod', 'bad', {}).add('Pod', 'good');
    expect(trace.judge(noPodNamedBad)).toMatchObject({ exercised: 2, violation: { at: 1 } });
    const late = miniTrace().add('Deployment', 'web').add('Pod', 'a').rest().add('Pod', 'b');
    expect(late.judge(noPodInTheEnd)).toMatchObject({ exercised: 1, violation: { observed: '1 pods' } });
  });
  test('blames nobody for what follows a gap', () => {
    const trace = miniTrace().add('Pod', 'good').gap('Pod').add('Pod', 'bad');
    expect(trace.judge(noPodNamedBad).status).toBe('inconclusive');
  });
  test('needs to see a situation once, whatever else is missing', () => {
    let asked = 0;
    const counted = { ...aPodIsSeen, seen: () => (asked += 1) > 0 };
    const trace = miniTrace().add('Pod', 'a').add('Pod', 'b').gap('Pod');
    expect(trace.judge(counted)).toEqual({ status: 'passed', exercised: 1 });
    expect(asked).toBe(1);
    expect(miniTrace().gap('Pod').judge(aPodIsSeen).status).toBe('vacuous');
    const cut = { ...trace.build(), footer: { complete: false } };
    expect(judge(cut, [aPodIsSeen]).get(aPodIsSeen.id)?.status).toBe('passed');
  });
  test('knows what commands and faults have named', () => {
    const touched: boolean[] = [];
    const look = { ...aPodIsSeen, seen: (moment: Moment) => touched.push(moment.touched) < 0 };
    const pod = { kind: 'Pod', name: 'a' } as const;
    const target = { kind: 'Pod', pick: 0 } as const;
    const command = { verb: 'delete', target, propagationPolicy: 'Background' } as const;
    const trace = miniTrace().add('Pod', 'a').add('Pod', 'b').command(command, pod);
    trace.change('Pod', 'a', {}).change('Pod', 'b', {});
    const other = { kind: 'Pod', name: 'b' } as const;
    trace.fault({ fault: 'PodDeleted', target }, other).change('Pod', 'b', {}).judge(look);
    expect(touched).toEqual([false, false, true, false, true]);
  });
  test('says at any time whether something has failed', () => {
    const { header, events } = miniTrace().add('Pod', 'good').add('Pod', 'bad').build();
    const working = createJudge(header, [aPodIsSeen, noPodNamedBad]);
    const failed = events.map((event) => {
      working.push(event);
      return working.hasFailed();
    });
    expect(failed).toEqual([false, true, true]);
  });
  test('asks nothing of a property whose needs are not met, and all of one whose are', () => {
    const gate = 'MaxUnavailableStatefulSet';
    let asked = 0;
    const ask = () => (asked += 1) > 0;
    const unmet = { needs: [gate] } as const;
    const off = () => miniTrace({ features: { [gate]: false } }).add('Pod', 'a');
    const settled = () => (ask() ? [] : []);
    expect(off().judge({ ...aPodIsSeen, ...unmet, seen: ask }).status).toBe('unsupported');
    expect(off().rest().judge({ ...noPodInTheEnd, ...unmet, settled }).status).toBe('unsupported');
    const monitor = () => (ask(), { change: () => 'holds' as const });
    expect(off().judge({ ...noPodNamedBad, ...unmet, monitor }).status).toBe('unsupported');
    expect(asked).toBe(0);
    const without = { ...noPodNamedBad, needs: [`!${gate}`] } as const;
    expect(off().judge(without).status).toBe('passed');
    const on = miniTrace({ features: { [gate]: true } }).add('Pod', 'a');
    expect(on.judge({ ...noPodNamedBad, ...unmet }).status).toBe('passed');
    expect(on.judge(without)).toEqual({
      status: 'unsupported',
      reason: `feature gate ${gate} is on`,
    });
    const ordered = { ...noPodNamedBad, needs: ['global-order'] } as const;
    expect(on.judge(ordered).status).toBe('passed');
    const guarantees = ['actors'] as const;
    expect(miniTrace({ guarantees }).add('Pod', 'a').judge(ordered).status).toBe('unsupported');
  });
});
