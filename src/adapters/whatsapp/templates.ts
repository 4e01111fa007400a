// The messages that Meta approves beforehand, the only ones that may leave outside the 24-hour window.
// Utility in Meta's sense: each is about one booking or one question, offers nothing, and neither begins
// nor ends with a variable (their review refuses that). Created by `npm run whatsapp:templates create`.

import { choiceId } from '../../../flows/choices.ts';
import { ownerChoiceId } from '../../../flows/owner-choices.ts';
import type { Language } from '../../../flows/understand/meaning.ts';
import type { TemplateName, TemplateValues } from '../../chat/templates.ts';

/** At most ten; those that reply stand together, labels have at most 25 characters. */
export type TemplateButton =
  | { readonly kind: 'reply'; readonly text: string; readonly choice: string }
  /** Leads below our own address: `pay/` and the end of the path. */
  | {
      readonly kind: 'link';
      readonly text: string;
      readonly below: string;
      readonly example: string;
    };

export type TemplateText = { readonly body: string; readonly buttons: readonly TemplateButton[] };

export type Template<N extends TemplateName = TemplateName> = {
  readonly name: N;
  readonly category: 'UTILITY';
  /** Of each value, in the order in which it is sent; with what Meta's reviewer reads in its place. */
  readonly examples: TemplateValues[N];
  /** Not delivered after that; a reminder that comes days later is worse than none. */
  readonly ttlSeconds: number | null;
  readonly texts: Readonly<Record<Language, TemplateText>>;
};

export const META_LANGUAGE = { es: 'es_AR', pt: 'pt_BR', en: 'en' } as const satisfies Record<
  Language,
  string
>;

const reply = (text: string, choice: string) => ({ kind: 'reply', text, choice }) as const;
const pay = (text: string) => ({ kind: 'link', text, below: 'pay/', example: 'b7Xk2mQ9' }) as const;
const myBooking = choiceId({ do: 'resume' });
const instructions = choiceId({ do: 'instructions' });
const human = choiceId({ do: 'human' });
const seeOwn = ownerChoiceId({ do: 'order', order: { do: 'pending' } });

