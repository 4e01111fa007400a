// What a guest reads in the browser when their payment link leads to no payment, or back from one.

import type { Language } from '../understand/meaning.ts';

export type PayPage = 'soon' | 'confirmed' | 'ended' | 'unknown' | 'returned';
type Words = { readonly title: string; readonly body: string };

export const PAY_PAGES: Readonly<Record<Language, Readonly<Record<PayPage, Words>>>> = {
  es: {
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
  },
  pt: {
    soon: {
      title: 'Estamos preparando o seu link',
      body: 'Só um momento. Toque de novo no botão de pagamento em alguns segundos.',
    },
    confirmed: {
      title: 'Sua reserva já está confirmada',
      body: 'Não é preciso pagar mais nada por aqui. Os dados da sua estadia estão no chat.',
    },
    ended: {
      title: 'Este link não está mais ativo',
      body: 'A reserva deste link terminou ou está esperando um pagamento que já começou. Escreva para a gente no WhatsApp e vemos juntos.',
    },
    unknown: {
      title: 'Não encontramos este link',
      body: 'Talvez ele tenha sido cortado ao copiar. Abra de novo pelo chat do WhatsApp.',
    },
    returned: {
      title: 'Obrigado',
      body: 'Você já pode voltar ao WhatsApp. Assim que o MercadoPago confirmar o pagamento, avisamos no chat.',
    },
  },
  en: {
    soon: {
      title: 'We are preparing your link',
      body: 'Just a moment. Tap the payment button again in a few seconds.',
    },
    confirmed: {
      title: 'Your booking is already confirmed',
      body: 'There is nothing more to pay here. The details of your stay are in the chat.',
    },
    ended: {
      title: 'This link is no longer active',
      body: 'Its booking has ended, or is waiting for a payment that has already started. Write to us on WhatsApp and we will sort it out.',
    },
    unknown: {
      title: 'We could not find this link',
      body: 'It may have been cut off when it was copied. Open it again from the WhatsApp chat.',
    },
    returned: {
      title: 'Thank you',
      body: 'You can go back to WhatsApp now. As soon as MercadoPago confirms the payment, we will tell you in the chat.',
    },
  },
};
