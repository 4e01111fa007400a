// What is known of the guest.

import type { Sentences } from '../copy.ts';
import type { Privacy } from '../sayings.ts';
import { shorten } from '../shorten.ts';

export const privacy: Sentences<Privacy> = {
  privacyNotice: (_, __, { name }) =>
    `*${name}* usa seu número e o que você escreve só para te atender, e te escreve por aqui sobre sua consulta e sua estadia. Mais: escreva PRIVACIDADE.`,
  privacy: () =>
    'Aqui está quem usa seus dados, para quê e por quanto tempo. Para ver, escreva «que dados vocês têm»; para apagar, «apaguem meus dados»; para receber só o que é da sua estadia, PARAR.',
  optedOut: ({ already }) =>
    `${already ? 'Você já não recebia avisos.' : 'Pronto, você saiu da lista.'} Só escrevemos se houver uma estadia ou um pagamento em andamento. Se quiser voltar, toque no botão.`,
  optedIn: ({ already }) =>
    already
      ? 'Você já recebe nossas mensagens.'
      : 'Pronto, você volta a receber nossas mensagens. Para sair, escreva PARAR.',
  dataHeld: ({ caseCode, dueOn, held }, f) =>
    [
      'Isto é o que guardamos de você:',
      `• WhatsApp terminado em ${held.phoneEnds ?? '—'}${held.profileName ? `, com o nome ${shorten(held.profileName, 60)}` : ''}`,
      `• ${held.received} mensagens suas e ${held.sent} nossas, desde ${f.moment(held.since)}`,
      `• Reservas: ${held.codes.length > 0 ? shorten(held.codes.join(', '), 300) : 'nenhuma'}`,
      `• Pagamentos aprovados: ${f.money(held.paid)}`,
      '',
      `Caso *${caseCode}*: até ${f.day(dueOn)} uma pessoa te manda a cópia completa. Para apagar, escreva «apaguem meus dados».`,
    ].join('\n'),
  askErase: () =>
    'Se você disser que sim, apagamos seu nome, seu número, suas mensagens e os comprovantes que mandou. Ficam só os valores, as datas e os códigos que a lei obriga a guardar, sem o seu nome. Não dá para desfazer. Apagamos seus dados?',
  dataKept: () => 'Tudo bem, não apago nada.',
  erasureAsked: ({ caseCode, dueOn, block }, f) =>
    block === null
      ? `Pronto. Caso *${caseCode}*: seus dados são apagados em alguns minutos, no máximo até ${f.day(dueOn)}. Esta conversa no seu telefone você mesmo pode apagar. Se escrever de novo, começamos do zero.`
      : `Anotei seu pedido: caso *${caseCode}*. Ainda não posso apagar porque ${
          {
            stay: 'você tem uma estadia confirmada',
            hold: 'estou guardando uma cabana para você',
            money: 'há dinheiro seu em movimento',
          }[block]
        }; assim que terminar, eles são apagados sem você precisar pedir de novo.`,
};
