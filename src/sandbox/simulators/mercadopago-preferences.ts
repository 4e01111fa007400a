// Checkout Pro preferences: what is refused, what silently yields no init_point, and what is kept.
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { isPreferenceDate, refusal, toCents } from './mercadopago-answers.ts';

export type Preference = {
  id: string;
  body: JsonObject;
  createdAt: string;
  initPoint: string | null;
};

const paymentTypes = [
  'ticket',
  'atm',
  'bank_transfer',
  'credit_card',
  'debit_card',
  'prepaid_card',
  'digital_wallet',
  'digital_currency',
];

function checkItems(items: unknown): void {
  if (!Array.isArray(items) || items.length === 0)
    throw refusal(400, 'invalid_items', 'items needed', null);
  for (const item of items) {
    if (!isObject(item) || typeof item['title'] !== 'string' || item['title'] === '')
      throw refusal(400, 'invalid_items', 'title needed', null);
    const { quantity, unit_price: price } = item;
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1)
      throw refusal(400, 'invalid_items', 'quantity invalid', null);
    // A price in quotes is the classic mistake; fractions of a centavo are another.
    if (
      typeof price !== 'number' ||
      !(price > 0) ||
      Math.abs(price * 100 - Math.round(price * 100)) > 1e-6
    ) {
      throw refusal(400, 'invalid_items', 'unit_price invalid', null);
    }
    if (item['currency_id'] !== undefined && item['currency_id'] !== 'ARS')
      throw refusal(400, 'invalid_items', 'currency_id invalid', null);
  }
}

function isPublic(address: unknown): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return (
    hostname !== 'localhost' &&
    !/^[\d.]+$/.test(hostname) &&
    !hostname.startsWith('[') &&
    hostname.includes('.')
  );
}

function isPublicHttps(address: unknown): boolean {
  return isPublic(address) && String(address).startsWith('https://');
}

/** A success page that is absent, local or without https makes auto_return "invalid" (odoo/odoo #213287). */
function checkReturn(body: JsonObject): void {
  const backUrls = isObject(body['back_urls']) ? body['back_urls'] : {};
  const autoReturn = body['auto_return'];
  if (autoReturn === undefined) return;
  if (autoReturn !== 'approved' && autoReturn !== 'all')
    throw refusal(400, 'invalid_auto_return', 'auto_return invalid', null);
  if (!isPublicHttps(backUrls['success']))
    throw refusal(
      400,
      'invalid_auto_return',
      'auto_return invalid. back_url.success must be defined',
      null,
    );
}

function checkExclusions(body: JsonObject): void {
  const methods = body['payment_methods'];
  if (!isObject(methods)) return;
  const excluded = methods['excluded_payment_types'] ?? [];
  if (!Array.isArray(excluded))
    throw refusal(400, 'invalid_payment_methods', 'excluded_payment_types invalid', null);
  for (const type of excluded) {
    if (!isObject(type) || !paymentTypes.includes(String(type['id'])))
      throw refusal(400, 'invalid_payment_methods', 'excluded_payment_types invalid', null);
  }
}

function checkRest(body: JsonObject): void {
  const notification = body['notification_url'];
  if (
    notification !== undefined &&
    (typeof notification !== 'string' || !URL.canParse(notification) || notification.length > 400)
  ) {
    throw refusal(400, 'invalid_notification_url', 'notification_url invalid', null);
  }
  const reference = body['external_reference'];
  if (reference !== undefined && (typeof reference !== 'string' || reference.length > 256)) {
    throw refusal(400, 'invalid_external_reference', 'external_reference invalid', null);
  }
  if (body['expires'] !== undefined && typeof body['expires'] !== 'boolean')
    throw refusal(400, 'invalid_expires', 'expires invalid', null);
  if (body['binary_mode'] !== undefined && typeof body['binary_mode'] !== 'boolean')
    throw refusal(400, 'invalid_binary_mode', 'binary_mode invalid', null);
  const descriptor = body['statement_descriptor'];
  if (descriptor !== undefined && (typeof descriptor !== 'string' || descriptor.length > 22)) {
    throw refusal(400, 'invalid_statement_descriptor', 'statement_descriptor invalid', null);
  }
}

/** Accepted, but nobody can pay: MercadoPago says nothing and answers `init_point: null`. */
function hasInitPoint(body: JsonObject): boolean {
  const backUrls = isObject(body['back_urls']) ? Object.values(body['back_urls']) : [];
  const dates = ['expiration_date_from', 'expiration_date_to', 'date_of_expiration']
    .map((key) => body[key])
    .filter((date) => date !== undefined);
  return backUrls.every(isPublic) && dates.every(isPreferenceDate);
}

export function checkPreference(body: unknown): JsonObject {
  if (!isObject(body)) throw refusal(400, 'bad_request', 'invalid JSON', null);
  checkItems(body['items']);
  checkReturn(body);
  checkExclusions(body);
  checkRest(body);
  return body;
}

export function openPreference(
  id: string,
  body: JsonObject,
  createdAt: string,
  checkoutUrl: string,
): Preference {
  return {
    id,
    body,
    createdAt,
    initPoint: hasInitPoint(body) ? `${checkoutUrl}/checkout/v1/redirect?pref_id=${id}` : null,
  };
}

export function preferenceAnswer(preference: Preference, collectorId: number): JsonObject {
  return {
    ...preference.body,
    id: preference.id,
    client_id: '9007201037432480',
    collector_id: collectorId,
    date_created: preference.createdAt,
    init_point: preference.initPoint,
    sandbox_init_point: preference.initPoint,
    site_id: 'MLA',
    operation_type: 'regular_payment',
    metadata: snakeCased(preference.body['metadata']),
  };
}

/** Keys of metadata come back in snake case. */
export function snakeCased(metadata: unknown): JsonObject {
  const entries = isObject(metadata) ? Object.entries(metadata) : [];
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

export function amountInCents(preference: Preference): number {
  const items = preference.body['items'] as { quantity: number; unit_price: number }[];
  return items.reduce((sum, item) => sum + item.quantity * toCents(item.unit_price), 0);
}

export function expiresAt(preference: Preference): number | undefined {
  const until = preference.body['expiration_date_to'];
  return preference.body['expires'] === true && typeof until === 'string'
    ? Date.parse(until)
    : undefined;
}

export function isExpired(preference: Preference, now: Date): boolean {
  const until = expiresAt(preference);
  return until !== undefined && now.getTime() >= until;
}

export function excludes(preference: Preference, type: string): boolean {
  const methods = preference.body['payment_methods'];
  const excluded = isObject(methods) ? methods['excluded_payment_types'] : undefined;
  return Array.isArray(excluded) && excluded.some((each) => isObject(each) && each['id'] === type);
}
