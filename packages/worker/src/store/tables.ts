/** The schema in which pg-boss and we keep our tables. */
export const schema = 'understudy';

/** The queue of pg-boss that holds every job. */
export const queue = 'jobs';

/** How long a claim holds without a sign of life from its worker. pg-boss takes nothing below. */
export const leaseSeconds = 10;

/**
 * What we know of jobs beside pg-boss. No foreign keys: pg-boss deletes a job's row and inserts it again when it gives
 * it back. `claim` counts the claims of a job from 0, as `retry_count` does: with the job's id it is the fencing token.
 */
const statements = `
CREATE TABLE IF NOT EXISTS ${schema}.attempt (
  job_id uuid NOT NULL,
  attempt_id text NOT NULL,
  claim int NOT NULL,
  provider_id text NOT NULL,
  because text NOT NULL,
  booked_at timestamptz NOT NULL,
  ticket jsonb,
  outcome text,
  report jsonb,
  answer jsonb,
  PRIMARY KEY (job_id, attempt_id)
);
CREATE TABLE IF NOT EXISTS ${schema}.claim (
  job_id uuid NOT NULL,
  claim int NOT NULL,
  worker_id text NOT NULL,
  claimed_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (job_id, claim)
);
CREATE INDEX IF NOT EXISTS claim_of_worker ON ${schema}.claim (worker_id) WHERE ended_at IS NULL;
CREATE INDEX IF NOT EXISTS job_held ON ${schema}.job (heartbeat_on) WHERE state = 'active';
CREATE TABLE IF NOT EXISTS ${schema}.worker (
  worker_id text PRIMARY KEY,
  host text NOT NULL,
  pid int NOT NULL,
  state text NOT NULL,
  slots int NOT NULL,
  busy int NOT NULL,
  jobs_done int NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS ${schema}.control (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  set_at timestamptz NOT NULL
);
`;

const lockKey = 7_301_905;

/** Makes our tables where they are missing; several processes may do it at once. */
export const createTables = `
BEGIN;
SELECT pg_advisory_xact_lock(${lockKey});
${statements}
COMMIT;
`;

/** The channels on which notices go round. */
export const channels = {
  /** A job can be claimed. */
  ready: `${schema}_ready`,
  /** A job has ended: its id. */
  ended: `${schema}_ended`,
} as const;
