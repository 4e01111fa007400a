// About a stay that is coming, on or over.

import { choiceId } from '../../../flows/choices.ts';
import { reply, type Templates } from './template.ts';

const myBooking = choiceId({ do: 'resume' });
const instructions = choiceId({ do: 'instructions' });

export const stayTemplates = {
  booking_confirmed: {
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
  checkin_reminder: {
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
} satisfies Partial<Templates>;
