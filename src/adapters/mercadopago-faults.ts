// What goes wrong between us and MercadoPago, as faults.

import { Fault } from '../domain/fault.ts';
import { causeCodes } from './mercadopago-answers.ts';

/** The SDK's own time-out ends with the headers; this one also bounds the body and the retry. */
const DEADLINE_MS = 25_000;

export type Vendor = { status: number; message: string; causes: number[] };

/** Undefined for anything that is not an answer of MercadoPago. */
export function vendorError(error: unknown): Vendor | undefined {
  if (
    !(error instanceof Error) ||
    !('status' in error) ||
    typeof error.status !== 'number' ||
    error.status === 0
  )
    return undefined;
  return {
    status: error.status,
    message: error.message,
    causes: causeCodes('causes' in error ? error.causes : null),
  };
}

export function faultOf(operation: string, error: unknown, vendor: Vendor | undefined): Fault {
  if (error instanceof Fault) return error;
  if (!vendor)
    return new Fault('mercadopago.unreachable', `${operation} got no answer`, {
      transient: true,
      cause: error,
    });
  // 401 and 403 are ours to repair: the work waits for it, it is not given up.
  const transient =
    vendor.status >= 500 || [401, 403, 408, 409, 423, 424, 429].includes(vendor.status);
  return new Fault(
    `mercadopago.${vendor.causes[0] ?? vendor.status}`,
    `${operation} was refused: ${vendor.message}`,
    { transient, cause: error },
  );
}

export async function withDeadline<T>(work: Promise<T>, operation: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(new Fault('mercadopago.timeout', `${operation} took too long`, { transient: true })),
    DEADLINE_MS,
  );
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
