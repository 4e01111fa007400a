// What will happen on a yes, written out, and what has happened.

import { toCentavos } from '../../src/domain/money.ts';
import { addDays } from '../../src/domain/stay.ts';
import { ownerChoiceId } from '../owner-choices.ts';
import type { Done, Proposed } from '../owner-shown.ts';
import type { Button, OutMessage } from './message.ts';
import { wordsFor } from './owner-alerts.ts';
import { pesos, priceLine, type Pen } from './owner-pen.ts';
import { aboutOf, decisionWords, listed, partLines, takenLines } from './owner-words.ts';

export function proposalMessage({ f, buttons }: Pen, id: string, proposed: Proposed): OutMessage {
  const yes = (title = 'Sí', variant: string | null = null): Button => ({
    id: ownerChoiceId({ do: 'yes', to: id, variant }),
    title,
  });
  const no: Button = { id: ownerChoiceId({ do: 'no', to: id }), title: 'No' };
  switch (proposed.do) {
    case 'block':
      return buttons(
        `Hay noches que ya tienen dueño:\n${takenLines(proposed.taken, f)}\n\nQuedan libres:\n${partLines(proposed.parts, f)}`,
        [yes('Sí, bloquear'), no],
        '\n\n¿Bloqueo lo que queda libre?',
      );
    case 'price': {
      const { stay, weekends, changes } = proposed;
      const nights = weekends ? 'los viernes y sábados' : 'cada noche';
      const when = stay
        ? `de ${nights}, del ${f.stay({ checkIn: stay.checkIn, checkOut: addDays(stay.checkOut, -1) })}`
        : weekends
          ? `de ${nights}`
          : 'base';
      const lines = changes.map(
        (change) => `${priceLine(change, f)} → *${pesos(proposed.to, change.currency, f)}*`,
      );
      return buttons(
        `Cambio el precio ${when}:\n${lines.join('\n')}`,
        [yes('Sí, cambiar'), no],
        '\n\nLas reservas y cotizaciones que ya están no cambian. ¿Lo hago?',
      );
    }
    case 'cancel': {
      const { stay, byOwner, byGuest, elsewhere } = proposed;
      const hand =
        elsewhere > 0
          ? `\n${f.money(elsewhere)} entraron por transferencia o efectivo: eso lo devolvés vos.`
          : '';
      const head = `Cancelar *${stay.code}*${stay.name ? ` de ${stay.name}` : ''}: ${stay.cabinName}, ${f.stay(stay.stay)}. Las noches quedan libres y se lo aviso.`;
      return byOwner === byGuest
        ? buttons(`${head}\n\nVuelve: *${f.money(byOwner)}*.${hand}\n\n¿La cancelo?`, [
            yes('Sí, cancelarla'),
            no,
          ])
        : buttons(
            `${head}\n\nSi la cancelás vos vuelve todo: *${f.money(byOwner)}*. Si la pidió el huésped, por la política que aceptó: *${f.money(byGuest)}*.${hand}`,
            [yes('Cancelo yo'), yes('La pidió el huésped', 'guest'), no],
          );
    }
    case 'cash': {
      const { stay, amount } = proposed;
      const left = toCentavos(stay.due - amount);
      return buttons(
        `Anoto *${f.money(amount)}* en efectivo para ${stay.code}${stay.name ? ` de ${stay.name}` : ''} y se lo aviso. ${left > 0 ? `Quedan por cobrar ${f.money(left)}.` : 'Queda pagada.'} ¿Sí?`,
        [yes('Sí, cobré'), no],
      );
    }
    case 'writeTo':
      return buttons(
        `Para *${proposed.name}*:\n\n${proposed.text}`,
        [yes('Enviar'), no],
        `\n\n${
          proposed.as === 'template'
            ? 'Pasaron más de 24 horas desde que escribió: le llega como una plantilla de WhatsApp. '
            : ''
        }¿Lo mando? El bot se calla en ese chat hasta que escribas «seguir».`,
      );
    case 'rule': {
      const { alert, ruling } = proposed;
      const words = wordsFor(alert.kind);
      return buttons(
        `*${words.title}*\n${aboutOf(alert, f)}${alert.amount === null ? '' : `\n${f.money(alert.amount)}`}\n\n${words.does?.[ruling] ?? ''} ¿Lo hago?`,
        [yes(), no],
      );
    }
    case 'assign': {
      const { alert, stay } = proposed;
      return buttons(
        `Los ${alert.amount === null ? '' : f.money(alert.amount)} del pago ${alert.paymentId ?? ''} pasan a ${stay.code}${stay.name ? ` de ${stay.name}` : ''} (${stay.cabinName}, ${f.stay(stay.stay)}), como si hubieran llegado con su código. ¿Sí?`,
        [yes('Sí, asignar'), no],
      );
    }
  }
}

export function doneMessage({ f, text, buttons, orders }: Pen, done: Done): OutMessage {
  switch (done.do) {
    case 'block':
      return buttons(
        `Listo, bloqueado:\n${partLines(done.parts, f)}\nNadie las puede reservar.`,
        done.blockId === null
          ? []
          : [orders({ do: 'freeBlock', blockId: done.blockId }, 'Desbloquear')],
      );
    case 'unblock':
      return text(`Listo, de nuevo a la venta:\n${partLines(done.parts, f)}`);
    case 'price':
      return text(
        `Listo. Desde la próxima cotización rige el precio nuevo en ${listed(done.cabins)}.`,
      );
    case 'cancel':
      return text(
        `Cancelada ${done.code}. Vuelven ${f.money(done.refund)}${done.byHand > 0 ? `; de eso, ${f.money(done.byHand)} los devolvés vos` : ''}.`,
      );
    case 'cash':
      return text(
        `Anotado: ${f.money(done.amount)} en efectivo para ${done.code}. ${done.missing > 0 ? `Faltan ${f.money(done.missing)}.` : 'Está pagada.'}`,
      );
    case 'writeTo':
      return buttons(`Enviado a ${done.name}. El bot se calla en ese chat.`, [
        orders({ do: 'reply', guestId: done.guestId }, 'Decirle algo más'),
        orders({ do: 'giveChat', guestId: done.guestId }, 'Que siga el bot'),
      ]);
    case 'takeChat':
      return buttons(`El chat con ${done.name} es tuyo: el bot no le contesta.`, [
        orders({ do: 'reply', guestId: done.guestId }, 'Responder'),
        orders({ do: 'giveChat', guestId: done.guestId }, 'Que siga el bot'),
      ]);
    case 'giveChat':
      return text(`Listo, el bot vuelve a atender a ${done.name}.`);
    case 'rule': {
      const { alert, ruling } = done;
      const title = wordsFor(alert.kind).title;
      return text(`*${title}*: ${decisionWords(alert.kind, ruling)}. Listo.`);
    }
    case 'assign':
      return text(`Listo, el pago es de ${done.code}.`);
  }
}
