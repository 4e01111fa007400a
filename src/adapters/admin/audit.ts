// The audit log: append-only, written in the transaction of the change.

import type { Db } from '../postgres.ts';

type AuditLine = {
  readonly at: Date;
  readonly who: string;
  readonly what: string;
  readonly about: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

export async function writeAudit(
  db: Db,
  { at, who, what, about, before, after }: AuditLine,
): Promise<void> {
  await db.query(
    'insert into audit_log (at, who, what, about, before, after) values ($1, $2, $3, $4, $5, $6)',
    [at, who, what, about, jsonOrNull(before), jsonOrNull(after)],
  );
}

export type AuditRow = Required<AuditLine> & { readonly id: number };

/** Newest first, those before `cursor`. */
export async function readAudit(
  db: Db,
  filter: {
    who: string | undefined;
    about: string | undefined;
    cursor: number | undefined;
    limit: number;
  },
): Promise<AuditRow[]> {
  const { rows } = await db.query(
    `select id, at, who, what, about, before, after from audit_log
     where ($1::text is null or who = $1) and ($2::text is null or about = $2) and ($3::bigint is null or id < $3)
     order by id desc limit $4`,
    [filter.who ?? null, filter.about ?? null, filter.cursor ?? null, filter.limit],
  );
  return rows as AuditRow[];
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
