/** Follows a file that somebody else appends to, line by line, from where it ends now. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { Millis } from '../../specs/scenario.ts';

export interface Tail {
  /** Reads what has been appended since the last time. */
  poll(): Promise<void>;
  /** Whatever was appended before this moment of the wall clock has been read. */
  readUpTo(): Millis;
  close(): Promise<void>;
}

const chunkBytes = 1 << 18;
const pollMs = 20;

/** Starts at the end of the file. Half a line waits for its other half. */
export async function followFile(path: string, onLine: (line: string) => void): Promise<Tail> {
  const file = await open(path, 'r');
  let position = (await file.stat()).size;
  let rest = '';
  let reading: Promise<void> = Promise.resolve();
  let readUpTo = Date.now();
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(chunkBytes);

  async function read(): Promise<void> {
    for (;;) {
      const asked = Date.now();
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
      if (bytesRead === 0) {
        readUpTo = asked;
        return;
      }
      position += bytesRead;
      const lines = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  }

  /** One reading after the other: each begins where the one before ended. */
  function poll(): Promise<void> {
    reading = reading.then(read);
    return reading;
  }

  const timer = setInterval(() => void poll().catch(() => undefined), pollMs);
  timer.unref();
  return {
    poll,
    readUpTo: () => readUpTo,
    async close() {
      clearInterval(timer);
      await reading.catch(() => undefined);
      await closeQuietly(file);
    },
  };
}

async function closeQuietly(file: FileHandle): Promise<void> {
  await file.close().catch(() => undefined);
}
