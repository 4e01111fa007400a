// One key per phone. Argentine mobiles are written in three ways (with the 9, without it, and
// with the local 15); WhatsApp uses more than one, so all become 549 + area + number.

/** E.164 digits without '+', or null when the text holds no phone number. */
export function canonicalPhone(text: string): string | null {
  const digits = text.replace(/[\s().+-]/g, '');
  if (!/^[1-9]\d{6,14}$/.test(digits)) return null;
  const national = /^54(?:9)?(\d{10}|\d{12})$/.exec(digits)?.[1];
  if (national === undefined) return digits;
  if (national.length === 10) return `549${national}`;
  const without15 = dropLocal15(national);
  return without15 === null ? digits : `549${without15}`;
}

// Area codes have 2 (only 11), 3 or 4 digits; the 15 of local dialling stands behind them.
function dropLocal15(national: string): string | null {
  const area = national.startsWith('11')
    ? 2
    : [3, 4].find((length) => national.startsWith('15', length));
  if (area === undefined || !national.startsWith('15', area)) return null;
  return national.slice(0, area) + national.slice(area + 2);
}

/** How an Argentine mobile is written to Meta: as it is, without the 9, or with the local 15. */
export type ArgentineForm = 'keep9' | 'strip9' | '15';

// Three digits where the plan of numbers (ENACOM) has them, 11 alone has two, the rest have four.
const AREAS_OF_3 = new Set(
  (
    '220 221 223 230 236 237 249 260 261 263 264 266 280 291 294 297 298 299 336 341 342 343 345 348 351 ' +
    '353 358 362 364 370 376 379 380 381 383 385 387 388'
  ).split(' '),
);

/** From the canonical digits; numbers of other countries stay as they are. */
export function dialled(phone: string, form: ArgentineForm): string {
  const national = /^549(\d{10})$/.exec(phone)?.[1];
  if (national === undefined || form === 'keep9') return phone;
  if (form === 'strip9') return `54${national}`;
  const area = national.startsWith('11') ? 2 : AREAS_OF_3.has(national.slice(0, 3)) ? 3 : 4;
  return `54${national.slice(0, area)}15${national.slice(area)}`;
}
