// Small words that say what a day is for: the arrival, the leaving, one more of a list.

import { phrases, sequences, words } from './words.ts';

/** Between or before days, with nothing but fillers in between. */
export const TO_WORDS: ReadonlySet<string> = words(`
  al hasta hasya asta hsta hata a to until till til through thru ate ao - – — > → ~ as /
`);
export const FROM_WORDS: ReadonlySet<string> = words(
  'del desde dsd dsde from do partir since starting de deL',
);
export const AND_WORDS: ReadonlySet<string> = words('y e and , & i');
export const BETWEEN_WORDS: ReadonlySet<string> = words('entre between');

/** Weak before a day: a verb further back says more ("salida del 10"). */
export const WEAK_CUES: ReadonlySet<string> = words('del de do a al y e and , -');

export const ARRIVAL: ReadonlyArray<readonly string[]> = sequences(`
  llegamos; llego; llegando; llegada; llegar; llegariamos; llegaria; entrada; entrando; entramos;
  entrar; ingreso; ingresando; ingresamos; ingresar; arribamos; arribo; checkin; check in;
  check - in; in; arriving; arrive; arrival; arrives; chegando; chegada; chegamos; chego; chegar
`);
export const DEPARTURE: ReadonlyArray<readonly string[]> = sequences(`
  nos vamos; me voy; me quiero ir; nos queremos ir; me quisiera ir; nos tenemos que ir; me tengo que ir; nos vamos a ir; me voy a ir; nos volvemos; me vuelvo; nos iriamos; me iria; nos retiramos; irnos; irme;
  volvernos; volver; regresar; voltar; returning; return; salida; saliendo; salimos; salgo; saldriamos; salir; volviendo; volvemos; vuelta;
  volveriamos; regreso; regresamos; regresando; checkout; check out; check - out; checking out;
  vou embora; ir embora; volto; voltamos; saindo; saida; saimos; saio; sair; vamos embora; leaving; leave; departing; departure; depart;
  out; partida; quedarnos hasta
`);

/** Passed over between a cue and its day. */
export const FILLERS: ReadonlySet<string> = words(`
  el l la los las dia dias the on en em no na o os para p pra a de d del do noche noches noite
  noites night nights of fecha fechas seria day mismo ( : este proximo proxima this next esta date
  dates finde fin semana
`);

/** A bare number after one of these is a day. */
export const DAY_MARKERS: ReadonlySet<string> = words(`
  el dia dias del al the ao do desde hasta ate until till from lo l
`);

/** What takes back something said before. */
export const CORRECTIONS: readonly string[] = phrases(`
  perdon; perdona; perdone; digo; bah; quise decir; queria decir; me equivoque; me confundi;
  en realidad; mentira; corrijo; ay no; uh no; en vez; en lugar; mejor dicho; mejor si;
  mejor el|la|del|para|somos|este|esta|los|un|una|desde|vamos|seria|seriamos|dejalo|que|nos|hasta|al|otra|otro|entre|llegamos|llegando|#|lunes|martes|miercoles|jueves|viernes|sabado|domingo;
  no no; no , no; no al|hasta|ate #; bueno no; no , al|hasta; no perdon|mejor|digo|espera|para|mentira;
  ^ no del|el|somos|son|perdon|mejor|desde|al|hasta|llegamos|vamos|seria|seriamos|digo|#; ^ si pero;
  pero somos|seriamos|del|vamos|el|hasta; cambiamos a|por|para|al; cambiemos; cambia a|por; sorry;
  actually; i mean|meant; we mean|meant; instead; rather; make it|that; my bad; not # but; no wait;
  wait no; na verdade; desculpa; desculpe; quer|quis dizer;
  melhor de|do|dia|para|#|so|somos|ate|a|chegar; errei; corrigindo; digo; oops; ups; al final;
   scratch that; disculpa; disculpe; disculpen; pensandolo;
  nao do|de|dia|somos|desculpa|melhor|perdao; perdao; ops
`);
/** Courtesies in the same words. */
export const APOLOGIES: readonly string[] = phrases(`
  perdon|perdona|perdone|disculpa|disculpe|disculpen la|el|las|los molestia*|demora|tardanza|hora|horas|insistencia|ignorancia|pregunta*|atraso;
  perdon|perdona|disculpa|disculpe|disculpen por|que|si molest*|insist*|pregunt*|la|el|tanta|tantas|no; sorry to|for|about;
  desculpa|desculpe o|a|pela|pelo|por incomodo|demora|hora|pergunta|perguntar|insistir|tantas
`);
/** Before or after days that cannot be. */
export const DECLINED_BEFORE: ReadonlyArray<readonly string[]> = sequences(`
  no puedo; no podemos; no podria; no podriamos; no me sirve; no nos sirve; no me da; no nos da;
  no vamos; no voy; no viajamos; no llegamos; nao vamos; nao vai; nao vou; not coming;
  nao posso; nao podemos; nao da; nao consigo; cant do; cannot do; cant make; cant; cannot
`);
export const DECLINED_AFTER: ReadonlyArray<readonly string[]> = sequences(`
  no puedo; no podemos; no podria; no podriamos; no me sirve; no nos sirve; no me da; no nos da;
  imposible; es imposible; no llego; no llegamos; nao posso; nao podemos; nao da; nao consigo;
  doesnt work; dont work; does not work; wont work; isnt possible; is not possible; is no good
`);
/** Only beside a stay that was corrected before: "perdón, es del 6 al 9 no del 5 al 8". */
export const NOT_THAT: ReadonlyArray<readonly string[]> = sequences(`
  no del; no el; nao do; nao de; nao dia; not from; not the
`);
export const INSTEAD_OF: ReadonlyArray<readonly string[]> = sequences(`
  en vez de; en lugar de; envez de; instead of; rather than; em vez de; ao inves de; en vez del;
  en lugar del; y no; not; e nao
`);
