/** The audit log of an owned cluster, shared out among the environments that are open on it. */
import type { Millis } from '../../specs/scenario.ts';
import { AdapterError } from '../adapter.ts';
import type { AuditEntry } from './audit.ts';
import { parseAuditLine } from './audit.ts';
import type { AuditIndex } from './audit-index.ts';
import { createAuditIndex } from './audit-index.ts';
import { messageOf } from './errors.ts';
import { followFile } from './tail.ts';

export interface AuditLog {
  /** The entries about one namespace, and about nodes of its own or of nobody, from now on. */
  subscribe(namespace: string): AuditIndex;
  unsubscribe(namespace: string): void;
  /** Reads what has been appended by now, without waiting for its turn. */
  poll(): Promise<void>;
  /** Whatever was logged before this moment of the wall clock has been read. */
  readUpTo(): Millis;
  close(): Promise<void>;
}

/** Begins to read an audit log at its end. */
export async function openAuditLog(path: string): Promise<AuditLog> {
  const indexes = new Map<string, AuditIndex>();

  function onLine(line: string): void {
    const entry = indexes.size > 0 ? parseAuditLine(line) : undefined;
    if (entry) for (const index of indexesFor(entry)) index.add(entry);
  }

  /** A node that belongs to no scenario may be used by all of them. */
  function indexesFor(entry: AuditEntry): Iterable<AuditIndex> {
    if (entry.kind !== 'Node') {
      const index = indexes.get(entry.namespace ?? '');
      return index ? [index] : [];
    }
    for (const [namespace, index] of indexes) {
      if (entry.name.startsWith(`${namespace}-`)) return [index];
    }
    return indexes.values();
  }

  const tail = await followFile(path, onLine).catch((error: unknown) => {
    throw unreadable(error);
  });
  return {
    subscribe(namespace) {
      const index = createAuditIndex();
      indexes.set(namespace, index);
      return index;
    },
    unsubscribe: (namespace) => void indexes.delete(namespace),
    poll: () =>
      tail.poll().catch((error: unknown) => {
        throw unreadable(error);
      }),
    readUpTo: tail.readUpTo,
    close: () => tail.close(),
  };
}

function unreadable(error: unknown): AdapterError {
  return new AdapterError(
    `the audit log of this cluster cannot be read: ${messageOf(error)}. ` +
      `Make the cluster anew with "plimsoll cluster down" and "plimsoll cluster up".`,
    { cause: error },
  );
}
