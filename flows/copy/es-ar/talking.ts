// Hello, asides and a person.

import type { Sentences } from '../copy.ts';
import type { Talking } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const talking: Sentences<Talking> = {
  hello: (_, __, { name, greeting }) => `¡Hola! Soy la recepción de *${name}*. ${greeting}`,
  menu: () =>
    'Contame qué fechas te gustarían y cuántos son, así como te salga: «del 3 al 10 de enero, somos 4».',
  thanks: () => '¡De nada! Acá estoy para lo que necesites.',
  deferred: () => 'Dale, tranqui. Cuando quieras escribime y seguimos desde acá.',
  dropped: () => 'Listo, lo dejamos acá. Cuando quieras mirar otras fechas, escribime.',
  notUnderstood: () => 'Perdón, eso no lo entendí.',
  staleButton: () => 'Ese botón era de un mensaje anterior y ya no corre.',
  voiceHeard: ({ words }) => `🎙️ «${shorten(words, 160)}»`,
  mediaNotRead: ({ what }) =>
    ({
      audio:
        'No pude escuchar el audio, perdón. ¿Me lo escribís? Si preferís, te paso con una persona.',
      file: 'Recibí el archivo, pero no lo puedo leer. Si es algo importante, te paso con una persona.',
      location: '¡Gracias por la ubicación! Para reservar no me hace falta.',
      sticker: '😄',
      other: 'Eso no lo puedo leer. Escribímelo con palabras y seguimos.',
    })[what],

  answers: ({ answers, unknown }) =>
    [
      ...answers,
      ...(unknown
        ? ['Eso no lo sé con certeza; si querés, escribí «persona» y te contesta alguien de acá.']
        : []),
    ].join('\n\n'),
  allInChat: () =>
    'Mientras tanto va todo por acá: fechas, precios y condiciones te quedan en este chat.',
  calledHuman: ({ why }) =>
    `${
      {
        asked: 'Listo, ya le aviso a una persona.',
        notUnderstood: 'No te estoy entendiendo bien, así que le aviso a una persona.',
        change: 'Ese cambio de tu reserva lo ve una persona; ya le aviso.',
        cancel: 'Para cancelar una reserva confirmada te atiende una persona; ya le aviso.',
        invoice: 'La factura te la prepara una persona; ya le aviso.',
        payment: 'No encuentro un pago pendiente tuyo, así que le aviso a una persona.',
        manyCabins: 'Para reservar dos cabañas juntas te ayuda una persona; ya le aviso.',
        optOut: 'Entendido, no te escribimos más. Ya le aviso a una persona.',
        dataDeletion: 'Entendido. Una persona se ocupa de borrar tus datos; ya le aviso.',
        failed: 'Tuve un problema con tu mensaje; ya le aviso a una persona.',
      }[why]
    } ${
      why === 'optOut'
        ? 'Si más adelante querés volver, tocá el botón.'
        : 'Te escribe por acá. Mientras tanto no te interrumpo; si querés volver conmigo, tocá el botón.'
    }`,
  handedBack: () => 'Vuelvo yo, la recepción automática.',
};
