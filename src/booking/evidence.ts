// What a bank is shown about a payment that its cardholder does not recognise: the quote, the policy that
// was accepted, what was said, the stay and the payments, as one page that needs nothing else.

import type { Centavos } from '../domain/money.ts';
import type { Policy } from '../domain/property.ts';
import type { QuoteLine } from '../domain/quote.ts';
import type { Stay } from '../domain/stay.ts';

export type Evidence = {
  readonly madeAt: Date;
  readonly timeZone: string;
  readonly lodging: { readonly name: string; readonly place: string };
  readonly reservation: {
    readonly code: string;
    readonly status: string;
    readonly cabinName: string;
    readonly stay: Stay;
    readonly name: string | null;
    readonly phone: string | null;
    readonly people: string;
    readonly total: Centavos;
    readonly deposit: Centavos;
    readonly checkedInAt: Date | null;
  };
  readonly quote: {
    readonly shownAt: Date;
    readonly lines: readonly QuoteLine[];
  } | null;
  readonly policy: Policy;
  readonly events: ReadonlyArray<{
    readonly at: Date;
    readonly what: string;
    readonly detail: unknown;
  }>;
  readonly payments: ReadonlyArray<{
    readonly id: string;
    readonly status: string;
    readonly statusDetail: string | null;
    readonly amount: Centavos;
    readonly refunded: Centavos;
    readonly lastUpdated: Date;
  }>;
  readonly refunds: ReadonlyArray<{
    readonly paymentId: string;
    readonly amount: Centavos;
    readonly reason: string;
    readonly status: string;
    readonly refundId: string | null;
  }>;
  readonly chargebacks: ReadonlyArray<{
    readonly id: string;
    readonly paymentId: string;
    readonly reason: string | null;
    readonly deadline: Date | null;
  }>;
  readonly transcript: ReadonlyArray<{
    readonly at: Date;
    readonly who: string;
    readonly text: string;
  }>;
};

/** Self-contained HTML. Whatever a guest wrote is text in it, never markup. */
export function evidencePage(evidence: Evidence): string {
  const { reservation, lodging, quote, policy } = evidence;
  const time = new Intl.DateTimeFormat('es-AR', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: evidence.timeZone,
  });
  const moment = (at: Date | null) => (at ? time.format(at) : '—');
  const rows: Array<[string, string]> = [
    ['Reserva', reservation.code],
    ['Estado', reservation.status],
    ['Alojamiento', `${lodging.name}, ${lodging.place}`],
    ['Cabaña', reservation.cabinName],
    ['Entrada', reservation.stay.checkIn],
    ['Salida', reservation.stay.checkOut],
    ['A nombre de', reservation.name ?? '—'],
    ['WhatsApp', reservation.phone ?? '—'],
    ['Personas', reservation.people],
    ['Total', pesos(reservation.total)],
    ['Seña', pesos(reservation.deposit)],
    ['Ingreso registrado', moment(reservation.checkedInAt)],
  ];
  return `<!doctype html>
<html lang="es-AR">
<meta charset="utf-8">
<title>${escapeHtml(`Documentación de la reserva ${reservation.code}`)}</title>
<style>
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 14px/1.5 system-ui, sans-serif; color: #1f2d26 }
  h1 { font-size: 1.4rem } h2 { margin-top: 2rem; font-size: 1.1rem; border-bottom: 1px solid #bbb }
  table { border-collapse: collapse; width: 100% } td, th { padding: .25rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
  td { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
<h1>${escapeHtml(`Documentación de la reserva ${reservation.code}`)}</h1>
<p>${escapeHtml(`${lodging.name} · preparada el ${moment(evidence.madeAt)}`)}</p>
${section('La estadía', table([], rows))}
${section(
  `El presupuesto${quote ? `, como se mostró el ${moment(quote.shownAt)}` : ''}`,
  table(
    ['Concepto', 'Importe'],
    quote
      ? [
          ...quote.lines.map((line) => [describe(line), pesos(line.amount)]),
          ['Total', pesos(reservation.total)],
        ]
      : [['Precio acordado con el alojamiento', pesos(reservation.total)]],
  ),
)}
${section(`La política de cancelación aceptada (versión ${policy.version})`, `<p>${escapeHtml(policy.text)}</p>`)}
${section(
  'Los pagos en MercadoPago',
  table(
    ['Pago', 'Estado', 'Importe', 'Devuelto', 'Última novedad'],
    evidence.payments.map((payment) => [
      payment.id,
      [payment.status, payment.statusDetail].filter(Boolean).join(' · '),
      pesos(payment.amount),
      pesos(payment.refunded),
      moment(payment.lastUpdated),
    ]),
  ),
)}
${section(
  'Las devoluciones',
  table(
    ['Pago', 'Importe', 'Motivo', 'Estado', 'Devolución'],
    evidence.refunds.map((refund) => [
      refund.paymentId,
      pesos(refund.amount),
      refund.reason,
      refund.status,
      refund.refundId ?? '—',
    ]),
  ),
)}
${section(
  'Los contracargos',
  table(
    ['Caso', 'Pago', 'Motivo', 'Documentación hasta'],
    evidence.chargebacks.map(({ id, paymentId, reason, deadline }) => [
      id,
      paymentId,
      reason ?? '—',
      moment(deadline),
    ]),
  ),
)}
${section(
  'Qué pasó con la reserva',
  table(
    ['Cuándo', 'Qué', 'Detalle'],
    evidence.events.map(({ at, what, detail }) => [moment(at), what, JSON.stringify(detail)]),
  ),
)}
${section(
  'La conversación por WhatsApp',
  table(
    ['Cuándo', 'Quién', 'Qué'],
    evidence.transcript.map(({ at, who, text }) => [moment(at), who, text]),
  ),
)}
</html>
`;
}

function section(title: string, content: string): string {
  return `<h2>${escapeHtml(title)}</h2>\n${content}`;
}

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  if (rows.length === 0) return '<p>Nada.</p>';
  const line = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>\n${[...(heads.length > 0 ? [line(heads, 'th')] : []), ...rows.map((row) => line(row, 'td'))].join('\n')}\n</table>`;
}

function describe(line: QuoteLine): string {
  switch (line.kind) {
    case 'nights':
      return `${line.count} noches${line.weekend ? ' de fin de semana' : ''}${line.season ? ` (${line.season})` : ''} × ${pesos(line.unit)}`;
    case 'extraPeople':
      return `${line.people} personas más, ${line.count} noches × ${pesos(line.unit)}`;
    case 'lengthDiscount':
      return `Descuento por estadía larga (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpieza';
    case 'pets':
      return `${line.count} mascotas × ${pesos(line.unit)}`;
  }
}

function pesos(amount: Centavos): string {
  return new Intl.NumberFormat('es-AR', { style: 'currency', currency: 'ARS' }).format(
    amount / 100,
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}
