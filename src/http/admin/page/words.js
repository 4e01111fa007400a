// Days, money and counts in the owner's words. A day is `YYYY-MM-DD` and is reckoned in UTC.

const DAY_MS = 86_400_000;
const ofDay = (options) => {
  const format = new Intl.DateTimeFormat('es-AR', { ...options, timeZone: 'UTC' });
  // Intl writes "martes, 24 de noviembre", which nobody says.
  return (day) => format.format(new Date(day)).replace(',', '');
};

export const longDay = ofDay({ weekday: 'long', day: 'numeric', month: 'long' });
export const shortDay = ofDay({ weekday: 'short', day: 'numeric', month: 'short' });
export const monthName = ofDay({ month: 'long', year: 'numeric' });
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const addDays = (day, count) =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
/** Monday is 0. */
export const weekdayOf = (day) => (new Date(day).getUTCDay() + 6) % 7;
export function addMonths(month, count) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
export const nights = (stay) =>
  counted(daysBetween(stay.checkIn, stay.checkOut), 'noche', 'noches');

export function partyWords({ adults, children, infants }, pets) {
  const parts = [
    counted(adults, 'adulto', 'adultos'),
    children > 0 && counted(children, 'chico', 'chicos'),
    infants > 0 && counted(infants, 'bebé', 'bebés'),
    pets > 0 && counted(pets, 'mascota', 'mascotas'),
  ];
  return parts.filter(Boolean).join(' + ');
}

export function money(centavos) {
  return new Intl.NumberFormat('es-AR', {
    style: 'currency',
    currency: 'ARS',
    minimumFractionDigits: centavos % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(centavos / 100);
}

export const statusWords = {
  held: 'Guardada, espera la seña',
  settling: 'Pago en camino',
  confirmed: 'Confirmada',
  completed: 'Terminada',
  expired: 'Vencida',
  cancelled: 'Cancelada',
};

/** Hours and days at the lodging. */
export function clockOf(timeZone) {
  const time = new Intl.DateTimeFormat('es-AR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  return {
    time: (instant) => time.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
  };
}

export function ago(instant, now) {
  const minutes = Math.max(0, Math.round((now - Date.parse(instant)) / 60_000));
  if (minutes < 1) return 'recién';
  if (minutes < 60) return `hace ${minutes} min`;
  if (minutes < 48 * 60) return `hace ${Math.round(minutes / 60)} h`;
  return `hace ${Math.round(minutes / 60 / 24)} días`;
}

/** As a person reads it: +54 9 294 412-3456 for an Argentine mobile, else the digits. */
export function phoneWords(digits) {
  const argentine = /^549(\d{2,4}?)(\d{3,4})(\d{4})$/.exec(digits ?? '');
  if (digits === null || digits === undefined) return '';
  if (digits.startsWith('54911') && digits.length === 13)
    return `+54 9 11 ${digits.slice(5, 9)}-${digits.slice(9)}`;
  if (argentine && digits.length === 13)
    return `+54 9 ${digits.slice(3, 6)} ${digits.slice(6, 9)}-${digits.slice(9)}`;
  return `+${digits}`;
}

/** WhatsApp's marks left out, for one line. */
export const plain = (text) =>
  (text ?? '')
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
