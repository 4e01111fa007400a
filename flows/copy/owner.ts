// Each thing that is said to an owner, as a message: text, buttons or a list.

import { ownerChoiceId } from '../owner-choices.ts';
import type { Alert, Digest, StayLine } from '../owner-shown.ts';
import type { OwnerSaying } from '../owner-talk.ts';
import { MOST, type Button, type OutMessage, type Row } from './message.ts';
import { wordsFor } from './owner-alerts.ts';
import { doneMessage, proposalMessage } from './owner-asked.ts';
import { createPen, priceLine } from './owner-pen.ts';
import {
  aboutOf,
  ASKS,
  decisionWords,
  freeText,
  listed,
  orderOn,
  partLines,
  percent,
  PLAIN,
  refusal,
  section,
  shortAbout,
  statusOf,
  staysText,
  summaryOf,
  takingsText,
  whoIs,
} from './owner-words.ts';

export type OwnerCopy = (saying: OwnerSaying) => OutMessage;

export function createOwnerCopy(timeZone: string): OwnerCopy {
  const pen = createPen(timeZone);
  const { f, text, buttons, list, orders } = pen;

  function alertBody(alert: Alert): string {
    const words = wordsFor(alert.kind);
    return [`*${words.title}*`, aboutOf(alert, f), words.body(alert, f)]
      .filter((line) => line !== '')
      .join('\n');
  }

  function alertButtons(alert: Alert): Button[] {
    const { labels } = wordsFor(alert.kind);
    const rulings = alert.rulings.flatMap((ruling) => {
      const label = labels[ruling];
      return label ? [orders({ do: 'rule', decisionId: alert.id, ruling }, label)] : [];
    });
    const first =
      alert.kind === 'suspense'
        ? [orders({ do: 'see', decisionId: alert.id }, 'Ver el pago')]
        : alert.kind === 'handoff' && alert.guestId !== null
          ? [orders({ do: 'reply', guestId: alert.guestId }, 'Responder')]
          : [];
    const last =
      alert.kind === 'handoff' && alert.guestId !== null
        ? [orders({ do: 'giveChat', guestId: alert.guestId }, 'Que siga el bot')]
        : alert.kind !== 'undelivered' && alert.guestId !== null
          ? [orders({ do: 'reply', guestId: alert.guestId }, 'Responderle')]
          : [];
    // a chat is taken over or given back: closing the question alone leaves the guest with nobody
    const own = alert.kind === 'handoff' ? rulings.slice(0, 1) : rulings;
    return [...first, ...own, ...last].slice(0, 3);
  }

  const alertRow = (alert: Alert): Row => ({
    id: ownerChoiceId({ do: 'order', order: { do: 'see', decisionId: alert.id } }),
    title: wordsFor(alert.kind).title,
    description: shortAbout(alert, f),
  });

  function say(saying: OwnerSaying): OutMessage {
    switch (saying.key) {
      case 'unknownCabin':
        return text(
          `No encuentro la cabaña «${saying.named}»: tenés ${listed(saying.cabins)}. También me podés decir «cabaña 2».`,
        );
      case 'lacking':
        return text(
          saying.what === 'cabin'
            ? `${ASKS.cabin} Tenés ${listed(saying.cabins)}, o «todas».`
            : ASKS[saying.what],
        );
      case 'amountOf':
        return text(
          `La noche está ahora así:\n${saying.prices.map((price) => priceLine(price, f)).join('\n')}\n\n¿A cuánto la pongo? Por ejemplo: 120 mil.`,
        );
      case 'whichBlock':
        return text(`¿Qué fechas? Hay estos bloqueos:\n${partLines(saying.parts, f)}`);
      case 'notFound':
        return text(
          saying.what === 'stay'
            ? `No encuentro una reserva de «${saying.who}». Probá con el código (PO-…), el nombre o el teléfono; «reservas de enero» te las lista.`
            : `No encuentro a «${saying.who}» entre los huéspedes. Probá con el nombre, el teléfono o el código de su reserva.`,
        );
      case 'whichStay':
        return list(
          'Hay más de una. ¿Cuál?',
          'Elegir',
          saying.stays.map((stay) => ({
            id: ownerChoiceId({ do: 'order', order: orderOn(saying.order, stay.code) }),
            title: `${stay.code} ${stay.cabinName}`,
            description: `${f.shortStay(stay.stay)}${stay.name ? ` · ${stay.name}` : ''}`,
          })),
        );
      case 'whichGuest':
        return list(
          'Hay más de uno. ¿Quién?',
          'Elegir',
          saying.guests.map(({ id, name }) => ({
            id: ownerChoiceId({ do: 'order', order: { do: saying.order, guestId: id } }),
            title: name,
          })),
        );
      case 'cannot':
        return text(refusal(saying.why, f));
      case 'stays':
        return text(staysText(saying.what, saying.days, saying.stays, f));
      case 'free':
        return text(freeText(saying, f));
      case 'takings':
        return text(takingsText(saying, f));
      case 'reservation':
        return stayMessage(saying.stay);
      case 'pending':
        return saying.alerts.length === 0
          ? text('No hay nada esperando tu decisión.')
          : list(
              `Esperan tu decisión: *${saying.alerts.length}*.`,
              'Ver pendientes',
              saying.alerts.map(alertRow),
            );
      case 'alerts':
        return list(
          `Hay *${saying.alerts.length}* cosas que esperan tu decisión.`,
          'Ver pendientes',
          saying.alerts.map(alertRow),
        );
      case 'alertsWait':
        return text(summaryOf(saying.alerts));
      case 'alert':
        return buttons(alertBody(saying.alert), alertButtons(saying.alert));
      case 'payment': {
        const { alert } = saying;
        const { reference } = alert.detail;
        const body = `${alertBody(alert)}\n\nPago ${alert.paymentId ?? ''} de MercadoPago${
          typeof reference === 'string' ? `, referencia «${reference}»` : ', sin referencia'
        }.`;
        const rulings = alertButtons(alert).filter(({ id }) => !id.includes(':see:'));
        return buttons(body, rulings);
      }
      case 'digest':
        return digestMessage(saying.digest);
      case 'writing':
        return text(
          `¿Qué le digo a *${saying.name}*? Escribilo y te lo muestro antes de mandarlo. «No» para dejarlo.`,
        );
      case 'decided':
        return text(
          `*${wordsFor(saying.alert.kind).title}*${saying.alert.code ? ` (${saying.alert.code})` : ''}: ya lo decidió ${whoIs(saying.by)}: ${decisionWords(saying.alert.kind, saying.decision)}.`,
        );
      case 'propose':
        return proposalMessage(pen, saying.id, saying.proposed);
      case 'done':
        return doneMessage(pen, saying.done);
      default:
        return text(PLAIN[saying.key]);
    }
  }

  function stayMessage(stay: StayLine): OutMessage {
    const body = `*${stay.code}* · ${stay.cabinName}
${f.stay(stay.stay)} · ${f.nights(stay.stay)}
${[stay.name, stay.phone && `+${stay.phone}`].filter(Boolean).join(' · ')} · ${f.count(stay.people, 'person')}
${statusOf(stay.status)} · total ${f.money(stay.total)}${stay.due > 0 ? ` · falta *${f.money(stay.due)}*` : ' · pagada'}`;
    const isSold = stay.status === 'confirmed' || stay.status === 'completed';
    return buttons(body, [
      ...(isSold && stay.due > 0
        ? [orders({ do: 'cash', who: stay.code, amount: null }, 'Cobré el saldo')]
        : []),
      ...(['held', 'settling', 'confirmed'].includes(stay.status)
        ? [orders({ do: 'cancel', who: stay.code }, 'Cancelarla')]
        : []),
    ]);
  }

  function digestMessage(digest: Digest): OutMessage {
    const { pending, holds, toCollect } = digest;
    const lines = [
      `*Hoy, ${f.day(digest.today)}*`,
      section('Llegan', digest.arriving, f),
      section('Se van', digest.leaving, f),
      pending > 0 ? `Esperan tu decisión: *${pending}*` : '',
      holds.length > 0 ? section('Guardadas, sin pagar', holds, f) : '',
      toCollect > 0 ? `Saldo por cobrar de los que están o llegan: *${f.money(toCollect)}*` : '',
      `Ocupación: ${percent(digest.week)} los próximos 7 días, ${percent(digest.month)} los próximos 30.`,
    ].filter((line) => line !== '');
    const body = lines.join('\n\n');
    // what is too long for buttons is a text that is whole
    return pending > 0 && body.length <= MOST.body
      ? buttons(body, [orders({ do: 'pending' }, 'Ver pendientes')])
      : text(body);
  }

  return say;
}