export const TEMPLATES: { readonly [N in TemplateName]: Template<N> } = {
  booking_confirmed: {
    name: 'booking_confirmed',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      cabin: 'Coihue',
      check_in: 'viernes, 15 de enero de 2027',
      check_out: 'lunes, 18 de enero de 2027',
    },
    ttlSeconds: null,
    texts: {
      es: {
        body: 'Tu reserva {{code}} en {{lodging}} está confirmada: recibimos la seña.\n\nCabaña: {{cabin}}\nEntrada: {{check_in}}\nSalida: {{check_out}}\n\nPara ver las indicaciones de llegada, tocá el botón.',
        buttons: [reply('Ver mi reserva', instructions)],
      },
      pt: {
        body: 'Sua reserva {{code}} em {{lodging}} está confirmada: recebemos o sinal.\n\nCabana: {{cabin}}\nEntrada: {{check_in}}\nSaída: {{check_out}}\n\nPara ver as instruções de chegada, toque no botão.',
        buttons: [reply('Ver minha reserva', instructions)],
      },
      en: {
        body: 'Your booking {{code}} at {{lodging}} is confirmed: we received the deposit.\n\nCabin: {{cabin}}\nCheck-in: {{check_in}}\nCheck-out: {{check_out}}\n\nTap the button to see how to get here.',
        buttons: [reply('See my booking', instructions)],
      },
    },
  },
  payment_pending: {
    name: 'payment_pending',
    category: 'UTILITY',
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
    name: 'balance_due',
    category: 'UTILITY',
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
  checkin_reminder: {
    name: 'checkin_reminder',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      cabin: 'Coihue',
      check_in: 'viernes, 15 de enero de 2027',
      time: '15:00',
    },
    // the most that Meta takes for a utility template
    ttlSeconds: 43_200,
    texts: {
      es: {
        body: 'Te esperamos en {{lodging}} por tu reserva {{code}}.\n\nCabaña: {{cabin}}\nDía de entrada: {{check_in}}, desde las {{time}}\n\nSi vas a llegar más tarde, respondé este mensaje.',
        buttons: [reply('Ver mi reserva', myBooking)],
      },
      pt: {
        body: 'Esperamos você em {{lodging}} pela sua reserva {{code}}.\n\nCabana: {{cabin}}\nDia de entrada: {{check_in}}, a partir das {{time}}\n\nSe for chegar mais tarde, responda a esta mensagem.',
        buttons: [reply('Ver minha reserva', myBooking)],
      },
      en: {
        body: 'We are expecting you at {{lodging}} for your booking {{code}}.\n\nCabin: {{cabin}}\nCheck-in day: {{check_in}}, from {{time}}\n\nIf you will arrive later, just answer this message.',
        buttons: [reply('See my booking', myBooking)],
      },
    },
  },
  checkin_instructions: {
    name: 'checkin_instructions',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      check_in: 'viernes, 15 de enero de 2027',
      detail: 'La llave está en la recepción; si llegás después de las 21, en la caja con código.',
    },
    ttlSeconds: 43_200,
    texts: {
      es: {
        body: 'Te esperamos en {{lodging}}, reserva {{code}}.\n\nDía de entrada: {{check_in}}\n\nIndicaciones: {{detail}}\n\nSi vas a llegar más tarde, respondé este mensaje con la hora.',
        buttons: [reply('Ver las indicaciones', instructions)],
      },
      pt: {
        body: 'Esperamos você em {{lodging}}, reserva {{code}}.\n\nDia de entrada: {{check_in}}\n\nInstruções: {{detail}}\n\nSe for chegar mais tarde, responda a esta mensagem com o horário.',
        buttons: [reply('Ver as instruções', instructions)],
      },
      en: {
        body: 'We are expecting you at {{lodging}}, booking {{code}}.\n\nCheck-in day: {{check_in}}\n\nHow to get in: {{detail}}\n\nIf you will arrive later, answer this message with the time.',
        buttons: [reply('See the instructions', instructions)],
      },
    },
  },
  checkout_day: {
    name: 'checkout_day',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      detail: 'La salida es hasta las 10:30. Dejá la llave en la recepción. ¡Buen viaje!',
    },
    ttlSeconds: 14_400,
    texts: {
      es: {
        body: 'Hoy es el día de salida de tu estadía en {{lodging}}, reserva {{code}}.\n\n{{detail}}\n\nSi necesitás algo antes de salir, respondé este mensaje.',
        buttons: [],
      },
      pt: {
        body: 'Hoje é o dia de saída da sua estadia em {{lodging}}, reserva {{code}}.\n\n{{detail}}\n\nSe precisar de algo antes de sair, responda a esta mensagem.',
        buttons: [],
      },
      en: {
        body: 'Today is the check-out day of your stay at {{lodging}}, booking {{code}}.\n\n{{detail}}\n\nIf you need anything before you leave, answer this message.',
        buttons: [],
      },
    },
  },
  thanks_review: {
    name: 'thanks_review',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      code: 'RAD-4K7P',
      detail: 'https://g.page/r/cabanas-el-radal/review',
    },
    ttlSeconds: 43_200,
    texts: {
      es: {
        body: 'Tu estadía en {{lodging}}, reserva {{code}}, terminó y queremos saber cómo te fue. Podés contarlo acá:\n\n{{detail}}\n\nSi algo no estuvo bien, respondé este mensaje.',
        buttons: [],
      },
      pt: {
        body: 'Sua estadia em {{lodging}}, reserva {{code}}, terminou e queremos saber como foi. Você pode contar aqui:\n\n{{detail}}\n\nSe algo não foi bem, responda a esta mensagem.',
        buttons: [],
      },
      en: {
        body: 'Your stay at {{lodging}}, booking {{code}}, is over and we would like to know how it was. You can tell us here:\n\n{{detail}}\n\nIf anything was not right, answer this message.',
        buttons: [],
      },
    },
  },
  refund_notice: {
    name: 'refund_notice',
    category: 'UTILITY',
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
  owner_alert: {
    name: 'owner_alert',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      what: 'Transferencia por confirmar · Un huésped te necesita (2)',
    },
    ttlSeconds: 43_200,
    texts: {
      es: {
        body: 'Aviso de {{lodging}} para la administración:\n\n{{what}}\n\nTocá el botón y te muestro el detalle para decidir desde acá.',
        buttons: [reply('Ver', seeOwn)],
      },
      pt: {
        body: 'Aviso de {{lodging}} para a administração:\n\n{{what}}\n\nToque no botão e mostro os detalhes para decidir por aqui.',
        buttons: [reply('Ver', seeOwn)],
      },
      en: {
        body: 'Notice from {{lodging}} for its managers:\n\n{{what}}\n\nTap the button to see the details and decide from here.',
        buttons: [reply('See', seeOwn)],
      },
    },
  },
  waitlist_offer: {
    name: 'waitlist_offer',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      cabin: 'Coihue',
      check_in: 'viernes, 15 de enero de 2027',
      check_out: 'lunes, 18 de enero de 2027',
      until: 'viernes, 15:30',
    },
    // after that it is the next guest's turn
    ttlSeconds: 7_200,
    texts: {
      es: {
        body: 'Pediste en {{lodging}} que te avisemos si se liberaban estas noches, y se liberaron.\n\nCabaña: {{cabin}}\nEntrada: {{check_in}}\nSalida: {{check_out}}\n\nTe toca a vos en la lista de espera hasta el {{until}}; después le avisamos a quien sigue.',
        buttons: [
          reply('Ver precio', choiceId({ do: 'takeWait' })),
          reply('Ya no me interesa', choiceId({ do: 'leaveWait' })),
        ],
      },
      pt: {
        body: 'Você pediu em {{lodging}} que avisássemos se estas noites liberassem, e elas liberaram.\n\nCabana: {{cabin}}\nEntrada: {{check_in}}\nSaída: {{check_out}}\n\nÉ a sua vez na lista de espera até {{until}}; depois avisamos quem vem em seguida.',
        buttons: [
          reply('Ver preço', choiceId({ do: 'takeWait' })),
          reply('Não quero mais', choiceId({ do: 'leaveWait' })),
        ],
      },
      en: {
        body: 'You asked {{lodging}} to tell you if these nights became free, and they did.\n\nCabin: {{cabin}}\nCheck-in: {{check_in}}\nCheck-out: {{check_out}}\n\nIt is your turn on the waiting list until {{until}}; after that we tell the next guest.',
        buttons: [
          reply('See the price', choiceId({ do: 'takeWait' })),
          reply('Not any more', choiceId({ do: 'leaveWait' })),
        ],
      },
    },
  },
  handoff_reply: {
    name: 'handoff_reply',
    category: 'UTILITY',
    examples: {
      lodging: 'Cabañas El Radal',
      reply: 'Sí, pueden llegar después de las 22; les dejamos la llave en la caja.',
    },
    ttlSeconds: null,
    texts: {
      es: {
        body: 'Respuesta de {{lodging}} a tu consulta:\n\n{{reply}}\n\nPodés seguir la charla respondiendo este mensaje.',
        buttons: [],
      },
      pt: {
        body: 'Resposta de {{lodging}} à sua consulta:\n\n{{reply}}\n\nVocê pode continuar a conversa respondendo a esta mensagem.',
        buttons: [],
      },
      en: {
        body: 'Answer from {{lodging}} to your question:\n\n{{reply}}\n\nYou can go on by answering this message.',
        buttons: [],
      },
    },
  },
};
