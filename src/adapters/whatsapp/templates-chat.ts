// About what was asked in the chat, and for the owner.

import { choiceId } from '../../../flows/choices.ts';
import { ownerChoiceId } from '../../../flows/owner-choices.ts';
import { reply, type Templates } from './template.ts';

const seeOwn = ownerChoiceId({ do: 'order', order: { do: 'pending' } });

export const chatTemplates = {
  waitlist_offer: {
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
  owner_alert: {
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
} satisfies Partial<Templates>;
