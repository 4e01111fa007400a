// What a guest reads in the browser when their payment link leads to no payment, or back from one.

export type PayPage = 'soon' | 'confirmed' | 'ended' | 'unknown' | 'returned';

export const PAY_PAGES: Readonly<
  Record<PayPage, { readonly title: string; readonly body: string }>
> = {
  soon: {
    title: 'Estamos preparando tu link',
    body: 'Falta un momento. Volvé a tocar el botón de pago en unos segundos.',
  },
  confirmed: {
    title: 'Tu reserva ya está confirmada',
    body: 'No hace falta pagar nada más por acá. Los datos de tu estadía están en el chat.',
  },
  ended: {
    title: 'Este link ya no está activo',
    body: 'La reserva a la que corresponde terminó o está esperando un pago que ya empezó. Escribinos por WhatsApp y lo vemos juntos.',
  },
  unknown: {
    title: 'No encontramos este link',
    body: 'Puede que se haya cortado al copiarlo. Volvé a abrirlo desde el chat de WhatsApp.',
  },
  returned: {
    title: 'Gracias',
    body: 'Ya podés volver a WhatsApp. En cuanto MercadoPago nos confirme el pago te avisamos en el chat.',
  },
};
