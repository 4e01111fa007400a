// Text for a spreadsheet (RFC 4180). What a guest wrote must stay text there: a cell that would begin a
// formula is led by an apostrophe (OWASP, CSV injection).

/** Excel takes UTF-8 for its own code page unless this stands first. */
const BYTE_ORDER_MARK = '\u{feff}';

export function toCsv(
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number | null>>,
): string {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
