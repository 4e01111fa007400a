// Text as Meta and Postgres take it: cut by code points, no half of a surrogate pair, no NUL
// (jsonb refuses both: SQLSTATE 22P05 and 22P02 would turn a guest's text into a webhook that fails for ever).

function wellFormed(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
}

/** At most `limit` code points; what is cut ends in an ellipsis. */
export function fit(text: string, limit: number): string {
  const clean = wellFormed(text);
  if (clean.length <= limit) return clean;
  const points = Array.from(clean);
  return points.length <= limit
    ? clean
    : `${points
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/** At most `limit` code points, cut without a mark: for what came in. */
export function cap(text: string, limit: number): string {
  const clean = wellFormed(text);
  if (clean.length <= limit) return clean;
  let units = 0;
  for (let points = 0; points < limit && units < clean.length; points++)
    units += (clean.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return clean.slice(0, units);
}
