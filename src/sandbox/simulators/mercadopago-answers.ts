// MercadoPago's way of answering: its error envelope, its dates, its money.

export type Answer = { status: number; body: unknown };
export type Cause = { code: number; description: string; data: string | null };

export class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(JSON.stringify(answer.body));
    this.name = 'Refused';
    this.answer = answer;
  }
}

export function refusal(
  status: number,
  error: string,
  message: string,
  cause: Cause[] | null = [],
): Refused {
  return new Refused({ status, body: { message, error, status, cause } });
}

/** Refusals of the payments API carry a numbered cause, and `data` says when and in which request. */
export function refusalBecause(
  status: number,
  code: number,
  description: string,
  now: Date,
): Refused {
  const error = status === 404 ? 'not_found' : 'bad_request';
  return refusal(status, error, description, [{ code, description, data: stamp(now) }]);
}

function stamp(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  return `${date.split('-').toReversed().join('-')}T${time.slice(0, 8)}UTC;${crypto.randomUUID()}`;
}

/** Dates come with milliseconds and the offset of the servers, -04:00. */
export function mpDate(at: Date): string {
  return new Date(at.getTime() - 4 * 3_600_000).toISOString().replace('Z', '-04:00');
}

/** The only form that preferences take: `2026-12-01T23:59:59.000-03:00` (sdk-java #56, sdk-php #71). */
export function isPreferenceDate(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

export const toCents = (amount: number): number => Math.round(amount * 100);
export const toPesos = (cents: number): number => cents / 100;
