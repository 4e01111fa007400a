// A stay moved to other days, or not come to at all; the notation is explained in phrases.ts.

import { phrases } from './words.ts';

/** A change of the stay whatever else is said; with a length alone, by that much. */
export const SHIFTING: readonly string[] = phrases(`
  la|lo|las|los ..? corro|corremos|correr|corre|corren|corras|corramos|corrieras|muevo|movemos|mover|mueve|moves|mueven|muevas|movamos;
  la|lo|las|los ..? atraso|atrasamos|atrasar|adelanto|adelantamos|adelantar|posponer|pospongo|posponemos|postergar|postergo|postergamos|reprogramar|reprogramo;
  correrla|correrlo|correrlas|correla|correla|moverla|moverlo|moverlas|movela|moverme|movernos|correrme|corrernos|me corro|nos corremos;
  atrasarla|atrasarlo|adelantarla|adelantarlo|postergarla|posponerla|reprogramarla;
  move|shift|push it|them|everything|my|our ..? to|a|by|back|forward|one|two|#|up; move|push|shift it $; postpone it|my|our|the; postpone $;
  correr|correrla|correrlo|mover|moverla|pasar|pasarla|cambiar|cambiarla|dejarla para|mas mas? adelante; mudar|passar|deixar para|pra mais? frente; move|push it? to? a|some? later date|time;
  adiar; adio; adiamos; antecipar; antecipo; remarco; remarcamos
`);
export const SHIFTED_EARLIER: readonly string[] = phrases(`
  adelant*; antecip*; bring ..? forward; move|push ..? up|forward; para atras
`);

/** A change of the stay when a day or a month stands with it. */
export const MOVING_TO: readonly string[] = phrases(`
  cambi*|modific*|mover|movemos|muevo|muev*|correr|corremos|corro|reprogram* ..? fecha|fechas|reserva|estadia|dia|dias; pasar|pasamos ..? fecha|reserva;
  mudar|alterar|trocar|remarcar|passar ..? data|datas|reserva|estadia; change|modify|move|reschedule|switch ..? date|dates|reservation|booking|stay;
  pasarla|pasarlo|pasarlas|cambiarla|cambiarlo un|una|dos|tres|unos|#|mas;
  cambiar|cambiarla|cambiarlo|cambiarlas|cambiala|cambialo|cambio|cambiarme|cambiarnos|mover|moverla|pasar|pasarla|correr|correrla del|desde|de;
  mudar|passar|trocar do|de dia? # para; move|switch|change|shift it? from;
  cambiar|cambiarla|cambiarlo|cambiarlas|cambiala|cambialo|cambio|cambiarme|cambiarnos a|al|para|por|pal|p;
  pasar|pasarla|pasarlo|pasarlas|pasala|pasalo|pasame|pasarme|pasarnos a|al|para|pal|p; la|lo|las paso|pasamos|pasas|pasa a|al|para|pal|p;
  mover|correr|mudar|mudarla a|al|para|pal|p|hacia; move|switch|change|shift|reschedule it|them|this|us? to|for; move|switch|change|shift|reschedule to;
  mudar|mudo|mudamos|muda|passar|passo|passamos|passa|trocar|troco|trocamos|troca|mover|remarcar ..? para|pra|pro|p|por|ao
`);

/** "las mismas noches": as many as the stay that is known. */
export const SAME_LENGTH: readonly string[] = phrases(`
  la|con|igual? misma|mismo|igual cantidad|numero de noches|dias; la? misma cantidad; misma|mismo cantidad|numero de noches|dias; las? mismas noches;
  a? mesma quantidade de noites|dias; a? mesma quantidade; o? mesmo numero de noites|dias; as? mesmas noites;
  the? same number|amount of nights|days; the? same nights; the? same length; same number
`);

/** Nobody comes; before the end of what is said, or a pause. */
export const NOT_COMING: readonly string[] = phrases(`
  no vamos|voy|iremos|viajamos|viajo|viajaremos mas|ya?; ya no vamos|voy|viajamos|viajo|iremos; no vamos|voy a ir|viajar; no vamos|voy a ir|viajar mas|nada;
  decidimos|decidi|preferimos|prefiero|resolvimos no ir|viajar; suspendemos|suspendimos|suspendo|cancelamos|cancelo el|la viaje|ida|escapada;
  nao vamos|vou|iremos|viajamos|vai|viajaremos mais?; nao vamos|vou ir|viajar mais?; decidimos|decidi|resolvemos nao ir|viajar; desistimos de ir|viajar; desistimos da viagem|reserva;
  were|im|we|not are|am? not coming|going|travelling|traveling anymore; not coming|going|travelling|traveling after all; not coming anymore|any;
  were|im|i|we are|am? not coming; were|we not coming; we|i wont be? coming|come|going; decided not to come|go|travel; not going to come|make|travel it?; arent coming|going
`);
/** What may follow them: a reason, a courtesy. */
export const AFTER_NOT_COMING: readonly string[] = phrases(`
  porque|xq|pq|por|ya|gracias|perdon|disculpa|disculpen|igual|asi|y|pero|because|sorry|thanks|so|and|since|as|after|anymore|finalmente|nada|obrigado|obrigada|desculpa|entao|mesmo|este|esta|al|que|cancel*
`);
