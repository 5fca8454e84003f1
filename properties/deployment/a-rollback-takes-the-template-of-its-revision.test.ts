import { describe, expect, test } from 'vitest';
import { aRollbackTakesTheTemplateOfItsRevision as property } from './a-rollback-takes-the-template-of-its-revision.ts';
import { miniTrace, templateOf } from './fixture.ts';

describe('deployment/a-rollback-takes-the-template-of-its-revision', () => {
  /** At revision c, after a and b. */
  const asking = (revision: string) => {
    const told = miniTrace().deployment().set('a', { revision: 1 }).roll('b');
    told.set('b', { revision: 2 }).roll('c').set('c', { revision: 3 }).wait(60_000);
    return told.also((trace) => {
      const annotations = { 'deprecated.deployment.rollback.to': revision };
      trace.change('Deployment', 'web', { metadata: { annotations } }, 'user');
    });
  };
  const answer = (revision: string, template: 'a' | 'b' | 'c') =>
    asking(revision)
      .wait(60_000)
      .also((trace) => {
        const changes = { metadata: { annotations: {} }, spec: { template: templateOf(template) } };
        trace.change('Deployment', 'web', changes, 'deployment-controller');
      })
      .judge(property);

  test('holds for the revision before, and for one by number', () => {
    expect(answer('0', 'b')).toBe('passed');
    expect(answer('1', 'a')).toBe('passed');
  });

  test('holds when a revision that is not there, or is the present one, changes nothing', () => {
    expect(answer('9', 'c')).toBe('passed');
    expect(answer('3', 'c')).toBe('passed');
  });

  test('fails for any other template, and for none where there is one', () => {
    expect(answer('0', 'a')).toBe('failed');
    expect(answer('0', 'c')).toBe('failed');
    expect(answer('9', 'a')).toBe('failed');
  });

  test('fails for a template that nobody asked for', () => {
    const told = miniTrace().deployment().set('a').wait(60_000);
    told.also((trace) =>
      trace.change('Deployment', 'web', { spec: { template: templateOf('b') } }, 'deployment-controller'),
    );
    expect(told.judge(property)).toBe('failed');
  });

  test('says nothing of reports', () => {
    expect(miniTrace().deployment().set('a').observed().judge(property)).toBe('vacuous');
  });
});
