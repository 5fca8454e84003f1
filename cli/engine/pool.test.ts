import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Errand } from './pool.fixture.ts';
import type { Pool } from './pool.ts';
import { createPool } from './pool.ts';

const patienceMs = 60_000;
const timeout = 60_000;
const sum: Errand = { errand: 'add', numbers: [2, 3] };

describe('a pool of one thread', () => {
  let pool: Pool<Errand, number, 'there'>;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    pool = createPool({ script: 'pool.fixture', workers: 1, patienceMs });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await pool.close();
  });

  test('answers one task after the other', { timeout }, async () => {
    const numbers = [1, 2, 3];
    const tasks = numbers.map((each): Errand => ({ errand: 'add', numbers: [each, each] }));
    expect(await Promise.all(tasks.map((task) => pool.run(task)))).toEqual([2, 4, 6]);
  });

  test('tells what went wrong with a task, and goes on', { timeout }, async () => {
    const failing = pool.run({ errand: 'fail', message: 'no such thing' });
    const next = pool.run(sum);
    await expect(failing).rejects.toThrow('no such thing');
    expect(await next).toBe(5);
  });

  test('has another thread for the next task when one ended', { timeout }, async () => {
    const leaving = pool.run({ errand: 'leave' });
    const next = pool.run(sum);
    await expect(leaving).rejects.toThrow('a worker thread ended with code 3');
    expect(await next).toBe(5);
  });

  test('gives a task up that hangs, and has another thread for the next', { timeout }, async () => {
    const { promise: there, resolve } = Promise.withResolvers<void>();
    const hanging = pool.run({ errand: 'hang' }, () => resolve());
    const next = pool.run(sum);
    let isGivenUp = false;
    const outcome = hanging.catch((error: unknown) => {
      isGivenUp = true;
      return String(error);
    });
    await there;
    await vi.advanceTimersByTimeAsync(10 * patienceMs);
    expect(isGivenUp).toBe(false);
    const { user, system } = process.cpuUsage();
    vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: user + patienceMs * 1000, system });
    vi.advanceTimersByTime(1000);
    vi.mocked(process.cpuUsage).mockRestore();
    expect(await outcome).toContain('nothing was heard for 60 s');
    expect(await next).toBe(5);
  });
});
