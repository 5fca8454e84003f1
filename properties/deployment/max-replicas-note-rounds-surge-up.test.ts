import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { maxReplicasNoteRoundsSurgeUp as property } from './max-replicas-note-rounds-surge-up.ts';

describe('deployment/max-replicas-note-rounds-surge-up', () => {
  test('holds for 10 replicas and 25 %, which make 13', () => {
    const told = miniTrace().deployment({ replicas: 10 });
    expect(told.set('a', { replicas: 10, desired: 10, max: 13 }).judge(property)).toBe('passed');
  });

  test('fails when surge was rounded down', () => {
    const told = miniTrace().deployment({ replicas: 10 });
    expect(told.set('a', { replicas: 10, desired: 10, max: 12 }).judge(property)).toBe('failed');
  });

  test('holds for replicas that the Deployment had a moment ago', () => {
    const told = miniTrace({ stalenessMs: 2000 }).deployment().set('a').change({ replicas: 8 });
    expect(told.resize('a', 3, { desired: 3, max: 4 }).judge(property)).toBe('passed');
  });

  test('knows no surge under Recreate', () => {
    const told = miniTrace().deployment({ strategy: { type: 'Recreate' } });
    expect(told.set('a', { desired: 3, max: 3 }).judge(property)).toBe('passed');
  });

  test('says nothing when the notes stay as they are', () => {
    expect(miniTrace().deployment().set('a').resize('a', 2).judge(property)).toBe('vacuous');
  });
});
