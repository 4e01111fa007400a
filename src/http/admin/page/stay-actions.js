// What can be done about a stay now. Whatever moves money is asked twice, with the sum written out.
import { change, read } from './api.js';
import { button, el } from './dom.js';
import { attempt, closeSheet, confirmSheet, openSheet, toast } from './sheet.js';
import { money } from './words.js';

/** `told` closes the sheet with words; `after` is called once something has changed. */
export function stayActions(stay, { app, told, after }) {
  const isOpen = stay.status === 'held' || stay.status === 'settling';
  const isHere = stay.status === 'confirmed' && stay.checkIn <= app.me.today;
  const isUnmarked = isHere && stay.checkedInAt === null && stay.noShowAt === null;
  const path = `/reservations/${stay.id}`;
  const who = stay.name ?? 'el huésped';

  async function arrived({ currentTarget }) {
    if (await attempt(currentTarget, () => change('POST', `${path}/check-in`)))
      told('Marcada la llegada.');
  }

  const confirm = () =>
    confirmSheet({
      title: `Confirmar · ${money(Math.max(0, stay.deposit - stay.paid))}`,
      words: `Se anota que recibiste lo que falta de la seña, y se le avisa a ${who}.`,
      label: 'Sí, la recibí',
      async act() {
        await change('POST', `${path}/confirmation`, {});
        toast('Reserva confirmada.');
        after();
      },
    });

  const noShow = () =>
    confirmSheet({
      title: 'No vinieron',
      words: `Queda anotado que ${who} no se presentó.`,
      label: 'Sí, no vinieron',
      tone: 'is-bad',
      async act() {
        await change('POST', `${path}/no-show`);
        toast('Anotado.');
        after();
      },
    });

  async function cancel({ currentTarget }) {
    let preview;
    const asked = async () => {
      preview = await read(`${path}/cancellation`);
    };
    if (await attempt(currentTarget, asked)) askWhoCancels(preview);
  }

  function askWhoCancels({ byGuest, byOwner, disputed, paidElsewhere }) {
    const goesBack = (amount) =>
      amount > 0 ? `se devuelven ${money(amount)}` : 'no se devuelve nada';
    const choice = (label, asks, amount) => [
      el('p', { class: 'soft' }, `${label}: ${goesBack(amount)} y se le avisa.`),
      button(
        label,
        async ({ currentTarget }) => {
          const done = () => change('POST', `${path}/cancellation`, { asks });
          if (await attempt(currentTarget, done)) told('Reserva cancelada.');
        },
        'is-bad',
      ),
    ];
    openSheet(
      `¿Quién cancela a ${who}?`,
      ...(disputed
        ? [el('p', {}, 'Hay un reclamo abierto: se resuelve en MercadoPago.')]
        : [
            ...choice('Cancela el huésped', 'guest', byGuest),
            ...choice('Cancelo yo', 'owner', byOwner),
          ]),
      paidElsewhere > 0 &&
        el('p', {}, `Lo que cobraste por fuera, ${money(paidElsewhere)}, lo devolvés vos.`),
      el('div', { class: 'actions' }, button('Volver', closeSheet)),
    );
  }

  return el(
    'div',
    { class: 'actions' },
    isUnmarked && button('Ya llegaron', arrived, 'is-main'),
    isOpen && button('Confirmar a mano', confirm, 'is-main'),
    button('Ver el chat', () => app.go(`chats/${stay.guestId}`)),
    stay.phone && el('a', { class: 'button', href: `tel:+${stay.phone}` }, 'Llamar'),
    isUnmarked && button('No vinieron', noShow),
    (isOpen || stay.status === 'confirmed') && button('Cancelar', cancel),
  );
}
