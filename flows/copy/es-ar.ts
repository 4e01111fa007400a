// Rioplatense Spanish, voseo: what guests read. One idea a message, the next step always in sight.

import type { Wording } from './copy.ts';
import { booking } from './es-ar/booking.ts';
import { paying } from './es-ar/paying.ts';
import { privacy } from './es-ar/privacy.ts';
import { searching } from './es-ar/searching.ts';
import { staying } from './es-ar/staying.ts';
import { talking } from './es-ar/talking.ts';

export const esAr: Wording = {
  conventions: {
    locale: 'es-AR',
    things: {
      night: ['noche', 'noches'],
      adult: ['adulto', 'adultos'],
      child: ['menor', 'menores'],
      infant: ['bebé', 'bebés'],
      pet: ['mascota', 'mascotas'],
      person: ['persona', 'personas'],
    },
    to: 'al',
    around: 'Tipo',
    currency: 'narrowSymbol',
    shortMonth: 'number',
    feasts: {
      carnival: 'Carnaval',
      easter: 'Semana Santa',
      christmas: 'Navidad',
      newYear: 'Año Nuevo',
      longWeekend: 'el finde largo',
    },
  },
  labels: {
    menu: 'Menú',
    search: 'Ver fechas y precios',
    searchAgain: 'Buscar de nuevo',
    human: 'Hablar con alguien',
    otherDates: 'Otras fechas',
    otherCabin: 'Otra cabaña',
    seeCabins: 'Ver cabañas',
    seeOptions: 'Ver opciones',
    chooseDates: 'Elegir fechas',
    theseDates: 'Sí, esas',
    price: 'Precio y reserva',
    book: 'Sí, reservar',
    thatName: 'A ese nombre',
    pay: 'Pagar la seña',
    keepPaying: 'Seguir con el pago',
    letGo: 'Soltarla y buscar',
    seeHold: 'Ver mi reserva',
    cancelHold: 'Sí, soltarla',
    keepHold: 'No, la quiero',
    payBalance: 'Pagar el saldo',
    leaveStay: 'Sí, cancelarla',
    keepStay: 'No, la mantengo',
    changeStay: 'Sí, cambiarla',
    arrivalTimes: 'Elegir hora',
    privacy: 'Ver más',
    optIn: 'Volver a recibir',
    erase: 'Sí, borrarlos',
    keepData: 'No, dejarlos',
    joinWait: 'Avisame si se libera',
    takeWait: 'Ver precio',
    leaveWait: 'Ya no me interesa',
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
