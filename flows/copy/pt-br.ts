// Brazilian Portuguese: what guests read. The stay is in Argentina, so money is named as pesos.

import type { Wording } from './copy.ts';
import { booking } from './pt-br/booking.ts';
import { paying } from './pt-br/paying.ts';
import { privacy } from './pt-br/privacy.ts';
import { searching } from './pt-br/searching.ts';
import { staying } from './pt-br/staying.ts';
import { talking } from './pt-br/talking.ts';

export const ptBr: Wording = {
  conventions: {
    locale: 'pt-BR',
    things: {
      night: ['noite', 'noites'],
      adult: ['adulto', 'adultos'],
      child: ['criança', 'crianças'],
      infant: ['bebê', 'bebês'],
      pet: ['pet', 'pets'],
      person: ['pessoa', 'pessoas'],
    },
    to: 'a',
    around: 'Por volta das',
    currency: 'code',
    shortMonth: 'number',
    feasts: {
      carnival: 'o Carnaval',
      easter: 'a Semana Santa',
      christmas: 'o Natal',
      newYear: 'o Ano Novo',
      longWeekend: 'o feriadão',
    },
  },
  labels: {
    menu: 'Menu',
    search: 'Ver datas e preços',
    searchAgain: 'Buscar de novo',
    human: 'Falar com alguém',
    otherDates: 'Outras datas',
    otherCabin: 'Outra cabana',
    seeCabins: 'Ver cabanas',
    seeOptions: 'Ver opções',
    chooseDates: 'Escolher datas',
    theseDates: 'Sim, essas',
    price: 'Preço e reserva',
    book: 'Sim, reservar',
    thatName: 'Nesse nome',
    pay: 'Pagar o sinal',
    keepPaying: 'Continuar a pagar',
    letGo: 'Liberar e buscar',
    seeHold: 'Ver minha reserva',
    cancelHold: 'Sim, liberar',
    keepHold: 'Não, quero ela',
    payBalance: 'Pagar o saldo',
    leaveStay: 'Sim, cancelar',
    keepStay: 'Não, manter',
    changeStay: 'Sim, mudar',
    arrivalTimes: 'Escolher horário',
    privacy: 'Ver mais',
    optIn: 'Voltar a receber',
    erase: 'Sim, apagar',
    keepData: 'Não, manter',
    joinWait: 'Avise se liberar',
    takeWait: 'Ver preço',
    leaveWait: 'Não quero mais',
  },
  sentences: {
    ...talking,
    ...searching,
    ...booking,
    ...paying,
    ...staying,
    ...privacy,
  },
};
