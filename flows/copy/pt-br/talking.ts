// Hello, asides and a person.

import type { Sentences } from '../copy.ts';
import type { Talking } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const talking: Sentences<Talking> = {
  hello: (_, __, { name, greeting }) => `Oi! Aqui é a recepção de *${name}*. ${greeting}`,
  menu: () =>
    'Me conta quais datas você quer e quantas pessoas são, do seu jeito: «de 3 a 10 de janeiro, somos 4».',
  thanks: () => 'De nada! Estou aqui para o que precisar.',
  deferred: () => 'Tranquilo! Quando quiser, é só escrever e a gente continua daqui.',
  dropped: () => 'Tudo bem, deixamos por aqui. Quando quiser ver outras datas, é só escrever.',
  notUnderstood: () => 'Desculpa, não entendi.',
  staleButton: () => 'Esse botão era de uma mensagem anterior e já não vale.',
  voiceHeard: ({ words }) => `🎙️ “${shorten(words, 160)}”`,
  mediaNotRead: ({ what }) =>
    ({
      audio:
        'Desculpa, não consegui ouvir o áudio. Pode me escrever? Se preferir, chamo uma pessoa.',
      file: 'Recebi o arquivo, mas não consigo ler. Se for algo importante, chamo uma pessoa.',
      location: 'Obrigado pela localização! Para reservar não preciso dela.',
      sticker: '😄',
      other: 'Isso eu não consigo ler. Me escreve com palavras e a gente continua.',
    })[what],

  answers: ({ answers, unknown }) =>
    [
      ...answers,
      ...(unknown
        ? ['Isso eu não sei com certeza; se quiser, escreva «pessoa» e alguém daqui responde.']
        : []),
    ].join('\n\n'),
  allInChat: () =>
    'Por enquanto vai tudo por aqui: datas, preços e condições ficam nesta conversa.',
  calledHuman: ({ why }) =>
    `${
      {
        asked: 'Certo, já aviso uma pessoa.',
        notUnderstood: 'Não estou te entendendo bem, então vou avisar uma pessoa.',
        change: 'Essa mudança da sua reserva quem vê é uma pessoa; já aviso.',
        cancel: 'Para cancelar uma reserva confirmada uma pessoa te atende; já aviso.',
        invoice: 'A nota fiscal quem prepara é uma pessoa; já aviso.',
        payment: 'Não encontro um pagamento pendente seu, então vou avisar uma pessoa.',
        manyCabins: 'Para reservar duas cabanas juntas uma pessoa te ajuda; já aviso.',
        optOut: 'Entendido, não escrevemos mais. Já aviso uma pessoa.',
        dataDeletion: 'Entendido. Uma pessoa cuida de apagar seus dados; já aviso.',
        failed: 'Tive um problema com a sua mensagem; já aviso uma pessoa.',
      }[why]
    } ${
      why === 'optOut'
        ? 'Se mais adiante quiser voltar, toque no botão.'
        : 'Ela te escreve por aqui. Enquanto isso não interrompo; se quiser voltar comigo, toque no botão.'
    }`,
  handedBack: () => 'Sou eu de novo, a recepção automática.',
};
