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
