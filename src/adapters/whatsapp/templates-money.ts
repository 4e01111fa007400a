// About money that is due or goes back.

import { choiceId } from '../../../flows/choices.ts';
import { reply, type Templates } from './template.ts';

const human = choiceId({ do: 'human' });

const pay = (text: string) => ({ kind: 'link', text, below: 'pay/', example: 'b7Xk2mQ9' }) as const;

export const moneyTemplates = {
  payment_pending: {
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      cabin: 'Coihue',
      deposit: '$ 144.000',
      until: 'viernes, 15:30',
    },
    ttlSeconds: 1_800,
    texts: {
      es: {
        body: 'La reserva {{code}} en {{lodging}} espera su seña de {{deposit}}.\n\nLa cabaña {{cabin}} queda guardada a tu nombre hasta el {{until}}; después se libera sola.',
        buttons: [pay('Pagar la seña')],
      },
      pt: {
        body: 'A reserva {{code}} em {{lodging}} aguarda o sinal de {{deposit}}.\n\nA cabana {{cabin}} fica guardada em seu nome até {{until}}; depois é liberada automaticamente.',
        buttons: [pay('Pagar o sinal')],
      },
      en: {
        body: 'Booking {{code}} at {{lodging}} is waiting for its deposit of {{deposit}}.\n\nThe cabin {{cabin}} is held in your name until {{until}}; after that it is released.',
        buttons: [pay('Pay the deposit')],
      },
    },
  },
  balance_due: {
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      cabin: 'Coihue',
      check_in: 'viernes, 15 de enero de 2027',
      balance: '$ 336.000',
    },
    // the link in it lives for a day
    ttlSeconds: 43_200,
    texts: {
      es: {
        body: 'Falta poco para tu estadía en {{lodging}}, reserva {{code}}.\n\nCabaña: {{cabin}}\nDía de entrada: {{check_in}}\nSaldo por pagar: {{balance}}\n\nPodés pagarlo ahora desde el botón o al llegar, como te quede más cómodo.',
        buttons: [pay('Pagar el saldo')],
      },
      pt: {
        body: 'Falta pouco para sua estadia em {{lodging}}, reserva {{code}}.\n\nCabana: {{cabin}}\nDia de entrada: {{check_in}}\nSaldo a pagar: {{balance}}\n\nVocê pode pagar agora pelo botão ou na chegada, como for melhor.',
        buttons: [pay('Pagar o saldo')],
      },
      en: {
        body: 'Your stay at {{lodging}} is near, booking {{code}}.\n\nCabin: {{cabin}}\nCheck-in day: {{check_in}}\nBalance to pay: {{balance}}\n\nYou can pay it now with the button or when you arrive, whichever suits you.',
        buttons: [pay('Pay the balance')],
      },
    },
  },
  refund_notice: {
    examples: {
      lodging: 'Cabañas El Radal',
      amount: '$ 144.000',
      detail:
        'Ya pedimos la devolución y MercadoPago la aprobó. Según el medio de pago puede tardar unos días en verse.',
    },
    ttlSeconds: null,
    texts: {
      es: {
        body: 'Novedades sobre la devolución de {{amount}} de tu pago a {{lodging}}:\n\n{{detail}}\n\nSi algo no te cierra, respondé este mensaje.',
        buttons: [reply('Hablar con alguien', human)],
      },
      pt: {
        body: 'Novidades sobre a devolução de {{amount}} do seu pagamento a {{lodging}}:\n\n{{detail}}\n\nSe tiver dúvidas, responda a esta mensagem.',
        buttons: [reply('Falar com alguém', human)],
      },
      en: {
        body: 'News about the refund of {{amount}} of your payment to {{lodging}}:\n\n{{detail}}\n\nIf anything is unclear, answer this message.',
        buttons: [reply('Talk to someone', human)],
      },
    },
  },
} satisfies Partial<Templates>;
