import { readFile, stat } from 'node:fs/promises';

import { OptionsInvalidError } from '@understudy/core/provider';

import type { ServiceCall } from '../core/service-call.ts';
import type { JournalRecord } from './journal-record.ts';
import { type RunLine, runLineSchema } from './run-line.ts';
import { tasksOfEvents } from './tasks-of-events.ts';

const maxBytes = 256 * 1024 * 1024;

/** A recorded run: what it began with, and what happened, in its order. */
export interface StoredRun {
  readonly options: Readonly<Record<string, unknown>>;
  readonly record: JournalRecord;
  /** What each request had asked for, by the journal's number of the request. */
  readonly calls: ReadonlyMap<number, ServiceCall>;
  /** What some of them had asked for in their headers. */
  readonly faults: ReadonlyMap<number, string>;
  readonly lines: readonly RunLine[];
  /** Whether the last line was cut off, as a crash leaves it. */
  readonly isTorn: boolean;
}

/**
 * Reads what a fake has recorded, since its last reset.
 * @throws {OptionsInvalidError} when the file is not there, too long, or no recorded run.
 */
export async function readRun(path: string): Promise<StoredRun> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw refusal(path, 'cannot be read', cause);
  });
  if (size > maxBytes) throw refusal(path, `is longer than ${maxBytes} bytes`);
  const texts = (await readFile(path, 'utf8')).split('\n');
  const isTorn = texts.pop() !== '';
  const all = texts.map((text, index) => lineOf(text, `${path}:${index + 1}`));
  const start = all.findLastIndex(({ line }) => line === 'start');
  const first = all[start];
  if (first?.line !== 'start') throw refusal(path, 'is no recorded run: it has no line "start"');
  const lines = all.slice(start + 1);
  const calls = new Map(
    lines.flatMap((line) => (line.line === 'call' ? [[line.request, line.call] as const] : [])),
  );
  const faults = new Map(
    lines.flatMap((line) =>
      line.line === 'call' && line.fault !== undefined ? [[line.request, line.fault] as const] : [],
    ),
  );
  const events = lines.flatMap((line) => (line.line === 'event' ? [line.event] : []));
  const { seed, options } = first;
  const record = { seed, recordedAt: path, events, tasks: tasksOfEvents(events, calls) };
  return { options, record, calls, faults, lines, isTorn };
}

function lineOf(text: string, place: string): RunLine {
  const parsed = runLineSchema.safeParse(jsonOf(text, place));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refusal(place, `field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'not valid'}`);
}

function jsonOf(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(place, 'is not JSON', cause);
  }
}

const refusal = (place: string, why: string, cause?: unknown): OptionsInvalidError =>
  new OptionsInvalidError({ option: 'run', message: `${place} ${why}`, cause });
